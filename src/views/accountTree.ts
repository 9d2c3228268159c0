/**
 * A tree over the account of the session. Rows are worked out from the account; what changes there repaints the rows that look
 * different now, and no others: a parent only when rows came, went or moved below it.
 */
import * as vscode from 'vscode';
import type { Account, Change } from '../account/account.ts';
import type { Session, Sessions } from '../profiles/sessions.ts';
import { answersLoaded, loadAnswers } from './answerPreview.ts';
import { followingRows } from './followingRow.ts';
import { keyOf, type MoreNode, type Node } from './nodes.ts';
import { moreRow } from './noteRow.ts';
import { type DuePaint, PaintSchedule } from './paintSchedule.ts';
import { dependsOn, RowAppearances } from './rowAppearance.ts';
import type { Row } from './rowLabels.ts';
import { Limits } from './rowLimits.ts';
import { treeItem } from './treeItems.ts';
import { treeOptions } from './treeOptions.ts';

export interface Shown {
  readonly nodes: readonly Node[];
  /** How many there are in all, where more could be shown. */
  readonly total?: number;
}

export abstract class AccountTree implements vscode.TreeDataProvider<Node>, vscode.Disposable {
  protected readonly sessions: Sessions;
  protected readonly view: vscode.TreeView<Node>;
  readonly #painted = new vscode.EventEmitter<Node | Node[] | undefined>();
  readonly #join: () => Promise<void>;
  readonly #subscriptions: vscode.Disposable[];
  /** One object for each row, so that VS Code recognises it. */
  #nodes = new Map<string, Node>();
  readonly #appearances = new RowAppearances();
  /** The rows below each row that was unfolded, and those at the root under ''. */
  #below = new Map<string, readonly string[]>();
  readonly #limits = new Limits();
  /** Unfolded rows that wait to be read until somebody looks. */
  readonly #unread = new Set<Node>();
  /** Whether a request may be sent now: VS Code unfolds what was unfolded, also in a window that nobody looks at. */
  mayRead: () => boolean = () => true;
  #listening: { dispose(): void } | undefined;
  readonly #schedule = new PaintSchedule(
    () => this.sessions.current.account?.size ?? 0,
    due => this.#paint(due, false),
  );
  #tick: NodeJS.Timeout | undefined;
  readonly onDidChangeTreeData = this.#painted.event;

  /** `join` looks for what may run behind a session without an account. */
  constructor(id: string, sessions: Sessions, join: () => Promise<void>) {
    this.sessions = sessions;
    this.#join = join;
    this.view = vscode.window.createTreeView(id, treeOptions(this, sessions));
    this.#subscriptions = [
      this.view,
      this.#painted,
      this.#schedule,
      sessions.onDidChange(session => this.#follow(session)),
      this.view.onDidChangeVisibility(({ visible }) => visible && this.repaint()),
    ];
    // Rows show times; those that read differently a minute later are painted anew.
    this.#tick = setInterval(() => this.repaint(), 60_000);
    this.#tick.unref();
  }

  /** The rows below a row, or at the root. Reads the account alone. */
  protected abstract below(account: Account, parent: Node | undefined, limit: number): Shown;
  /** The parent of a row. */
  protected abstract above(account: Account, node: Node): Node | undefined;
  /** What a row says. */
  protected abstract row(account: Account, node: Node): Row | undefined;
  /** Whether the rows below a row depend on a HIT. */
  protected abstract concerns(parent: Node, hitId: string): boolean;
  /** Reads what the rows below a row need. */
  protected abstract prepare(account: Account, parent: Node): Promise<void>;
  /** The session or the account changed: title, message, badge, context keys. */
  protected abstract announce(session: Session): void;
  /** What the view worked out from the account no longer holds. */
  protected abstract forget(change: Change | undefined): void;
  /** All facts of a row, as Markdown, and undefined for rows that have none. */
  protected abstract tooltip(account: Account, node: Node): vscode.MarkdownString | string | undefined;

  get visible(): boolean {
    return this.view.visible;
  }

  get onDidChangeVisibility(): vscode.Event<unknown> {
    return this.view.onDidChangeVisibility;
  }

  get selection(): readonly Node[] {
    return this.view.selection;
  }

  async getChildren(parent?: Node): Promise<Node[]> {
    if (!this.sessions.current.account) await this.#join();
    const { account } = this.sessions.current;
    if (!account) return [];
    if (parent) await loadAnswers();
    if (parent && this.mayRead()) await this.prepare(account, parent);
    else if (parent) this.#unread.add(parent);
    if (account !== this.sessions.current.account) return [];
    const nodes = this.#childrenOf(account, parent);
    this.#below.set(parent ? keyOf(parent) : '', nodes.map(keyOf));
    return nodes;
  }

  getParent(node: Node): Node | undefined {
    const { account } = this.sessions.current;
    const parent = account && this.above(account, node);
    return parent && this.node(parent);
  }

  getTreeItem(node: Node): vscode.TreeItem {
    const { account, profile } = this.sessions.current;
    const row = account && this.#rowOf(account, node);
    const key = keyOf(node);
    if (row) this.#appearances.note(key, row);
    return treeItem(node, row, profile.id);
  }

  resolveTreeItem(item: vscode.TreeItem, node: Node): vscode.TreeItem {
    const { account } = this.sessions.current;
    // Something has to be there, or VS Code goes on saying that it loads.
    item.tooltip = (account && this.tooltip(account, node)) ?? String(item.label ?? '');
    return item;
  }

  /** Shows more rows, below the given row or wherever there are more. */
  showMore(node?: Node): void {
    const unders = node?.kind === 'more' ? [node.under] : [...this.#below.keys()];
    for (const under of unders) {
      const shown = this.#below.get(under)?.at(-1);
      if (shown?.endsWith('/more')) this.#limits.more(under);
    }
    this.repaint();
  }

  /** Somebody looks again: reads what was unfolded meanwhile. */
  readUnread(): void {
    const unread = [...this.#unread];
    this.#unread.clear();
    if (unread.length > 0) this.#painted.fire(unread);
  }

  /** Selects the row of something and scrolls to it. */
  async reveal(node: Node, options: { focus: boolean }): Promise<void> {
    // VS Code finds only rows that it has been given.
    this.#paintNow(true);
    await this.view.reveal(this.node(node), { select: true, focus: options.focus, expand: false });
  }

  /** The rows to go on with when these are gone, best first. */
  following(rows: readonly Node[]): Node[] {
    return followingRows(this.#below, rows.map(keyOf)).flatMap(key => this.#nodes.get(key) ?? []);
  }

  has(node: Node): boolean {
    const { account } = this.sessions.current;
    return !!account && this.#childrenOf(account, this.above(account, node)).some(each => keyOf(each) === keyOf(node));
  }

  /** Paints what looks different now. */
  repaint(): void {
    this.#schedule.add({ all: true });
  }

  /** Resolves when what changed until now is painted. */
  async painted(): Promise<void> {
    await this.#schedule.painted();
  }

  dispose(): void {
    clearInterval(this.#tick);
    this.#listening?.dispose();
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  /** The one object of a row. */
  protected node(node: Node): Node {
    const key = keyOf(node);
    const known = this.#nodes.get(key);
    if (known && known.kind !== 'note') return known;
    this.#nodes.set(key, node);
    return node;
  }

  /** Ends with the view. */
  protected own(...disposables: vscode.Disposable[]): void {
    this.#subscriptions.push(...disposables);
  }

  /**
   * Sets the description beside the view's name and the message above its rows. VS Code takes a message for a change of the rows and holds back
   * what follows for 200 ms: so it is set only when it differs, and after the rows.
   */
  protected say(description: string, message: string | undefined): void {
    if (this.view.description !== description) this.view.description = description;
    if ((this.view.message ?? '') !== (message ?? '')) this.view.message = message;
  }

  /** To be called when everything that the rows are worked out from is there. */
  protected start(): void {
    this.#follow(this.sessions.current);
  }

  /** Lets at least so many rows be shown below a row. */
  protected allow(parent: Node | undefined, rows: number): void {
    this.#limits.allow(parent ? keyOf(parent) : '', rows);
  }

  #childrenOf(account: Account, parent: Node | undefined): Node[] {
    const key = parent ? keyOf(parent) : '';
    const { nodes, total = nodes.length } = this.below(account, parent, this.#limits.of(key));
    const more: MoreNode[] = total > nodes.length ? [{ kind: 'more', under: key }] : [];
    return [...nodes, ...more].map(each => this.node(each));
  }

  #rowOf(account: Account, node: Node): Row | undefined {
    if (node.kind !== 'more') return this.row(account, node);
    const parent = node.under === '' ? undefined : this.#nodes.get(node.under);
    const { nodes, total = nodes.length } = this.below(account, parent, this.#limits.of(node.under));
    return moreRow(total - nodes.length);
  }

  /** Another session: nothing of the former one stays. */
  #follow(session: Session): void {
    this.#listening?.dispose();
    this.#listening = session.account?.onChange(change => this.#onChange(change));
    this.#nodes = new Map();
    this.#appearances.clear();
    this.#below = new Map();
    this.#limits.clear();
    this.#unread.clear();
    this.forget(undefined);
    this.#painted.fire(undefined);
    this.announce(session);
  }

  #onChange(change: Change): void {
    this.forget(change);
    if (change.assignments.size > 0 && !answersLoaded()) void loadAnswers().then(() => this.repaint());
    this.#schedule.add({ all: change.listing || change.workers, hitIds: [...change.hits, ...change.assignments] });
  }

  /** Paints what looks different now, without waiting for more: somebody asked for it. */
  protected repaintNow(): void {
    this.repaint();
    this.#paintNow(false);
  }

  #paintNow(hidden: boolean): void {
    this.#paint(this.#schedule.take() ?? { all: true, hitIds: new Set() }, hidden);
    this.#schedule.done();
  }

  /** A view that does not show is not painted: it is when it shows again. */
  #paint(due: DuePaint, hidden: boolean): void {
    if (this.view.visible || hidden) this.#paintRows(due);
    this.announce(this.sessions.current);
  }

  #paintRows(due: DuePaint): void {
    const { account } = this.sessions.current;
    if (!account) return;
    if (this.#below.has('') && this.#moved(account, '')) {
      this.#painted.fire(undefined);
      return;
    }
    const parents = [...this.#below.keys()].filter(key => {
      const parent = this.#nodes.get(key);
      return due.all || !parent || [...due.hitIds].some(hitId => this.concerns(parent, hitId));
    });
    const changed = new Set(parents.filter(key => key !== '' && this.#moved(account, key)));
    for (const parent of ['', ...parents])
      for (const key of this.#below.get(parent) ?? []) {
        const node = this.#nodes.get(key);
        if (
          node &&
          (due.all || dependsOn(node, due.hitIds)) &&
          this.#appearances.differs(key, this.#rowOf(account, node))
        )
          changed.add(key);
      }
    const nodes = [...changed].flatMap(key => this.#nodes.get(key) ?? []);
    if (nodes.length > 0) this.#painted.fire(nodes);
  }

  #moved(account: Account, key: string): boolean {
    const parent = this.#nodes.get(key);
    if (key !== '' && !parent) return false;
    const before = this.#below.get(key) ?? [];
    const now = this.#childrenOf(account, parent);
    return before.length !== now.length || now.some((node, index) => keyOf(node) !== before[index]);
  }
}
