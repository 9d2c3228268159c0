import * as vscode from 'vscode';

/** Shows a text in an editor of its own, which is saved nowhere. */
export async function showText(content: string): Promise<void> {
  const document = await vscode.workspace.openTextDocument({ language: 'markdown', content });
  await vscode.window.showTextDocument(document, { preview: true });
}
