/** The HITs view: HITs of the active profile with their assignments under them. */
import * as vscode from 'vscode';
import type { Account, Change } from '../account/account.ts';
import { commands, type EmptyReason, views } from '../ids.ts';
import type { LocalService } from '../local/localService.ts';
import { explain } from '../mturk/errors.ts';
import { isLocal } from '../profiles/profile.ts';
import type { Session, Sessions } from '../profiles/sessions.ts';
import type { Target } from '../targets.ts';
import { setContext } from '../ui/contexts.ts';
import { withViewProgress } from '../ui/progress.ts';
import { assignmentRow, hitRow, type Row } from './rows.ts';

/** A row that is about nothing in the service: why there is nothing, and what to do. */
interface NoteNode {
  readonly kind: 'note';
  readonly id: string;
  readonly label: string;
  readonly description: string;
  readonly icon: string;
  readonly command?: vscode.Command;
  readonly under?: string;
}

export type HITsNode = Target | NoteNode;

/** Changes that come close together are painted once. */
const paintDelay = 30;

export class HITsView implements vscode.TreeDataProvider<HITsNode>, vscode.Disposable {
  readonly #sessions: Sessions;
  readonly #local: LocalService;
  readonly #view: vscode.TreeView<HITsNode>;
  readonly #repaint = new vscode.EventEmitter<HITsNode | HITsNode[] | undefined>();
  readonly #subscriptions: vscode.Disposable[];
  /** One object for each row, so that VS Code recognises it. */
  #nodes = new Map<string, HITsNode>();
  #listening: { dispose(): void } | undefined;
  #pending: { root: boolean; nodes: Set<string>; timer: NodeJS.Timeout } | undefined;
  #joined: Promise<void> | undefined;
  readonly onDidChangeTreeData = this.#repaint.event;

