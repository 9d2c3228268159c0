/** Writes a HIT definition whose question is a layout, and opens it. */
import * as vscode from 'vscode';
import type { Needs } from '../workbench.ts';

export async function newLayoutDefinition(
  { prompts }: Needs<'prompts'>,
  { id, name }: { readonly id: string; readonly name: string },
): Promise<void> {
  const chosen = await prompts.saveFile({
    title: 'Save HIT Definition',
    action: 'Save',
    filters: { 'HIT definition': ['hit.json'] },
    name: 'task.hit.json',
  });
  if (!chosen) return;
  const uri = /\.hit\.json$/i.test(chosen.path)
    ? chosen
    : chosen.with({ path: `${chosen.path.replace(/\.json$/i, '')}.hit.json` });
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
