/** What the trees have in common: many rows can be selected, and dragged: into a text they are ids, among editors documents. */
import * as vscode from 'vscode';
import { idOf } from '../refs.ts';
import type { Node } from './nodes.ts';
import { rowUri } from './treeItems.ts';

const text = 'text/plain';
/** What opens when rows are dropped among the editors: their documents. */
const uris = 'text/uri-list';
/** The same ids as the text, for {@link DropIds}. */
const idsOnly = 'application/vnd.mturk-workbench.ids';

export class DragRows implements vscode.TreeDragAndDropController<Node> {
  readonly dragMimeTypes = [text, idsOnly, uris];
  readonly dropMimeTypes: string[] = [];
  readonly #profileId: () => string;

  constructor(profileId: () => string) {
    this.#profileId = profileId;
  }

  handleDrag(nodes: readonly Node[], data: vscode.DataTransfer): void {
    const ids = nodes.flatMap(node => draggedId(node) ?? []);
    const documents = nodes.flatMap(node =>
      node.kind === 'hit' || node.kind === 'assignment' ? rowUri(node, this.#profileId()).toString() : [],
    );
    for (const [type, lines] of [
      [text, ids.join('\n')],
      [idsOnly, ids.join('\n')],
      [uris, documents.join('\r\n')],
    ] as const)
      if (lines !== '') data.set(type, new vscode.DataTransferItem(lines));
  }
}

/** The session, as far as it says whose rows a tree shows. */
interface Shown {
  readonly current: { readonly profile: { readonly id: string } };
}

export function treeOptions(tree: vscode.TreeDataProvider<Node>, sessions: Shown): vscode.TreeViewOptions<Node> {
  const dragAndDropController = new DragRows(() => sessions.current.profile.id);
  return { treeDataProvider: tree, canSelectMany: true, showCollapseAll: true, dragAndDropController };
}

/** VS Code would insert the addresses: it prefers them to any text. */
class DropIds implements vscode.DocumentDropEditProvider {
  async provideDocumentDropEdits(
    _document: vscode.TextDocument,
    _position: vscode.Position,
    data: vscode.DataTransfer,
  ): Promise<vscode.DocumentDropEdit | undefined> {
    const ids = await data.get(idsOnly)?.asString();
    return ids ? new vscode.DocumentDropEdit(ids, 'Insert IDs', vscode.DocumentDropOrPasteEditKind.Text) : undefined;
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
  return node.kind === 'hit' || node.kind === 'assignment' || node.kind === 'worker' ? idOf(node) : undefined;
}
