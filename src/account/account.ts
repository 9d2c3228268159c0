/**
 * The live model of one profile: what is known of its HITs and assignments, how fresh that is, and what changed, by id.
 * Views and panels read it and never talk to the service themselves. What is stale stays until something fresher is there.
 */
import { EventEmitter } from 'node:events';
import { isDeepStrictEqual } from 'node:util';
import pLimit from 'p-limit';
import type { MTurkClient } from '../mturk/client.ts';
import { type Counts, countsOf } from '../mturk/counts.ts';
import { MTurkError, toMTurkError } from '../mturk/errors.ts';
import { type Assignment, type HIT, type Instant, readAssignment, readHIT } from '../mturk/model.ts';
import { type Cents, parseAmount } from '../mturk/money.ts';
import type { Operation } from '../mturk/operations.ts';
import { pages } from '../mturk/paging.ts';

/** How fresh something is. `updated` is when it was last read whole. */
export type Freshness =
  | { readonly state: 'never' }
  | { readonly state: 'loading'; readonly updated?: Instant }
  | { readonly state: 'fresh'; readonly updated: Instant }
  | { readonly state: 'failed'; readonly updated?: Instant; readonly error: MTurkError };

/** What one event is about. Ids only: listeners read the account for the rest. */
export interface Change {
  /** HITs came, went, or the listing's freshness changed. */
  readonly listing: boolean;
  /** HITs whose own facts changed. */
  readonly hits: ReadonlySet<string>;
  /** HITs whose assignments, or their freshness, changed. */
  readonly assignments: ReadonlySet<string>;
  readonly balance: boolean;
}

export interface AccountOptions {
  readonly client: MTurkClient;
  /** Milliseconds since the epoch. */
  readonly now: () => Instant;
}

/** How many listings of single HITs run side by side. */
const parallelReads = 4;

interface AssignmentList {
  freshness: Freshness;
  items: readonly Assignment[];
}

export class Account {
  readonly client: MTurkClient;
  readonly now: () => Instant;
  readonly #events = new EventEmitter<{ change: [Change] }>();
  readonly #stop = new AbortController();
  readonly #hits = new Map<string, HIT>();
  readonly #lists = new Map<string, AssignmentList>();
  /** Submitted assignments of expired HITs whose lists nobody opened. */
  readonly #submitted = new Map<string, number>();
  readonly #reading = new Map<string, Promise<void>>();
  #listing: Freshness = { state: 'never' };
  #balance: { freshness: Freshness; available?: Cents } = { freshness: { state: 'never' } };

  constructor(options: AccountOptions) {
    this.client = options.client;
    this.now = options.now;
    this.#events.setMaxListeners(0);
  }

