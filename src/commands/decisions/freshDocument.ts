/**
 * A document with the content of its file. Decisions are often filled in by another program, and an editor learns of that later, or not
 * at all while it does not show the file.
 */
import * as vscode from 'vscode';
import { CommandError } from '../commandError.ts';

/** Milliseconds. */
const patience = 5_000;

/** Opens a document; what the user has not saved counts, else what is in the file. Throws a {@link CommandError}. */
export async function openFresh(uri: vscode.Uri): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument(uri);
  if (document.isUntitled || document.isDirty) return document;
  const saved = lined(await vscode.workspace.decode(await vscode.workspace.fs.readFile(uri), { uri }));
  const same = () => lined(document.getText()) === saved;
  if (same()) return document;
  const caughtUp = new Promise<boolean>(resolve => {
    const end = (result: boolean) => {
      clearTimeout(timer);
      subscription.dispose();
      resolve(result);
    };
    const timer = setTimeout(() => end(false), patience);
    const subscription = vscode.workspace.onDidChangeTextDocument(event => {
      if (event.document === document && same()) end(true);
    });
  });
  // An editor reads its file again when it opens.
  await vscode.window.showTextDocument(document, { preview: false });
  if (!same() && !(await caughtUp))
    throw new CommandError('The file on disk differs from the editor. Close the editor, and review the file again.');
  return document;
}

/** Documents have one kind of line end, files can have several; and no byte order mark. */
function lined(text: string): string {
  return text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
}
