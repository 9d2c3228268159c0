/** What the window of the suite shows: VS Code shows what it was told last, so what it is told is written down. */
import * as vscode from 'vscode';
import type { TestApi } from '../../src/extension.ts';
import { isLocal } from '../../src/profiles/profile.ts';
import type { AccountTree } from '../../src/views/accountTree.ts';
import { keyOf, type Node } from '../../src/views/nodes.ts';
import { agreed, type Witness } from '../support/truth/agreement.ts';
import { answers, readTruth, type Truth } from '../support/truth/service.ts';
import { type Shown, type ShownRow, type ShownView, type ViewName, viewNames } from '../support/truth/shown.ts';

const emptyKeys = {
  hits: 'hitsEmpty',
  review: 'reviewEmpty',
  workers: 'workersEmpty',
  rejected: 'rejectedEmpty',
} as const;

/** What VS Code was told of one tree. */
class ToldTree {
  readonly view: vscode.TreeView<Node>;
  readonly #below = new Map<string, readonly Node[]>();
  readonly #items = new Map<string, vscode.TreeItem>();
  readonly #unfolded = new Map<string, boolean>();

  constructor(tree: AccountTree, changed: () => void) {
    this.view = (tree as unknown as { readonly view: vscode.TreeView<Node> }).view;
    const getChildren = tree.getChildren.bind(tree);
    const getTreeItem = tree.getTreeItem.bind(tree);
    tree.getChildren = async parent => {
      const nodes = await getChildren(parent);
      this.#below.set(parent ? keyOf(parent) : '', nodes);
      if (!parent) this.#forget(nodes);
      changed();
      return nodes;
    };
    tree.getTreeItem = node => {
      const item = getTreeItem(node);
      this.#items.set(keyOf(node), item);
      changed();
      return item;
    };
    this.view.onDidExpandElement(({ element }) => this.#unfolded.set(keyOf(element), true));
    this.view.onDidCollapseElement(({ element }) => this.#unfolded.set(keyOf(element), false));
  }

  /** Whether VS Code has asked since this listens. */
  get isKnown(): boolean {
    return this.#below.has('');
  }

  /** The rows, as far as VS Code has asked for them, top to bottom. */
  rows(markOf: (uri: vscode.Uri) => string | undefined, under?: { key: string; row: ShownRow }): ShownRow[] {
    const nodes = this.#below.get(under?.key ?? '') ?? [];
    return nodes.flatMap(node => {
      const key = keyOf(node);
      const item = this.#items.get(key);
      if (!item) return [];
      const mark = item.resourceUri && markOf(item.resourceUri);
      const row: ShownRow = {
        kind: node.kind,
        ...idOf(node),
        label: String(item.label),
        description: String(item.description ?? ''),
        accessible: item.accessibilityInformation?.label ?? '',
        ...(mark === undefined ? {} : { mark }),
        ...(under ? { under: under.row } : {}),
        siblings: nodes.length,
      };
      return this.#isUnfolded(key, item) ? [row, ...this.rows(markOf, { key, row })] : [row];
    });
  }

  #isUnfolded(key: string, item: vscode.TreeItem): boolean {
    return this.#unfolded.get(key) ?? item.collapsibleState === vscode.TreeItemCollapsibleState.Expanded;
  }

  /** A row that went and comes again is folded as at first. */
  #forget(roots: readonly Node[]): void {
    const keys = new Set(roots.map(keyOf));
    for (const key of this.#unfolded.keys()) if (!keys.has(key)) this.#unfolded.delete(key);
  }
}

export class HostWitness implements Witness {
  readonly #insides: TestApi;
  readonly #trees: Readonly<Record<ViewName, ToldTree>>;
  readonly #marks = new Map<string, string>();
  #change = Promise.withResolvers<void>();

  constructor(insides: TestApi) {
    this.#insides = insides;
    const { explorer, workbench } = insides;
    const changed = () => this.#change.resolve();
    const { hits, review, workers, rejected } = explorer;
    this.#trees = {
      hits: new ToldTree(hits, changed),
      review: new ToldTree(review, changed),
      workers: new ToldTree(workers, changed),
      rejected: new ToldTree(rejected, changed),
    };
    const { decorations } = explorer;
    const provide = decorations.provideFileDecoration.bind(decorations);
    decorations.provideFileDecoration = uri => {
      const decoration = provide(uri);
      this.#marks.set(uri.path, decoration?.badge ?? '');
      changed();
      return decoration;
    };
    let following = workbench.sessions.current.account?.onChange(changed);
    workbench.sessions.onDidChange(({ account }) => {
      following?.dispose();
      following = account?.onChange(changed);
      changed();
    });
  }

  async truth(): Promise<Truth | 'stopped' | 'unclear'> {
    const { state } = this.#insides.workbench.local;
    if (!this.#isLocal || state.state === 'starting') return 'unclear';
    if (state.state === 'stopped') return 'stopped';
    if (!(await answers(state.local))) return 'unclear';
    return (await readTruth(state.local)) ?? 'unclear';
  }

  async shown(): Promise<Shown> {
    const { explorer, statusBar } = this.#insides;
    for (const name of viewNames) await explorer[name].painted();
    this.#change = Promise.withResolvers<void>();
    const views: Partial<Record<ViewName, ShownView>> = {};
    for (const name of viewNames) {
      const { view, isKnown } = this.#trees[name];
      if (!view.visible || !isKnown) continue;
      views[name] = {
        rows: this.#trees[name].rows(({ path }) => this.#marks.get(path)),
        description: view.description ?? '',
        message: typeof view.message === 'string' ? view.message : '',
        empty: String(explorer.contextValue(emptyKeys[name])),
      };
    }
    const value = this.#trees.review.view.badge?.value ?? 0;
    return {
      profile: this.#isLocal ? 'local' : 'other',
      views,
      badge: value === 0 ? '' : String(value),
      statusBar: statusBar.shown.text,
      panels: [],
    };
  }

  changed(): Promise<void> {
    return this.#change.promise;
  }

  get #isLocal(): boolean {
    return isLocal(this.#insides.workbench.sessions.current.profile);
  }
}

function idOf(node: Node): { id?: string } {
  switch (node.kind) {
    case 'hit':
      return { id: node.hitId };
    case 'assignment':
      return { id: node.assignmentId };
    case 'worker':
      return { id: node.workerId };
    default:
      return {};
  }
}

let witness: HostWitness | undefined;

/** Listens to what VS Code is told from now on, if the extension runs. */
export function listen(): TestApi | undefined {
  const extension = vscode.extensions.getExtension<TestApi>('mturk-workbench.mturk-workbench');
  if (!extension?.isActive) return undefined;
  witness ??= new HostWitness(extension.exports);
  return extension.exports;
}

/** What all views show is what the service says: at once, or as soon as somebody looks. */
export async function assertTruth(): Promise<void> {
  const insides = listen();
  if (!insides || !witness) return;
  const { fresh } = insides.explorer;
  const { focused } = fresh;
  fresh.focused = () => true;
  fresh.look();
  try {
    await agreed(witness);
  } finally {
    fresh.focused = focused;
  }
}
