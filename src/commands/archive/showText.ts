import * as vscode from 'vscode';

/** Shows a text in its own editor, which is saved nowhere. */
export async function showText(content: string): Promise<void> {
  const document = await vscode.workspace.openTextDocument({ language: 'markdown', content });
  await vscode.window.showTextDocument(document, { preview: true });
}
