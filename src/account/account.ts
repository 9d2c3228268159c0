/**
 * The live model of one profile: its HITs and assignments as they were last read, how fresh that is, and what changed, by ID.
 * Views and panels read it and never talk to the service themselves. What is stale stays until something fresher is there.
 */
import { EventEmitter } from 'node:events';
import type { MTurkClient } from '../mturk/client.ts';
import type { Counts } from '../mturk/counts.ts';
import type { Funds } from '../mturk/funds.ts';
import type { Assignment, HIT, Instant } from '../mturk/model.ts';
import { type Depth, Reading } from './accountReader.ts';
import { countersOf, Known } from './accountTables.ts';
import { AnsweredWork } from './answered.ts';
import { type Change, changeOf, type Touched } from './change.ts';
import type { Freshness } from './freshness.ts';
import { IdIndex } from './idIndex.ts';
import { Interests } from './interests.ts';
import { Names } from './names.ts';
import { memoryNotes, Notes, noted } from './notes.ts';
import { ObservedChanges } from './observedChanges.ts';
import { OpenHITs } from './openHITs.ts';
import type { AccountOptions } from './options.ts';
import { People } from './people.ts';
import { QualificationTypes } from './qualificationTypeNames.ts';
import { agree, resync } from './resync.ts';
import { keep, restore } from './snapshot.ts';
import { Wire } from './wire.ts';
import type { Workers, WorkOptions } from './workerSummaries.ts';

export type { Change, Touched } from './change.ts';
export type { Freshness } from './freshness.ts';
export type { AccountOptions } from './options.ts';
export type { StateFile } from './snapshot.ts';

export class Account {
  readonly client: MTurkClient;
  readonly now: () => Instant;
  readonly people: People;
  readonly workers: Workers;
  readonly qualificationTypes: QualificationTypes;
  readonly observedChanges = new ObservedChanges();
  /** What the service says of one thing, unread. */
  readonly wire: Wire;
  /** What each id names. */
  readonly ids: IdIndex;
  readonly notes: Notes;
  /** What tells HITs of one title apart, and their batches. */
  readonly names: Names;
  /** Reads assignments with answers, for who keeps those by himself. */
  readonly answered: AnsweredWork;
  /** What shows a HIT by itself holds it. */
  readonly openHITs = new OpenHITs();
  /** What others than the views need of the account. */
  readonly interests = new Interests();
  readonly #kept: AccountOptions['kept'];
  readonly #events = new EventEmitter<{ change: [Change]; touched: [Touched] }>();
  readonly #stop = new AbortController();
  readonly #known = new Known();
  readonly #reading: Reading;
  #restored: Promise<void> | undefined;

