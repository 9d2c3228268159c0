/** Where a panel of the window stands. */
import type * as vscode from 'vscode';
import type { PanelPlace } from './openPanels.ts';

export function placeOf({ viewColumn: column, visible }: vscode.WebviewPanel): PanelPlace {
  return { column, visible };
}
