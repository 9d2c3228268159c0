import * as vscode from 'vscode';
import type { Handler } from '../commandHandler.ts';
import { Problem } from '../problem.ts';

export const showLocalLog: Handler = async ({ local }) => {
  try {
    const document = await vscode.workspace.openTextDocument(vscode.Uri.file(local.logFile));
    await vscode.window.showTextDocument(document, { preview: true });
  } catch (error) {
    throw new Problem('There is no log of Local: it has not run on this machine yet.', [], error);
  }
};