  constructor({ client, now, kept, notes = memoryNotes() }: AccountOptions) {
    this.client = client;
    this.now = now;
    this.#kept = kept;
    this.#events.setMaxListeners(0);
    const { signal } = this.#stop;
    this.wire = new Wire(client, signal);
    this.qualificationTypes = new QualificationTypes(client, signal);
    this.people = new People({ client, now, signal, changed: () => this.#emit({ workers: true }) });
    this.workers = this.people.workers;
    this.ids = new IdIndex({ known: this.#known, isWorker: id => this.workers.isKnown(id) });
    this.names = new Names(this.#known);
    this.notes = new Notes({ file: notes, now, changed: all => this.#emit(noted(all)) });
    const emit = (change: Partial<Change>) => this.#emit(change);
    this.answered = new AnsweredWork({ client, now, signal, known: this.#known, emit });
    const held = (hitId: string) => this.openHITs.has(hitId);
    const { observedChanges, names } = this;
    this.#reading = new Reading({ client, now, signal, known: this.#known, observedChanges, names, emit, held });
  }

  onChange(listener: (change: Change) => void): { dispose(): void } {
    this.#events.on('change', listener);
    return { dispose: () => this.#events.off('change', listener) };
  }

  /** Tells of HITs that were read again after an operation: their new state may take a while to show. */
  onTouched(listener: (touched: Touched) => void): { dispose(): void } {
    this.#events.on('touched', listener);
    return { dispose: () => this.#events.off('touched', listener) };
  }

  /** Cancels what is in flight. No event follows. */
  dispose(): void {
    this.#stop.abort();
    this.notes.dispose();
    this.#events.removeAllListeners();
    this.client.dispose();
  }

  get listing(): Freshness {
    return this.#reading.listing;
  }

  /** How fresh the submitted assignments of all HITs are. */
  get review(): Freshness {
    return this.#reading.review;
  }

  get balance(): { readonly freshness: Freshness } & Partial<Funds> {
    return this.#reading.balance;
  }

  /** How many HITs are known. */
  get size(): number {
    return this.#known.size;
  }

  hits(): HIT[] {
    return [...this.#known.hits()];
  }

  hit(id: string): HIT | undefined {
    return this.#known.hit(id);
  }

  /** The question of a HIT that was read by itself not long ago, see {@link refreshHIT}. */
  question(hitId: string): string | undefined {
    return this.#reading.questions.get(hitId, hitId);
  }

  /** The assignments known of a HIT; before all were listed, the submitted ones at most. */
  assignments(hitId: string): readonly Assignment[] {
    return this.#known.work(hitId).items;
  }

  assignmentsFreshness(hitId: string): Freshness {
    return this.#known.work(hitId).freshness;
  }

  /** The answer of an assignment whose HIT was opened not long ago (QuestionFormAnswers XML). */
  answer(hitId: string, assignmentId: string): string | undefined {
    return this.#reading.answers.get(hitId, assignmentId);
  }

  /** Whether all assignments of a HIT are listed as its counters stand now. */
  isWhole(hit: HIT): boolean {
    const { whole, counters } = this.#known.work(hit.id);
    return whole && counters === countersOf(hit);
  }

  /** An assignment by its id, if a listing showed it. */
  assignment(id: string): Assignment | undefined {
    return this.ids.assignment(id);
  }

  /** The assignments that are known, HIT by HIT. */
  *works(): Generator<readonly Assignment[]> {
    for (const [, { items }] of this.#known.works()) yield items;
  }

  counts(hit: HIT): Counts {
    return this.#known.counts(hit, this.now());
  }

  /** Shows what an earlier session kept, if nothing is known yet, and the notes. Never rejects. */
  restore(): Promise<void> {
    this.#restored ??= Promise.all([this.#restore(), this.notes.load()]).then(() => {});
    return this.#restored;
  }

  /** Saves the account's state for a later session, once a listing was read. Rejects with the error of the file system. */
  async save(): Promise<void> {
    const { state, updated } = this.listing;
    if (this.#kept && state !== 'never' && updated !== undefined)
      await keep(this.#kept.file, this.#known, this.#kept.identity, updated);
  }

  /** Reads all HITs, page by page, and then what their counts need. Never rejects: see {@link listing}. */
  async refreshHITs(): Promise<void> {
    await this.restore();
    await this.#reading.hits();
  }

  /** Reads the newest HITs alone, one page, to see new ones. Never rejects. */
  refreshNewest(): Promise<void> {
    return this.#reading.newest();
  }

  /** Reads all HITs and all submitted assignments; from then on, each reading keeps those up. Never rejects: see {@link review}. */
  refreshReview(): Promise<void> {
    this.#reading.reviewing = true;
    return this.refreshHITs();
  }

  /** Reads the submitted assignments of the HITs that are known; from then on, each reading keeps those up. Never rejects. */
  readReview(): Promise<void> {
    return this.#reading.submitted();
  }

  /** Reads everything that is in use again: the HITs, the balance, and the assignments that were opened. */
  async refreshAll(): Promise<void> {
    await Promise.all([this.refreshHITs(), this.refreshBalance()]);
    await this.#reading.opened();
  }

  /** Reads one HIT again, question and all; forgets it if the service no longer has it. Never rejects. */
  refreshHIT(id: string): Promise<void> {
    return this.#reading.hit(id);
  }

  /** Reads the assignments of one HIT, to show them with their answers. Never rejects: see {@link assignmentsFreshness}. */
  refreshAssignments(hitId: string): Promise<void> {
    return this.#reading.assignments(hitId, true);
  }

  /** Reads the assignments of one HIT for what they tell of workers. Never rejects. */
  refreshWork(hitId: string): Promise<void> {
    return this.#reading.assignments(hitId, this.#reading.answers.has(hitId));
  }

  /** Reads the assignments and bonuses of HITs, for what they tell of workers. Never rejects; ends early when cancelled. */
  async readWork(hitIds: Iterable<string>, { signal, onRead, bonuses = true }: WorkOptions = {}): Promise<void> {
    await this.#reading.work(hitIds, async hitId => {
      if (signal?.aborted) return;
      await this.refreshWork(hitId);
      if (bonuses) await this.workers.bonuses.refresh(hitId);
      onRead?.();
    });
  }

  /** Reads what showing a HIT's assignments needs, if it isn't there. Never rejects. */
  async open(hitId: string): Promise<void> {
    const { answers } = this.#reading;
    answers.touch(hitId);
    if (this.assignmentsFreshness(hitId).updated === undefined || !answers.has(hitId))
      await this.refreshAssignments(hitId);
  }

  /** Reads what an operation touched or made, by requests that begin now, as far as anybody has asked for it. Never rejects. */
  async reread({ hitIds, workers }: { readonly hitIds: Iterable<string>; readonly workers: boolean }): Promise<void> {
    const ids = new Set(hitIds);
    const [changed] = await Promise.all([this.recheck(ids, 'touched'), workers && this.people.reread()]);
    if (ids.size > 0) this.#events.emit('touched', { hitIds: ids, changed });
  }

  /** Reads HITs again, with the bonuses that were read before, and gives those that changed. */
  async recheck(hitIds: Iterable<string>, depth: Depth = 'changed'): Promise<ReadonlySet<string>> {
    const before = [...hitIds].map(id => ({ id, hit: this.#known.hit(id), items: this.#known.work(id).items }));
    const ids = before.map(({ id }) => id);
    const paid = ids.filter(id => depth !== 'lazily' || this.openHITs.has(id));
    await Promise.all([this.#reading.each(ids, depth), this.workers.bonuses.readAgain(paid)]);
    const changed = before.filter(
      ({ id, hit, items }) => this.#known.hit(id) !== hit || this.#known.work(id).items !== items,
    );
    return new Set(changed.map(({ id }) => id));
  }

  /** Reads the HITs and all that is known of some of them, or of all because changes were missed. Never rejects. */
  resync(hitIds?: readonly string[]): Promise<void> {
    return resync(this, this.#known, this.#reading, hitIds);
  }

  /** What is known is so now, as the service says. No event follows: only its age is another. */
  agree(): void {
    agree(this.#reading, this.now());
  }

  /** The clock of {@link now} was advanced: all that depends on the time is another now. */
  timeChanged(): void {
    const hits = new Set(this.#known.ids());
    this.#emit({ listing: true, freshness: true, hits, assignments: hits, workers: true });
  }

  /** With `afresh`, an answer that is on its way doesn't count. Never rejects: see {@link balance}. */
  refreshBalance({ afresh = false } = {}): Promise<void> {
    return this.#reading.availableBalance(afresh);
  }

  async #restore(): Promise<void> {
    if (!this.#kept || this.#known.size > 0) return;
    const known = new Known();
    // What can't be read is as good as not there: the service has it all.
    const saved = await restore(this.#kept.file, known, this.#kept.identity).catch(() => undefined);
    if (saved === undefined || this.#known.size > 0 || this.listing.state !== 'never') return;
    this.#known.adopt(known);
    this.#reading.setListing({ state: 'never', updated: saved });
    const hits = new Set(this.#known.ids());
    this.#emit({ listing: true, hits, assignments: hits });
  }

  #emit(change: Partial<Change>): void {
    if (this.#stop.signal.aborted) return;
    const whole = changeOf(change);
    this.ids.note(whole);
    this.names.note(whole);
    this.#events.emit('change', whole);
  }
}
