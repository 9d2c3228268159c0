/** What the trees have in common: many rows can be selected, and dragged into an editor they are their ids, a line each. */
import * as vscode from 'vscode';
import type { Node } from './nodes.ts';

const text = 'text/plain';

class DragIds implements vscode.TreeDragAndDropController<Node> {
  readonly dragMimeTypes = [text];
  readonly dropMimeTypes: string[] = [];

  handleDrag(nodes: readonly Node[], data: vscode.DataTransfer): void {
    const ids = nodes.flatMap(node => draggedId(node) ?? []);
    if (ids.length > 0) data.set(text, new vscode.DataTransferItem(ids.join('\n')));
  }
}

export const treeOptions = {
  canSelectMany: true,
  showCollapseAll: true,
  dragAndDropController: new DragIds(),
};

function draggedId(node: Node): string | undefined {
  switch (node.kind) {
    case 'hit':
      return node.hitId;
    case 'assignment':
      return node.assignmentId;
    case 'worker':
      return node.workerId;
    default:
      return undefined;
  }
}
