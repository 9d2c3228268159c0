/** The requests of an account: each updates the account's state and reports what changed. None of them rejects. */
import type { CallOptions, MTurkClient } from '../mturk/client.ts';
import type { Counts } from '../mturk/counts.ts';
import { type Funds, readFunds } from '../mturk/funds.ts';
import {
  type AnsweredAssignment,
  type HIT,
  type HITWithQuestion,
  type Instant,
  readAssignment,
  readHIT,
} from '../mturk/model.ts';
import type { Input } from '../mturk/operations.ts';
import { ahead, largestPage, pages } from '../mturk/paging.ts';
import { inOrder } from '../mturk/scheduler/inOrder.ts';
import { countersOf, type Known } from './accountTables.ts';
import type { Change } from './change.ts';
import { asError, type Freshness, failed, updatedOf } from './freshness.ts';
import type { Names } from './names.ts';
import type { ObservedChanges } from './observedChanges.ts';
import { Texts } from './textCache.ts';

export interface ReadingOptions {
  readonly client: MTurkClient;
  readonly now: () => Instant;
  readonly known: Known;
  readonly observedChanges: ObservedChanges;
  readonly names: Names;
  readonly signal: AbortSignal;
  readonly emit: (change: Partial<Change>) => void;
  /** Whether something shows a HIT by itself: its long texts are kept then. */
  readonly held: (hitId: string) => boolean;
}

/**
 * Which assignments are read with their HIT: `lazily`, those of an opened one if its counters changed; `opened`, those of an
 * opened one; `changed`, those of any HIT that is wholly listed; `touched`, those too, by requests that begin from here on.
 */
export type Depth = 'lazily' | 'opened' | 'changed' | 'touched';

export class Reading {
  readonly questions = new Texts();
  readonly answers = new Texts();
  listing: Freshness = { state: 'never' };
  review: Freshness = { state: 'never' };
  balance: { freshness: Freshness } & Partial<Funds> = { freshness: { state: 'never' } };
  /** Whether someone wants to know of every submitted assignment. */
  reviewing = false;
  readonly #options: ReadingOptions;
  readonly #running = new Map<string, Promise<void>>();

  constructor(options: ReadingOptions) {
    this.#options = options;
  }

  /** All HITs, page by page, and then what their counts need. */
  hits(): Promise<void> {
    const { client, known, now, signal } = this.#options;
    return this.once('listing', async () => {
      this.setListing({ state: 'loading', ...updatedOf(this.listing) });
      // What comes to be known on the way is not gone for not being listed.
      const missing = new Set(known.ids());
      try {
        await ahead(pages(client, 'ListHITs', {}, { signal, priority: 'visible' }), page => {
          const read = (page.HITs ?? []).map(readHIT);
          for (const hit of read) missing.delete(hit.id);
          this.#put(read);
        });
        this.#forget([...missing]);
        this.setListing({ state: 'fresh', updated: now() });
        await this.#settle();
      } catch (error) {
        this.setListing(failed(this.listing, error, 'ListHITs'));
      }
    });
  }

  /** The newest HITs, one page; all, if there are more new ones than a page holds. */
  newest(): Promise<void> {
    const { client, known, now, signal } = this.#options;
    return this.once('newest', async () => {
      try {
        const { HITs } = await client.call('ListHITs', { MaxResults: largestPage }, { signal, priority: 'visible' });
        const read = (HITs ?? []).map(readHIT);
        if (read.length === largestPage && read.every(({ id }) => !known.hit(id))) return await this.hits();
        this.#put(read);
        if (this.listing.state === 'fresh') this.setListing({ state: 'fresh', updated: now() });
        await this.#settle();
      } catch (error) {
        this.setListing(failed(this.listing, error, 'ListHITs'));
      }
    });
  }

