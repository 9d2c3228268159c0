/** The icon in the tab of a panel. VS Code colours those of views itself, and these not. */
import * as vscode from 'vscode';

export function tabIcon(extensionUri: vscode.Uri): { readonly light: vscode.Uri; readonly dark: vscode.Uri } {
  return {
    light: vscode.Uri.joinPath(extensionUri, 'media', 'mturk-light.svg'),
    dark: vscode.Uri.joinPath(extensionUri, 'media', 'mturk.svg'),
  };
}