  onChange(listener: (change: Change) => void): { dispose(): void } {
    this.#events.on('change', listener);
    return { dispose: () => this.#events.off('change', listener) };
  }

  /** Cancels what is in flight. No event follows. */
  dispose(): void {
    this.#stop.abort();
    this.#events.removeAllListeners();
    this.client.dispose();
  }

  get listing(): Freshness {
    return this.#listing;
  }

  get balance(): { readonly freshness: Freshness; readonly available?: Cents } {
    return this.#balance;
  }

  hits(): HIT[] {
    return [...this.#hits.values()];
  }

  hit(id: string): HIT | undefined {
    return this.#hits.get(id);
  }

  /** The assignments known of a HIT, in the order of the service; empty before the first read. */
  assignments(hitId: string): readonly Assignment[] {
    return this.#lists.get(hitId)?.items ?? [];
  }

  assignmentsFreshness(hitId: string): Freshness {
    return this.#lists.get(hitId)?.freshness ?? { state: 'never' };
  }

  /** An assignment by its id, if a listing showed it. Ids can repeat across workers, so the HIT may be given too. */
  assignment(id: string): Assignment | undefined {
    for (const { items } of this.#lists.values()) {
      const found = items.find(each => each.id === id);
      if (found) return found;
    }
    return undefined;
  }

  counts(hit: HIT): Counts {
    const list = this.#lists.get(hit.id);
    const read = list !== undefined && updatedOf(list.freshness).updated !== undefined;
    const listed = read ? waiting(list.items) : this.#submitted.get(hit.id);
    return countsOf(hit, this.now(), listed);
  }

  /** Reads all HITs, page by page, and then what the counts of expired ones need. Never rejects: see {@link listing}. */
  refreshHITs(): Promise<void> {
    return this.#once('listing', async () => {
      this.#setListing({ state: 'loading', ...updatedOf(this.#listing) });
      const seen = new Set<string>();
      try {
        for await (const page of pages(this.client, 'ListHITs', {}, { signal: this.#stop.signal })) {
          const read = (page.HITs ?? []).map(readHIT);
          for (const hit of read) seen.add(hit.id);
          this.#put(read);
        }
        for (const id of this.#hits.keys()) if (!seen.has(id)) this.#forget(id);
        this.#setListing({ state: 'fresh', updated: this.now() });
        await this.#settleCounts();
      } catch (error) {
        this.#setListing({ state: 'failed', ...updatedOf(this.#listing), error: asError(error, 'ListHITs') });
      }
    });
  }

  /** Reads everything that is known again: the HITs, the balance, and the assignments that were opened. */
  async refreshAll(): Promise<void> {
    await Promise.all([this.refreshHITs(), this.refreshBalance()]);
    const limit = pLimit(parallelReads);
    await Promise.all([...this.#lists.keys()].map(id => limit(() => this.refreshAssignments(id))));
  }

  /** Reads one HIT again; forgets it if the service no longer has it. Never rejects. */
  refreshHIT(id: string): Promise<void> {
    return this.#once(`hit ${id}`, async () => {
      try {
        const { HIT } = await this.client.call('GetHIT', { HITId: id }, { signal: this.#stop.signal });
        if (!HIT) return;
        const hit = readHIT(HIT);
        if (hit.status === 'Disposed') this.#forget(id);
        else this.#put([hit]);
        this.#submitted.delete(id);
        if (this.#lists.has(id)) await this.refreshAssignments(id);
        else await this.#settleCount(hit);
      } catch (error) {
        const { kind } = asError(error, 'GetHIT');
        if (kind === 'refused') this.#forget(id);
      }
    });
  }

  /** Reads the assignments of one HIT. Never rejects: see {@link assignmentsFreshness}. */
  refreshAssignments(hitId: string): Promise<void> {
    return this.#once(`assignments ${hitId}`, async () => {
      const list = this.#lists.get(hitId) ?? { freshness: { state: 'never' }, items: [] };
      this.#setList(hitId, { ...list, freshness: { state: 'loading', ...updatedOf(list.freshness) } });
      try {
        const items: Assignment[] = [];
        for await (const page of pages(
          this.client,
          'ListAssignmentsForHIT',
          { HITId: hitId },
          { signal: this.#stop.signal },
        ))
          items.push(...(page.Assignments ?? []).map(readAssignment));
        this.#setList(hitId, { items, freshness: { state: 'fresh', updated: this.now() } });
      } catch (error) {
        const failure = asError(error, 'ListAssignmentsForHIT');
        this.#setList(hitId, {
          items: list.items,
          freshness: { state: 'failed', ...updatedOf(list.freshness), error: failure },
        });
      }
    });
  }

  /** Reads HITs and, where they were opened, their assignments again: after an act, or when the service says so. */
  async reread(hitIds: Iterable<string>): Promise<void> {
    const limit = pLimit(parallelReads);
    await Promise.all([...hitIds].map(id => limit(() => this.refreshHIT(id))));
  }

  /** Never rejects: see {@link balance}. */
  refreshBalance(): Promise<void> {
    return this.#once('balance', async () => {
      const before = this.#balance;
      try {
        const { AvailableBalance } = await this.client.call('GetAccountBalance', {}, { signal: this.#stop.signal });
        const available = parseAmount(AvailableBalance ?? '');
        this.#balance = {
          freshness: { state: 'fresh', updated: this.now() },
          ...(available === undefined ? {} : { available }),
        };
      } catch (error) {
        const failure = asError(error, 'GetAccountBalance');
        this.#balance = { ...before, freshness: { state: 'failed', ...updatedOf(before.freshness), error: failure } };
      }
      this.#emit({ balance: true });
    });
  }

  /** One read of a kind at a time: who asks while it runs gets the same. */
  #once(key: string, read: () => Promise<void>): Promise<void> {
    const running = this.#reading.get(key);
    if (running) return running;
    const started = read().finally(() => this.#reading.delete(key));
    this.#reading.set(key, started);
    return started;
  }

  async #settleCounts(): Promise<void> {
    const limit = pLimit(parallelReads);
    await Promise.all(this.hits().map(hit => limit(() => this.#settleCount(hit))));
  }

  async #settleCount(hit: HIT): Promise<void> {
    if (this.counts(hit).unclear === 0) return;
    let submitted = 0;
    try {
      for await (const page of pages(
        this.client,
        'ListAssignmentsForHIT',
        { HITId: hit.id, AssignmentStatuses: ['Submitted'] },
        { signal: this.#stop.signal },
      ))
        submitted += page.Assignments?.length ?? 0;
    } catch {
      // The row says that the count is not known; the next refresh asks again.
      return;
    }
    this.#submitted.set(hit.id, submitted);
    this.#emit({ hits: new Set([hit.id]) });
  }

  #put(read: readonly HIT[]): void {
    const changed = read.filter(hit => !isDeepStrictEqual(this.#hits.get(hit.id), hit));
    if (changed.length === 0) return;
    const added = changed.some(hit => !this.#hits.has(hit.id));
    for (const hit of changed) {
      this.#hits.set(hit.id, hit);
      this.#submitted.delete(hit.id);
    }
    this.#emit({ listing: added, hits: new Set(changed.map(hit => hit.id)) });
  }

  #forget(id: string): void {
    this.#lists.delete(id);
    this.#submitted.delete(id);
    if (this.#hits.delete(id)) this.#emit({ listing: true, hits: new Set([id]) });
  }

  #setListing(freshness: Freshness): void {
    this.#listing = freshness;
    this.#emit({ listing: true });
  }

  #setList(hitId: string, list: AssignmentList): void {
    this.#lists.set(hitId, list);
    this.#emit({ assignments: new Set([hitId]), hits: new Set([hitId]) });
  }

  #emit(change: Partial<Change>): void {
    if (this.#stop.signal.aborted) return;
    this.#events.emit('change', { listing: false, hits: new Set(), assignments: new Set(), balance: false, ...change });
  }
}

function waiting(items: readonly Assignment[]): number {
  return items.filter(each => each.status === 'Submitted').length;
}

function updatedOf(freshness: Freshness): { updated?: Instant } {
  return 'updated' in freshness && freshness.updated !== undefined ? { updated: freshness.updated } : {};
}

function asError(error: unknown, operation: Operation): MTurkError {
  return error instanceof MTurkError ? error : toMTurkError(error, operation);
}
