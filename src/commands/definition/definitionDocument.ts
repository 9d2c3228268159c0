/** The definition that a command is about: the file that was clicked, or the one in the editor. */
import * as vscode from 'vscode';
import { isDefinition } from '../../definitionEditor/workspaceFiles.ts';
import { CommandError } from '../commandError.ts';

/** Throws a {@link CommandError} where there is none. */
export async function definitionDocument(clicked: unknown): Promise<vscode.TextDocument> {
  const uri = clicked instanceof vscode.Uri ? clicked : vscode.window.activeTextEditor?.document.uri;
  if (!uri || !isDefinition(uri))
    throw new CommandError('Open a HIT definition, a file that ends in .hit.json, and try again.');
  return vscode.workspace.openTextDocument(uri);
}

/** The name of a definition, of HITs or of a qualification type: its file's without the ending. */
export function definitionName(uri: vscode.Uri): string {
  return (uri.path.split('/').at(-1) ?? '').replace(/\.(hit|qual)\.json$/i, '');
}
