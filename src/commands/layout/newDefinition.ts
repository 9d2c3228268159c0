/** Writes a HIT definition whose question is a layout, and opens it. */
import * as vscode from 'vscode';
import { newDefinitionFile } from '../definition/newDefinitionFile.ts';
import type { Needs } from '../workbench.ts';

export async function newLayoutDefinition(
  { prompts }: Needs<'prompts'>,
  { id, name }: { readonly id: string; readonly name: string },
): Promise<void> {
  const uri = await newDefinitionFile({ prompts });
  if (!uri) return;
  const definition = {
    Title: name,
    Description: '',
    Reward: '0.50',
    duration: '30 min',
    lifetime: '3 days',
    autoApproval: '3 days',
    // Layouts belong to one endpoint.
    profiles: { local: { question: { layout: id } } },
  };
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(`${JSON.stringify(definition, null, 2)}\n`));
  await vscode.window.showTextDocument(uri);
}