  /** One HIT, question and all, with its assignments as {@link Depth} says; it is forgotten if the service no longer has it. */
  hit(id: string, depth: Depth = 'opened'): Promise<void> {
    const { client, known, signal } = this.#options;
    const afresh = depth === 'touched';
    return this.once(
      `hit ${id} ${depth}`,
      async () => {
        try {
          const { HIT } = await client.call('GetHIT', { HITId: id }, { signal, afresh, priority: 'userRead' });
          if (!HIT) return;
          const hit = readHIT(HIT);
          if (hit.status === 'Disposed') return this.#forget([id]);
          const news = this.questions.get(id, id) !== hit.question;
          this.questions.keep(id, new Map([[id, hit.question]]), this.#options.held);
          this.#put([hit], news);
          const { whole, counters } = known.work(id);
          const opened = this.answers.has(id);
          const current = whole && counters === countersOf(hit);
          // Counters don't show everything: a rejection that is reversed leaves them as they are.
          const read = depth === 'lazily' ? opened && !current : opened || (whole && depth !== 'opened');
          if (read) await this.assignments(id, opened, afresh);
          else if (!opened && this.#mayHoldWork(hit)) await this.#settleOne(hit);
        } catch (error) {
          if (asError(error, 'GetHIT').kind === 'refused') this.#forget([id]);
        }
      },
      afresh,
    );
  }

  /** All assignments of a HIT; their answers stay only if something shows them. `afresh` as in {@link once}. */
  assignments(hitId: string, keepAnswers: boolean, afresh = false): Promise<void> {
    const { known, now, emit, held } = this.#options;
    return this.once(
      `assignments ${hitId} ${keepAnswers}`,
      async () => {
        const before = known.work(hitId).freshness;
        const hit = known.hit(hitId);
        const put = (part: Parameters<Known['putWork']>[1]) => {
          const before = hit && known.counts(hit, now());
          known.putWork(hitId, part);
          const counted = hit && !sameCounts(before, known.counts(hit, now()));
          emit({ assignments: new Set([hitId]), ...(counted ? { hits: new Set([hitId]) } : {}) });
        };
        put({ freshness: { state: 'loading', ...updatedOf(before) } });
        try {
          const handedIn = hit && hit.maxAssignments - hit.available - hit.pending;
          const items = await this.#list({ HITId: hitId }, { most: handedIn, afresh, priority: 'userRead' });
          if (keepAnswers) this.answers.keep(hitId, new Map(items.map(({ id, answer }) => [id, answer])), held);
          const freshness: Freshness = { state: 'fresh', updated: now() };
          put({ items, whole: true, counters: hit && countersOf(hit), freshness });
        } catch (error) {
          put({ freshness: failed(before, error, 'ListAssignmentsForHIT') });
        }
      },
      afresh,
    );
  }

  /** The HITs whose answers are kept, because they were opened, read again. */
  async opened(): Promise<void> {
    await inOrder(this.answers.keys(), id => this.assignments(id, true));
  }

  /** Several HITs again, with their assignments as {@link Depth} says. */
  async each(hitIds: Iterable<string>, depth: Depth): Promise<void> {
    await inOrder(hitIds, id => this.hit(id, depth));
  }

  /** Something for each HIT, a few side by side. */
  async work(hitIds: Iterable<string>, read: (hitId: string) => Promise<void>): Promise<void> {
    await inOrder(hitIds, read);
  }

  availableBalance(afresh = false): Promise<void> {
    const { client, now, signal, emit } = this.#options;
    return this.once(
      'balance',
      async () => {
        const before = this.balance;
        try {
          const options = { signal, afresh, priority: 'visible' } as const;
          const funds = readFunds(await client.call('GetAccountBalance', {}, options));
          this.balance = { freshness: { state: 'fresh', updated: now() }, ...funds };
        } catch (error) {
          this.balance = { ...before, freshness: failed(before.freshness, error, 'GetAccountBalance') };
        }
        emit({ balance: true });
      },
      afresh,
    );
  }

  setListing(freshness: Freshness): void {
    this.listing = freshness;
    this.#options.emit({ freshness: true });
  }

  /** One reading of a kind at a time: who asks while it runs gets the same. With `afresh`, one that begins from here on. */
  once(key: string, read: () => Promise<void>, afresh = false): Promise<void> {
    const running = this.#running.get(key);
    if (running) return afresh ? running.then(() => this.once(key, read)) : running;
    const started = read().finally(() => this.#running.delete(key));
    this.#running.set(key, started);
    return started;
  }

  /** The submitted assignments of all HITs, as those are known; from now on, each reading keeps them up. */
  submitted(): Promise<void> {
    this.reviewing = true;
    return this.once('submitted', () => this.#settle());
  }

  /** Lists what is submitted wherever the counters say that it changed: on all HITs for the review, else where counts need it. */
  async #settle(): Promise<void> {
    const { known, now } = this.#options;
    const instant = now();
    const due = [...known.hits()].filter(hit =>
      this.reviewing ? known.hasUnlisted(hit, instant) : known.counts(hit, instant).unclear > 0,
    );
    // First those whose work auto-approves first.
    due.sort((a, b) => a.created + a.autoApprovalDelay * 1000 - (b.created + b.autoApprovalDelay * 1000));
    if (!this.reviewing) {
      await inOrder(due, hit => this.#settleOne(hit));
      return;
    }
    this.#setReview({ state: 'loading', ...updatedOf(this.review) });
    let failure: Freshness | undefined;
    await inOrder(due, async hit => {
      const error = await this.#settleOne(hit);
      if (error !== undefined) failure = failed(this.review, error, 'ListAssignmentsForHIT');
    });
    this.#setReview(failure ?? { state: 'fresh', updated: now() });
  }

  #mayHoldWork(hit: HIT): boolean {
    const { known, now } = this.#options;
    const { submitted, unclear } = known.counts(hit, now());
    return unclear > 0 || (this.reviewing && submitted > 0) || known.hasUnlisted(hit, now());
  }

  /** Lists the submitted assignments of a HIT, or all if all were known. Gives what went wrong. */
  async #settleOne(hit: HIT): Promise<unknown> {
    const { known, now, emit } = this.#options;
    if (known.work(hit.id).whole) {
      await this.assignments(hit.id, this.answers.has(hit.id));
      const { freshness } = known.work(hit.id);
      return freshness.state === 'failed' ? freshness.error : undefined;
    }
    try {
      const unreviewed = hit.maxAssignments - hit.available - hit.pending - hit.completed;
      const items = await this.#list({ HITId: hit.id, AssignmentStatuses: ['Submitted'] }, { most: unreviewed });
      const before = known.counts(hit, now());
      const changed = known.putWork(hit.id, { items, counters: countersOf(hit) });
      const ids = new Set([hit.id]);
      const counted = !sameCounts(before, known.counts(hit, now()));
      if (counted || changed) emit({ ...(counted ? { hits: ids } : {}), ...(changed ? { assignments: ids } : {}) });
      return undefined;
    } catch (error) {
      // The row says that the count is not known; the next reading asks again.
      return error;
    }
  }

  /** Assignments of a HIT, `most` at most by its counters: then the page that would say that there are no more is not asked for. */
  async #list(
    input: Input<'ListAssignmentsForHIT'>,
    { most = Number.POSITIVE_INFINITY, ...call }: CallOptions & { readonly most?: number | undefined },
  ): Promise<AnsweredAssignment[]> {
    const { client, signal } = this.#options;
    const items: AnsweredAssignment[] = [];
    for await (const page of pages(client, 'ListAssignmentsForHIT', input, { signal, ...call })) {
      items.push(...(page.Assignments ?? []).map(readAssignment));
      if (items.length >= most) break;
    }
    return items;
  }

  #setReview(freshness: Freshness): void {
    this.review = freshness;
    this.#options.emit({ freshness: true });
  }

  #put(read: readonly HITWithQuestion[], news = false): void {
    const { known, observedChanges, names, now } = this.#options;
    for (const hit of read) observedChanges.note(known.hit(hit.id), hit, now());
    const { changed, added } = known.putHITs(read);
    const filled = read.flatMap(hit => names.inputs.note(hit));
    const hits = new Set([...(news ? read : changed).map(({ id }) => id), ...filled]);
    if (hits.size > 0) this.#options.emit({ listing: added, hits });
  }

  #forget(ids: readonly string[]): void {
    const gone = ids.filter(id => this.#options.known.forget(id));
    for (const id of ids) {
      this.questions.drop(id);
      this.answers.drop(id);
      this.#options.names.inputs.drop(id);
    }
    if (gone.length > 0) this.#options.emit({ listing: true, hits: new Set(gone), assignments: new Set(gone) });
  }
}

/** Whether a listing of submitted assignments made no difference. */
const sameCounts = (a: Counts | undefined, b: Counts) => a?.submitted === b.submitted && a.unclear === b.unclear;
