/** What editors show, for the menu items that open one. */
import * as vscode from 'vscode';
import { panels } from '../../../src/ids.ts';
import type { Node } from '../../../src/views/nodes.ts';
import { idOf } from './world.ts';

/** Closes what earlier tests left open. */
export async function closeEditors(): Promise<void> {
  await vscode.window.tabGroups.close(vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs));
}

/** Sees to it that one thing's document is open. */
export async function opened([ref]: readonly Node[], ending: RegExp): Promise<void> {
  const shows = () => {
    const path = vscode.window.activeTextEditor?.document.uri.path ?? '';
    return path.includes(ref ? idOf(ref) : '') && ending.test(path);
  };
  while (!shows()) await changed(vscode.window.onDidChangeActiveTextEditor);
}

export function changed(event: vscode.Event<unknown>): Promise<void> {
  return new Promise(resolve => {
    const subscription = event(() => {
      subscription.dispose();
      resolve();
    });
  });
}

/** Sees to it that the review grid is open. */
export async function gridShown(): Promise<void> {
  const shows = () => {
    const { activeTab } = vscode.window.tabGroups.activeTabGroup;
    return activeTab?.input instanceof vscode.TabInputWebview && activeTab.input.viewType.includes(panels.review);
  };
  while (!shows()) await changed(vscode.window.tabGroups.onDidChangeTabs);
}

/** Resolves when the active tab is a panel of a kind: a tab is there before it has its name. */
export async function panelTab(kind: string, title: RegExp): Promise<void> {
  const isActive = () => {
    const { input, label = '' } = vscode.window.tabGroups.activeTabGroup.activeTab ?? {};
    return input instanceof vscode.TabInputWebview && input.viewType.endsWith(kind) && title.test(label);
  };
  while (!isActive())
    await new Promise<void>(resolve => {
      const listening = vscode.window.tabGroups.onDidChangeTabs(() => {
        listening.dispose();
        resolve();
      });
    });
}
