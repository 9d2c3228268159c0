/** From a row to what VS Code draws. */
import * as vscode from 'vscode';
import { pathOf } from '../documents/address.ts';
import { commands, documentScheme } from '../ids.ts';
import type { WorkRef } from '../refs.ts';
import { keyOf, type Node } from './nodes.ts';
import type { Row } from './rowLabels.ts';

/** `row` is missing for what is gone: the item then says its id until the tree is painted. */
export function treeItem(node: Node, row: Row | undefined, profileId: string): vscode.TreeItem {
  const item = new vscode.TreeItem(row?.label ?? idOf(node), collapsible(node, row));
  item.id = `${profileId}/${keyOf(node)}`;
  if (row) {
    item.description = row.description;
    item.iconPath = new vscode.ThemeIcon(row.icon, row.color ? new vscode.ThemeColor(row.color) : undefined);
    item.contextValue = row.contextValue;
    item.accessibilityInformation = { label: row.accessible, role: 'treeitem' };
  }
  const command = commandOf(node);
  if (command) item.command = command;
  if (node.kind === 'hit' || node.kind === 'assignment') item.resourceUri = rowUri(node, profileId);
  return item;
}

/** A row's document: the row is decorated by this address, and it is what opens when the row is dropped among the editors. */
export function rowUri(target: WorkRef, profileId: string): vscode.Uri {
  return vscode.Uri.from({ scheme: documentScheme, path: pathOf({ form: 'json', profileId, target }) });
}

function collapsible(node: Node, row: Row | undefined): vscode.TreeItemCollapsibleState {
  switch (node.kind) {
    case 'hit':
    case 'worker':
      if ('typeId' in node && node.typeId !== undefined) return vscode.TreeItemCollapsibleState.None;
      return row?.unfolded ? vscode.TreeItemCollapsibleState.Expanded : vscode.TreeItemCollapsibleState.Collapsed;
    case 'qualificationType':
    case 'section':
    case 'group':
      return row?.unfolded ? vscode.TreeItemCollapsibleState.Expanded : vscode.TreeItemCollapsibleState.Collapsed;
    default:
      return vscode.TreeItemCollapsibleState.None;
  }
}

function commandOf(node: Node): vscode.Command | undefined {
  switch (node.kind) {
    case 'assignment':
      return { command: commands.openHIT, title: 'Open HIT', arguments: [{ row: node }] };
    case 'more':
      return { command: commands.showMore, title: 'Show More Rows', arguments: [node] };
    case 'note':
      return node.command;
    default:
      return undefined;
  }
}

function idOf(node: Node): string {
  switch (node.kind) {
    case 'hit':
      return node.hitId;
    case 'assignment':
      return node.assignmentId;
    case 'worker':
      return node.workerId;
    case 'qualificationType':
      return node.typeId;
    case 'note':
      return node.label;
    default:
      return '';
  }
}