  constructor(sessions: Sessions, local: LocalService) {
    this.#sessions = sessions;
    this.#local = local;
    this.#view = vscode.window.createTreeView(views.hits, {
      treeDataProvider: this,
      canSelectMany: true,
      showCollapseAll: true,
    });
    this.#subscriptions = [this.#view, this.#repaint, sessions.onDidChange(session => this.#follow(session))];
    this.#follow(sessions.current);
  }

  get selection(): readonly HITsNode[] {
    return this.#view.selection;
  }

  async getChildren(parent?: HITsNode): Promise<HITsNode[]> {
    const { account } = this.#sessions.current;
    if (parent) return account && parent.kind === 'hit' ? this.#assignments(account, parent.hitId) : [];
    if (!account) return this.#withoutAccount();
    if (account.listing.state === 'never') void this.#load(account);
    return this.#hits(account);
  }

  getParent(node: HITsNode): HITsNode | undefined {
    if (node.kind === 'assignment') return this.#node({ kind: 'hit', hitId: node.hitId });
    return node.kind === 'note' && node.under ? this.#node({ kind: 'hit', hitId: node.under }) : undefined;
  }

  getTreeItem(node: HITsNode): vscode.TreeItem {
    const item = this.#item(node);
    item.id = `${this.#sessions.current.profile.id}/${keyOf(node)}`;
    return item;
  }

  dispose(): void {
    clearTimeout(this.#pending?.timer);
    this.#listening?.dispose();
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  /** Another session: nothing of the former one stays. */
  #follow({ profile, account }: Session): void {
    this.#listening?.dispose();
    this.#listening = account?.onChange(change => this.#onChange(account, change));
    this.#nodes = new Map();
    this.#view.description = profile.name;
    this.#view.message = undefined;
    this.#view.badge = undefined;
    this.#setEmpty(account || !isLocal(profile) ? '' : 'localStopped');
    this.#schedule({ root: true });
    if (account && this.#view.visible) void this.#load(account);
  }

  /** Local may be running already, started by another window or before a reload. */
  async #withoutAccount(): Promise<HITsNode[]> {
    this.#joined ??= this.#local.join();
    await this.#joined;
    return [];
  }

  async #load(account: Account): Promise<void> {
    await withViewProgress(views.hits, () => Promise.all([account.refreshHITs(), account.refreshBalance()]));
  }

  #hits(account: Account): HITsNode[] {
    const hits = account.hits().sort((a, b) => b.created - a.created || a.id.localeCompare(b.id));
    const rows = hits.map(hit => this.#node({ kind: 'hit', hitId: hit.id }));
    const { listing } = account;
    if (listing.state !== 'failed') return rows;
    const { reason, advice } = explain(listing.error, account.client.endpoint);
    const note = this.#node({
      kind: 'note',
      id: 'listing-failed',
      label: `Couldn’t list HITs: ${reason}`,
      description: `${advice} Select to try again.`.trim(),
      icon: 'error',
      command: { command: commands.refresh, title: 'Refresh' },
    });
    return [note, ...rows];
  }

  async #assignments(account: Account, hitId: string): Promise<HITsNode[]> {
    await account.open(hitId);
    const rows: HITsNode[] = [...account.assignments(hitId)]
      .sort((a, b) => b.submitted - a.submitted || a.id.localeCompare(b.id))
      .map(({ id }) => this.#node({ kind: 'assignment', hitId, assignmentId: id }));
    const freshness = account.assignmentsFreshness(hitId);
    if (freshness.state === 'failed') {
      const { reason } = explain(freshness.error, account.client.endpoint);
      rows.unshift(
        this.#node({
          kind: 'note',
          id: 'assignments-failed',
          label: `Couldn’t list assignments: ${reason}`,
          description: 'Select to try again.',
          icon: 'error',
          command: { command: commands.refreshHIT, title: 'Refresh HIT', arguments: [{ kind: 'hit', hitId }] },
          under: hitId,
        }),
      );
    } else if (rows.length === 0 && freshness.state === 'fresh') {
      rows.push(
        this.#node({
          kind: 'note',
          id: 'no-assignments',
          label: 'Nobody has submitted work yet',
          description: '',
          icon: 'info',
          under: hitId,
        }),
      );
    }
    return rows;
  }

  #item(node: HITsNode): vscode.TreeItem {
    const { account } = this.#sessions.current;
    switch (node.kind) {
      case 'note': {
        const item = new vscode.TreeItem(node.label);
        item.description = node.description;
        item.tooltip = `${node.label}\n${node.description}`.trim();
        item.iconPath = new vscode.ThemeIcon(node.icon);
        if (node.command) item.command = node.command;
        return item;
      }
      case 'hit': {
        const hit = account?.hit(node.hitId);
        if (!account || !hit) return new vscode.TreeItem(node.hitId);
        const row = hitRow(hit, account.counts(hit), account.now());
        return rowItem(row, vscode.TreeItemCollapsibleState.Collapsed);
      }
      case 'assignment': {
        const assignment = account?.assignments(node.hitId).find(each => each.id === node.assignmentId);
        if (!account || !assignment) return new vscode.TreeItem(node.assignmentId);
        const item = rowItem(
          assignmentRow(assignment, account.answer(node.hitId, node.assignmentId), account.now()),
          vscode.TreeItemCollapsibleState.None,
        );
        item.command = { command: commands.openHIT, title: 'Open HIT', arguments: [{ row: node }] };
        return item;
      }
    }
  }

  #onChange(account: Account, change: Change): void {
    const { listing } = account;
    const hits = account.hits();
    this.#setEmpty(listing.state === 'fresh' && hits.length === 0 ? 'noHITs' : '');
    this.#view.message = listing.state === 'loading' && hits.length === 0 ? 'Loading HITs…' : undefined;
    const waiting = hits.reduce((sum, hit) => sum + account.counts(hit).submitted, 0);
    this.#view.badge =
      waiting === 0
        ? undefined
        : {
            value: waiting,
            tooltip: `${waiting} ${waiting === 1 ? 'assignment waits' : 'assignments wait'} for review`,
          };
    this.#schedule({ root: change.listing, hitIds: [...change.hits, ...change.assignments] });
  }

  #schedule({ root = false, hitIds = [] }: { root?: boolean; hitIds?: readonly string[] }): void {
    this.#pending ??= { root: false, nodes: new Set(), timer: setTimeout(() => this.#paint(), paintDelay) };
    this.#pending.root ||= root;
    for (const hitId of hitIds) this.#pending.nodes.add(keyOf({ kind: 'hit', hitId }));
  }

  #paint(): void {
    const pending = this.#pending;
    this.#pending = undefined;
    if (!pending) return;
    if (pending.root) this.#repaint.fire(undefined);
    else this.#repaint.fire([...pending.nodes].flatMap(key => this.#nodes.get(key) ?? []));
  }

  #setEmpty(reason: EmptyReason): void {
    setContext('hitsEmpty', reason);
  }

  #node(node: HITsNode): HITsNode {
    const key = keyOf(node);
    const known = this.#nodes.get(key);
    if (known && known.kind !== 'note') return known;
    this.#nodes.set(key, node);
    return node;
  }
}

/** Unique in the view, and the same whatever state the thing is in. */
function keyOf(node: HITsNode): string {
  switch (node.kind) {
    case 'hit':
      return `hit/${node.hitId}`;
    case 'assignment':
      return `hit/${node.hitId}/assignment/${node.assignmentId}`;
    case 'note':
      return `${node.under ? `hit/${node.under}/` : ''}note/${node.id}`;
  }
}

function rowItem(row: Row, state: vscode.TreeItemCollapsibleState): vscode.TreeItem {
  const item = new vscode.TreeItem(row.label, state);
  item.description = row.description;
  item.tooltip = row.tooltip;
  item.iconPath = new vscode.ThemeIcon(row.icon, row.color ? new vscode.ThemeColor(row.color) : undefined);
  item.contextValue = row.contextValue;
  item.accessibilityInformation = { label: row.accessible };
  return item;
}
