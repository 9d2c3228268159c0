/**
 * Feeds one grid from an account: reads the answers of its HITs, hands rows over as they come, and afterwards what changes. It
 * keeps no answers; of each row that was handed over it knows the assignment, which is the account's own.
 */

import type { Account, Change } from '../../account/account.ts';
import type { BonusPayment } from '../../account/accountBonuses.ts';
import { markNames, markSigns } from '../../account/notes.ts';
import type { MTurkError } from '../../mturk/errors.ts';
import { explain } from '../../mturk/explain.ts';
import type { AnsweredAssignment, Assignment, HIT } from '../../mturk/model.ts';
import { addCents, type Cents, cents } from '../../mturk/money.ts';
import { type RowNotes, type RowState, rowKey } from '../../review/row.ts';
import type { NotificationName, NotificationParams } from '../contract.ts';
import type { BatchInputs } from '../panelHost.ts';
import type { ReadProgress, ReviewContract, ReviewSelection } from './contract.ts';
import { reviewHIT, reviewRow, rowState } from './reviewRows.ts';
import { hitsOf } from './selection.ts';

export interface FeedOptions {
  readonly account: Account;
  readonly selection: ReviewSelection;
  /** Batches from the ledger, for the columns of inputs; after a failure, annotations alone are used. */
  readonly inputs?: () => Promise<BatchInputs>;
  readonly notify: <N extends NotificationName<ReviewContract>>(
    name: N,
    params: NotificationParams<ReviewContract, N>,
  ) => void;
}

/** So many HITs at most are kept up one by one while a grid shows; more are when the account lists them. */
const mostHeld = 25;

export class ReviewFeed {
  readonly #options: FeedOptions;
  readonly #stop = new AbortController();
  readonly #subscription: { dispose(): void };
  /** By HIT, what the page has been sent of each assignment. */
  readonly #sent = new Map<string, Map<string, Assignment>>();
  readonly #openHITs = new Map<string, { dispose(): void }>();
  /** HITs that wait to be read or are being read. */
  readonly #reading = new Set<string>();
  readonly #bonusesAsked = new Set<string>();
  /** By HIT, the payments that the page knows. */
  readonly #bonusesSent = new Map<string, readonly BonusPayment[]>();
  #shown = true;
  /** By HIT, the known assignments for which the others were asked for. */
  readonly #askedFor = new Map<string, readonly Assignment[]>();
  readonly #pending = new Set<Promise<void>>();
  #done = 0;
  #failure: MTurkError | undefined;
  #stopped = false;
  /** While something is read: what stops it, and how many readings there are. */
  #run: { readonly stop: AbortController; readings: number } | undefined;
  #listed = false;
  #inputs: BatchInputs = () => undefined;
  #checking = false;

  constructor(options: FeedOptions) {
    this.#options = options;
    this.#subscription = options.account.onChange(change => this.#onChange(change));
  }

  /** Reads all there is. Resolves when that is over, however it ended. */
  async start(): Promise<void> {
    const { account, selection } = this.#options;
    this.#progress();
    this.#inputs = (await this.#options.inputs?.().catch(() => undefined)) ?? this.#inputs;
    if (selection.kind === 'unreviewed') await account.readReview();
    else if (account.listing.state === 'never') await account.refreshHITs();
    if (selection.kind === 'hits')
      await Promise.all(selection.hitIds.filter(id => !account.hit(id)).map(id => account.refreshHIT(id)));
    this.#failure = account.listing.state === 'failed' ? account.listing.error : undefined;
    await this.#read(hitsOf(account, selection));
  }

