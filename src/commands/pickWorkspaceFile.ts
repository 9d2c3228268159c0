/** Which file of a kind a command is about: the one that was clicked or is in the active editor, else one that is picked. */
import * as vscode from 'vscode';
import { CommandError } from './commandError.ts';
import type { Needs } from './workbench.ts';

/** Files to pick from. */
const most = 500;

export interface FileKind {
  /** Where such files are looked for. */
  readonly pattern: string;
  readonly isOne: (uri: vscode.Uri) => boolean;
  /** "*.hit.json" */
  readonly example: string;
  /** "Which HIT definition?" */
  readonly question: string;
}

/** Throws a {@link CommandError} where there is none. */
export async function pickWorkspaceFile(
  { prompts }: Needs<'prompts'>,
  title: string,
  { pattern, isOne, example, question }: FileKind,
  clicked: unknown,
): Promise<vscode.Uri | undefined> {
  if (clicked instanceof vscode.Uri) return clicked;
  // A tab is known a moment before its editor.
  const tab = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  const shown = [
    vscode.window.activeTextEditor?.document.uri,
    tab instanceof vscode.TabInputText ? tab.uri : undefined,
  ];
  const active = shown.find(uri => uri && isOne(uri));
  if (active) return active;
  const found = await vscode.workspace.findFiles(pattern, '**/node_modules/**', most);
  if (found.length === 0) throw new CommandError(`${title}: there is no ${example} file in this workspace.`);
  return prompts.pick(
    title,
    question,
    found
      .map(uri => ({ label: vscode.workspace.asRelativePath(uri), value: uri }))
      .sort((one, other) => one.label.localeCompare(other.label)),
  );
}
