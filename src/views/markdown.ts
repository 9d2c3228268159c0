import * as vscode from 'vscode';
import { linkedCommands } from './tooltips.ts';

/** Markdown whose links may run the commands of the tooltips and no others. */
export function markdown(text: string): vscode.MarkdownString {
  const value = new vscode.MarkdownString(text, false);
  value.isTrusted = { enabledCommands: linkedCommands };
  value.supportHtml = false;
  return value;
}
