/** Which definition a command is about: the one that was clicked or is in the active editor, else one that is picked. */
import * as vscode from 'vscode';
import { CommandError } from '../commandError.ts';
import type { Needs } from '../workbench.ts';

/** Where definitions are looked for. */
export const definitionPattern = '**/*.hit.{json,jsonc}';
const ending = /\.hit\.jsonc?$/i;
/** Definitions to pick from. */
const most = 500;

export function isDefinition(uri: vscode.Uri): boolean {
  return ending.test(uri.path);
}

/** Throws CommandError where there is none. */
export async function pickDefinition(
  { prompts }: Needs<'prompts'>,
  title: string,
  clicked: unknown,
): Promise<vscode.Uri | undefined> {
  if (clicked instanceof vscode.Uri) return clicked;
  // A tab is known a moment before its editor.
  const tab = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  const shown = [
    vscode.window.activeTextEditor?.document.uri,
    tab instanceof vscode.TabInputText ? tab.uri : undefined,
  ];
  const active = shown.find(uri => uri && isDefinition(uri));
  if (active) return active;
  const found = await vscode.workspace.findFiles(definitionPattern, '**/node_modules/**', most);
  if (found.length === 0) throw new CommandError(`${title}: there is no *.hit.json file in this workspace.`);
  return prompts.pick(
    title,
    'Which definition?',
    found
      .map(uri => ({ label: vscode.workspace.asRelativePath(uri), value: uri }))
      .sort((a, b) => a.label.localeCompare(b.label)),
  );
}
