/** Texts that are shown and can't be changed. VS Code asks for each by its address while its editor is open. */
import * as vscode from 'vscode';

const scheme = 'mturk-text';
/** As many as stay to be looked at again. */
const mostTexts = 20;

const texts = new Map<string, string>();
let isRegistered = false;
let shown = 0;

/** Shows a text in an editor under a file name, whose end says the language. */
export async function showReadOnly(name: string, text: string): Promise<void> {
  // For as long as the window lives: editors that are open ask again.
  if (!isRegistered)
    vscode.workspace.registerTextDocumentContentProvider(scheme, {
      provideTextDocumentContent: ({ path }) => texts.get(path),
    });
  isRegistered = true;
  shown += 1;
  const uri = vscode.Uri.from({ scheme, path: `/${shown}/${name}` });
  texts.set(uri.path, text);
  const [oldest] = texts.keys();
  if (texts.size > mostTexts && oldest !== undefined) texts.delete(oldest);
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: true });
}
