/** Where a new HIT definition is saved: under a name that ends as definitions do, and never over a file that nobody was asked about. */
import * as vscode from 'vscode';
import { CommandError } from '../commandError.ts';
import type { Needs } from '../workbench.ts';

/** The file that the user chose; nothing if they chose none. Rejects with CommandError where another file has its name. */
export async function newDefinitionFile({ prompts }: Needs<'prompts'>): Promise<vscode.Uri | undefined> {
  const chosen = await prompts.saveFile({
    title: 'Save HIT Definition',
    action: 'Save',
    filters: { 'HIT definition': ['hit.json'] },
    name: 'task.hit.json',
  });
  if (!chosen || /\.hit\.json$/i.test(chosen.path)) return chosen;
  const uri = chosen.with({ path: `${chosen.path.replace(/\.json$/i, '')}.hit.json` });
  // The dialog asked about the name that was typed, not about this one.
  if (await exists(uri)) {
    const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
    throw new CommandError(`Couldn’t save the definition: ${name} exists already. Choose another name.`);
  }
  return uri;
}

export async function exists(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}