  /** Resolves when nothing is being read any more. */
  async idle(): Promise<void> {
    while (this.#pending.size > 0) await Promise.all(this.#pending);
  }

  /** Reads no further than it has. */
  stop(): void {
    this.#stopped = this.#run !== undefined;
    this.#run?.stop.abort();
  }

  /** Whether somebody can see the grid: then its HITs are kept up. */
  show(shown: boolean): void {
    this.#shown = shown;
    this.#hold();
  }

  /** Reads the bonuses of HITs that can be seen, once each. */
  async readBonuses(hitIds: readonly string[]): Promise<void> {
    const unasked = hitIds.filter(id => this.#sent.has(id) && !this.#bonusesAsked.has(id));
    for (const id of unasked) this.#bonusesAsked.add(id);
    for (const id of unasked) this.#sendBonuses(id);
    await this.#options.account.workers.bonuses.readMissing(unasked);
    for (const id of unasked) this.#sendBonuses(id);
  }

  /** Whether the grid has rows of a HIT. */
  has(hitId: string): boolean {
    return this.#sent.has(hitId);
  }

  /** Looks at HITs again after an operation, the bonuses too. */
  async recheckBonuses(hitIds: Iterable<string>): Promise<void> {
    const { bonuses } = this.#options.account.workers;
    await Promise.all(
      [...hitIds].map(async id => {
        await bonuses.refresh(id);
        this.#sendBonuses(id);
      }),
    );
  }

  dispose(): void {
    this.#stop.abort();
    this.#subscription.dispose();
    for (const hold of this.#openHITs.values()) hold.dispose();
    this.#openHITs.clear();
  }

  async #read(hits: readonly HIT[]): Promise<void> {
    const { account, selection, notify } = this.#options;
    const fresh = hits.filter(({ id }) => !this.#reading.has(id));
    for (const { id } of fresh) {
      this.#reading.add(id);
      if (!this.#sent.has(id)) this.#sent.set(id, new Map());
    }
    if (fresh.length > 0) notify('hits', { hits: fresh.map(hit => reviewHIT(hit, this.#inputs(hit.id))) });
    this.#hold();
    this.#listed = true;
    this.#run ??= { stop: new AbortController(), readings: 0 };
    const run = this.#run;
    run.readings += 1;
    this.#progress();
    const failure = await account.answered.read(
      fresh.map(({ id }) => id),
      {
        signal: AbortSignal.any([run.stop.signal, this.#stop.signal]),
        unreviewed: selection.kind === 'unreviewed',
        onPage: (hitId, assignments) => this.#handOver(hitId, assignments),
        onRead: hitId => {
          this.#reading.delete(hitId);
          this.#done += 1;
          this.#progress();
        },
      },
    );
    run.readings -= 1;
    if (run.readings === 0) this.#run = undefined;
    this.#failure = failure;
    const unread = fresh.filter(({ id }) => this.#reading.delete(id));
    // What was not read to its end is not followed.
    for (const { id } of unread) if (this.#sent.get(id)?.size === 0) this.#sent.delete(id);
    // What changed while it was read was left to this.
    for (const { id } of fresh) if (!unread.some(each => each.id === id)) this.#compare(id);
    this.#progress();
  }

  #handOver(hitId: string, assignments: readonly AnsweredAssignment[]): void {
    if (this.#stop.signal.aborted) return;
    const sent = this.#sent.get(hitId);
    for (const { answer: _, ...assignment } of assignments) sent?.set(rowKey(assignment), assignment);
    this.#options.notify('rows', { rows: assignments.map(reviewRow) });
    this.#sendNotes(hitId, assignments);
  }

  #onChange({ hits, assignments, listing, workers, notes }: Change): void {
    if (notes.size > 0)
      for (const hitId of assignments) {
        const rows = [...(this.#sent.get(hitId)?.values() ?? [])];
        this.#sendNotes(
          hitId,
          rows.filter(({ id }) => notes.has(id)),
          true,
        );
      }
    for (const id of assignments) this.#compare(id);
    for (const id of hits) if (!assignments.has(id)) this.#compare(id);
    if (workers) for (const id of this.#bonusesAsked) this.#sendBonuses(id);
    if (listing || hits.size > 0 || assignments.size > 0) this.#lookForMore();
  }

  /** Tells what differs between what the page knows of a HIT's assignments and what the account does. */
  #compare(hitId: string): void {
    const sent = this.#sent.get(hitId);
    if (!sent || this.#reading.has(hitId) || this.#stop.signal.aborted) return;
    const { account, notify, selection } = this.#options;
    if (!account.hit(hitId)) {
      this.#sent.delete(hitId);
      notify('gone', { hitIds: [hitId] });
      return;
    }
    const items = account.assignments(hitId);
    const states: RowState[] = [];
    const present = new Set<string>();
    let unknown = false;
    for (const assignment of items) {
      const key = rowKey(assignment);
      present.add(key);
      const before = sent.get(key);
      if (!before) unknown ||= selection.kind !== 'unreviewed' || assignment.status === 'Submitted';
      else if (before !== assignment) {
        sent.set(key, assignment);
        if (differs(before, assignment)) states.push(rowState(assignment));
      }
    }
    if (states.length > 0) notify('states', { states });
    const hit = account.hit(hitId);
    if (unknown && hit) this.#track(this.#read([hit]));
    // Known are the submitted ones alone: what became of the others is asked for.
    else if (hit && this.#askedFor.get(hitId) !== items && [...sent.keys()].some(key => !present.has(key))) {
      this.#askedFor.set(hitId, items);
      if (!account.isWhole(hit)) this.#track(account.refreshWork(hitId));
    }
  }

  /** HITs that have come to belong to the selection. One look for all that changed at once. */
  #lookForMore(): void {
    if (this.#checking) return;
    this.#checking = true;
    setImmediate(() => {
      this.#checking = false;
      if (this.#stop.signal.aborted || this.#stopped || !this.#listed || this.#run) return;
      const { account, selection } = this.#options;
      const more = hitsOf(account, selection).filter(({ id }) => !this.#sent.has(id));
      if (more.length > 0) this.#track(this.#read(more));
    });
  }

  #track(work: Promise<void>): void {
    const tracked = work.finally(() => this.#pending.delete(tracked));
    this.#pending.add(tracked);
  }

  /** With `all`, rows without a note are sent too: they may have had one. */
  #sendNotes(hitId: string, assignments: readonly Assignment[], all = false): void {
    const { account, notify } = this.#options;
    if (!all && account.notes.ofHIT(hitId).length === 0) return;
    const notes = assignments.flatMap(({ id, workerId }): RowNotes[] => {
      const note = account.notes.of(id);
      if (!note) return all ? [{ id, workerId, mark: '', note: '' }] : [];
      return [
        { id, workerId, mark: note.mark ? `${markSigns[note.mark]} ${markNames[note.mark]}` : '', note: note.text },
      ];
    });
    if (notes.length > 0) notify('notes', { notes });
  }

  #sendBonuses(hitId: string): void {
    const payments = this.#options.account.workers.bonuses.of(hitId);
    // Whoever reads some bonuses makes all of them be looked at.
    if (!payments || this.#bonusesSent.get(hitId) === payments) return;
    this.#bonusesSent.set(hitId, payments);
    const paid = new Map<string, Cents>();
    for (const { workerId, amount } of payments) paid.set(workerId, addCents(paid.get(workerId) ?? cents(0), amount));
    this.#options.notify('bonuses', { hitId, paid: [...paid] });
  }

  #hold(): void {
    const wanted = this.#shown && this.#sent.size <= mostHeld ? [...this.#sent.keys()] : [];
    for (const [id, hold] of this.#openHITs) {
      if (wanted.includes(id)) continue;
      hold.dispose();
      this.#openHITs.delete(id);
    }
    for (const id of wanted)
      if (!this.#openHITs.has(id)) this.#openHITs.set(id, this.#options.account.openHITs.hold(id));
  }

  #progress(): void {
    if (this.#stop.signal.aborted) return;
    const { account, notify } = this.#options;
    const progress: ReadProgress = {
      reading: this.#run !== undefined || !this.#listed,
      done: this.#done,
      total: this.#done + this.#reading.size,
      stopped: this.#stopped,
      ...(this.#failure ? { failure: explain(this.#failure, account.client.endpoint) } : {}),
    };
    notify('progress', progress);
  }
}

function differs(a: Assignment, b: Assignment): boolean {
  return a.status !== b.status || a.feedback !== b.feedback || a.approved !== b.approved || a.rejected !== b.rejected;
}
