/** The Workers view: everybody seen in this account, and under each their assignments across HITs. */
import type * as vscode from 'vscode';
import type { Account, Change } from '../account/account.ts';
import { isKnown } from '../account/freshness.ts';
import { unreadHITs } from '../account/unread.ts';
import type { WorkerSummary } from '../account/workerSummaries.ts';
import type { WorkersEmptyReason } from '../contextKeys.ts';
import { commands, views } from '../ids.ts';
import type { Assignment } from '../mturk/model.ts';
import { counted } from '../mturk/plurals.ts';
import { isLocal } from '../profiles/profile.ts';
import type { Session, Sessions } from '../profiles/sessions.ts';
import { setContext } from '../ui/contexts.ts';
import { AccountTree, type Shown } from './accountTree.ts';
import { failureNotes } from './failures.ts';
import { workerRow } from './groupRows.ts';
import { markdown } from './markdown.ts';
import { keyOf, type Node, type NoteNode } from './nodes.ts';
import { noteRow } from './noteRow.ts';
import { assignmentRow, attachedTo, hitName, type Row } from './rowLabels.ts';
import { assignmentTooltip, workerTooltip } from './tooltips.ts';

export class WorkersView extends AccountTree {
  #summaries: readonly WorkerSummary[] | undefined;
  #byId: ReadonlyMap<string, WorkerSummary> | undefined;
  #work: ReadonlyMap<string, readonly Assignment[]> | undefined;

  constructor(sessions: Sessions, join: () => Promise<void>) {
    super(views.workers, sessions, join);
    this.start();
  }

  /** Selects a worker. Returns whether they were seen. */
  async show(workerId: string, options: { focus: boolean }): Promise<boolean> {
    const { account } = this.sessions.current;
    const index = account ? this.#all(account).findIndex(({ id }) => id === workerId) : -1;
    if (index === -1) return false;
    this.allow(undefined, index + 1);
    await this.reveal({ kind: 'worker', workerId }, options);
    return true;
  }

  protected below(account: Account, parent: Node | undefined, limit: number): Shown {
    if (parent?.kind === 'worker') {
      const all = this.#workOf(account, parent.workerId);
      if (all.length > 0)
        return {
          nodes: all.slice(0, limit).map(({ id, hitId }) => ({ kind: 'assignment', hitId, assignmentId: id })),
          total: all.length,
        };
      const note: NoteNode = {
        kind: 'note',
        id: 'no-work',
        label: 'No assignments of this worker are loaded',
        description: '',
        icon: 'info',
        under: keyOf(parent),
      };
      return { nodes: [note] };
    }
    const all = this.#all(account);
    const notes = [
      ...failureNotes('list workers', account.workers.freshness, account.client.endpoint),
      ...this.#unreadNotes(account),
    ];
    return {
      nodes: [...notes, ...all.slice(0, limit).map(({ id }): Node => ({ kind: 'worker', workerId: id }))],
      total: notes.length + all.length,
    };
  }

  protected above(account: Account, node: Node): Node | undefined {
    if (node.kind !== 'assignment') return undefined;
    const assignment = account.assignments(node.hitId).find(({ id }) => id === node.assignmentId);
    return assignment && { kind: 'worker', workerId: assignment.workerId };
  }

  protected row(account: Account, node: Node): Row | undefined {
    switch (node.kind) {
      case 'note':
        return noteRow(node);
      case 'worker': {
        const worker = this.#worker(account, node.workerId);
        return worker && workerRow(worker, account.now());
      }
      case 'assignment': {
        const assignment = account.assignments(node.hitId).find(({ id }) => id === node.assignmentId);
        if (!assignment) return undefined;
        const row = assignmentRow(assignment, attachedTo(account, assignment), account.now());
        // The parent row names the worker; here the HIT tells one from another.
        const title = hitName(account.hit(node.hitId) ?? { title: '', id: node.hitId });
        return { ...row, label: title, accessible: `HIT ${title}, ${row.accessible}` };
      }
      default:
        return undefined;
    }
  }

  protected concerns(): boolean {
    return true;
  }

  protected async prepare(account: Account, parent: Node): Promise<void> {
    if (parent.kind !== 'worker') return;
    const hitIds = new Set(this.#workOf(account, parent.workerId).map(({ hitId }) => hitId));
    await account.workers.bonuses.readMissing(hitIds);
  }

  protected forget(change: Change | undefined): void {
    if (change && !change.listing && !change.workers && change.assignments.size === 0) return;
    this.#summaries = undefined;
    this.#byId = undefined;
    this.#work = undefined;
  }

  protected announce({ profile, account }: Session): void {
    const { state, updated } = account?.workers.freshness ?? { state: 'never' };
    this.say(
      account ? counted(this.#all(account).length, 'worker') : profile.name,
      state === 'loading' && updated === undefined ? 'Loading workers…' : undefined,
    );
    setContext('workersEmpty', this.#emptyReason({ profile, ...(account ? { account } : {}) }));
  }

  protected tooltip(account: Account, node: Node): vscode.MarkdownString | string | undefined {
    if (node.kind === 'note') return `${node.label}\n${node.description}`.trim();
    const now = account.now();
    if (node.kind === 'worker') {
      const worker = this.#worker(account, node.workerId);
      return worker && markdown(workerTooltip(worker, account.workers.blockOf(node.workerId), now));
    }
    if (node.kind !== 'assignment') return undefined;
    const assignment = account.assignments(node.hitId).find(({ id }) => id === node.assignmentId);
    const hit = account.hit(node.hitId);
    return assignment && markdown(assignmentTooltip(assignment, { hit, ...attachedTo(account, assignment) }, now));
  }

  #all(account: Account): readonly WorkerSummary[] {
    this.#summaries ??= account.workers.summaries(account.works(), id => account.hit(id));
    return this.#summaries;
  }

  #worker(account: Account, workerId: string): WorkerSummary | undefined {
    this.#byId ??= new Map(this.#all(account).map(worker => [worker.id, worker]));
    return this.#byId.get(workerId);
  }

  /** Newest first. */
  #workOf(account: Account, workerId: string): readonly Assignment[] {
    this.#work ??= Map.groupBy([...account.works()].flat(), each => each.workerId);
    return (this.#work.get(workerId) ?? []).toSorted((a, b) => b.submitted - a.submitted || (a.id < b.id ? -1 : 1));
  }

  /** Whose work is in HITs that nobody listed is not known. */
  #unreadNotes(account: Account): NoteNode[] {
    const unread = unreadHITs(account).length;
    if (unread === 0) return [];
    return [
      {
        kind: 'note',
        id: 'unread',
        label: `${counted(unread, 'HIT')} with work not read yet`,
        description: `Select to read them, at most ${counted(2 * unread, 'request')}.`,
        icon: 'cloud-download',
        command: { command: commands.readAllWork, title: 'Read All Work' },
      },
    ];
  }

  #emptyReason({ profile, account }: Pick<Session, 'profile' | 'account'>): WorkersEmptyReason {
    if (!account) return isLocal(profile) ? 'localStopped' : '';
    return isKnown(account.workers.freshness) && this.#all(account).length === 0 && unreadHITs(account).length === 0
      ? 'noWorkers'
      : '';
  }
}
