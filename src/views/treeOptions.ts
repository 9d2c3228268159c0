/** What the trees have in common: many rows can be selected, and dragged into a text they are their ids, a line each. */
import * as vscode from 'vscode';
import type { Node } from './nodes.ts';

const text = 'text/plain';
/** The same ids, for {@link DropIds}. */
const idsOnly = 'application/vnd.mturk-workbench.ids';

class DragIds implements vscode.TreeDragAndDropController<Node> {
  readonly dragMimeTypes = [text, idsOnly];
  readonly dropMimeTypes: string[] = [];

  handleDrag(nodes: readonly Node[], data: vscode.DataTransfer): void {
    const ids = nodes.flatMap(node => draggedId(node) ?? []).join('\n');
    if (ids !== '') for (const type of this.dragMimeTypes) data.set(type, new vscode.DataTransferItem(ids));
  }
}

export const treeOptions = {
  canSelectMany: true,
  showCollapseAll: true,
  dragAndDropController: new DragIds(),
};

/** Rows have addresses, and VS Code would insert those: it prefers them to any text. */
class DropIds implements vscode.DocumentDropEditProvider {
  async provideDocumentDropEdits(
    _document: vscode.TextDocument,
    _position: vscode.Position,
    data: vscode.DataTransfer,
  ): Promise<vscode.DocumentDropEdit | undefined> {
    const ids = await data.get(idsOnly)?.asString();
    return ids ? new vscode.DocumentDropEdit(ids, 'Insert ids', vscode.DocumentDropOrPasteEditKind.Text) : undefined;
  }
}

/** Lets ids be dropped into any text. */
export function registerDropIds(): vscode.Disposable {
  return vscode.languages.registerDocumentDropEditProvider({ pattern: '**' }, new DropIds(), {
    dropMimeTypes: [idsOnly],
    providedDropEditKinds: [vscode.DocumentDropOrPasteEditKind.Text],
  });
}

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
