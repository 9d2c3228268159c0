/** The one interface of storage. It speaks of rows, never of SQL; all calls run inside a transaction of the engine's. */
import type { Cents } from '../../mturk/money.ts';
import type { ClockState } from '../clock.ts';
import type { DailyCounts } from './dailyCounts.ts';
import type { DatabaseRefusal } from './databaseFile.ts';
import type { Money } from './money.ts';
import type { Messages, Notifications } from './notifications.ts';
import type {
  Layouts,
  QualificationRequests,
  Qualifications,
  QualificationTypes,
  WorkerBlocks,
  WorkerMessages,
  Workers,
} from './peopleStore.ts';
import type { Reviews } from './reviews.ts';
import type { Simulations } from './simulations.ts';
import type { SiteQueries } from './siteQueries.ts';
import type {
  Assignment,
  BonusPayment,
  DueEvent,
  DueKind,
  HIT,
  HITContent,
  HITType,
  HITTypeProperties,
  HITWithContent,
  NewHIT,
  Requester,
} from './tableRows.ts';
import type { StateRow } from './transfer.ts';

export interface Requesters {
  get(id: number): Requester | undefined;
  byAccessKey(accessKeyId: string): Requester | undefined;
  /** Adds a requester, or gives a known key id another secret. */
  save(accessKeyId: string, secretAccessKey: string, customerId: string): Requester;
}

export interface HITTypes {
  /** One that has not been removed. */
  get(id: string): HITType | undefined;
  /** The requester's type with exactly these properties. */
  find(requesterId: number, properties: HITTypeProperties): HITType | undefined;
  add(id: string, groupId: string, requesterId: number, properties: HITTypeProperties, now: number): HITType;
  /** Removes the types that ask for a qualification: HITs keep theirs, new ones can't be made. */
  removeRequiring(qualificationTypeId: string): void;
}

export interface Hits {
  add(hit: NewHIT): HITWithContent;
  get(id: string): HITWithContent | undefined;
  bySeq(seq: number): HIT | undefined;
  policies(seq: number): Pick<HITContent, 'assignmentReviewPolicy' | 'hitReviewPolicy'>;
  /** Writes the HIT's state and nothing else. */
  saveState(hit: HIT): void;
  /** Newest first, without the disposed. `before` is the seq of the last HIT of the page before. */
  list(requesterId: number, before: number | undefined, limit: number): HITWithContent[];
  /** Reviewable or Reviewing HITs, of one type or of all of a requester's, newest first. */
  listReviewable(
    of: { readonly requesterId: number; readonly typeId?: string },
    status: 'Reviewable' | 'Reviewing',
    before: number | undefined,
    limit: number,
  ): HITWithContent[];
  /** HITs that ask for a qualification, newest first, without the disposed. */
  listRequiring(
    qualificationTypeId: string,
    requesterId: number,
    before: number | undefined,
    limit: number,
  ): HITWithContent[];
  /** Whether any HIT that has not been disposed of asks for a qualification. */
  anyRequiring(qualificationTypeId: string): boolean;
  /** Gives the HIT another type. */
  saveType(hit: HIT, type: HITType): void;
  /** All HITs that have work to give now, of any requester, oldest first, read as they are asked for. */
  open(): Iterable<HIT>;
  /** All HITs of a requester that are not disposed, oldest first, read as they are asked for. */
  living(requesterId: number): Iterable<HIT>;
}

/** Where a page of assignments ended. */
export interface AssignmentKey {
  readonly submitTime: number;
  readonly seq: number;
}

export interface Assignments {
  add(assignment: Omit<Assignment, 'seq' | 'hitId' | 'requesterId'>): Assignment;
  get(id: string): Assignment | undefined;
  bySeq(seq: number): Assignment | undefined;
  /** Writes everything but the keys. */
  save(assignment: Assignment): void;
  /** What the worker has of this HIT and has not given back. */
  held(hitSeq: number, workerId: string): Assignment | undefined;
  /** A returned or abandoned slot, whose id the next worker gets. */
  vacant(hitSeq: number): Assignment | undefined;
  /** By time of submission, oldest first. */
  list(
    hitSeq: number,
    statuses: readonly ('Submitted' | 'Approved' | 'Rejected')[],
    after: AssignmentKey | undefined,
    limit: number,
  ): Assignment[];
}

export interface Bonuses {
  add(bonus: Omit<BonusPayment, 'seq'> & { readonly hitSeq: number; readonly fee: Cents }): void;
  /** Oldest first. */
  list(
    of: { readonly hitSeq: number } | { readonly assignmentId: string },
    after: number | undefined,
    limit: number,
  ): BonusPayment[];
}

/** UniqueRequestTokens of the last 24 hours. */
export interface Tokens {
  /** What the token's first request made. */
  find(requesterId: number, scope: string, token: string): string | undefined;
  add(requesterId: number, scope: string, token: string, result: string, expires: number): void;
  forget(seq: number): void;
}

export interface Store {
  readonly requesters: Requesters;
  readonly hitTypes: HITTypes;
  readonly hits: Hits;
  readonly assignments: Assignments;
  readonly bonuses: Bonuses;
  readonly money: Money;
  readonly dailyCounts: DailyCounts;
  readonly reviews: Reviews;
  readonly notifications: Notifications;
  readonly messages: Messages;
  readonly simulations: Simulations;
  readonly tokens: Tokens;
  /** What the worker site lists. */
  readonly site: SiteQueries;
  readonly workers: Workers;
  readonly workerBlocks: WorkerBlocks;
  readonly workerMessages: WorkerMessages;
  readonly qualificationTypes: QualificationTypes;
  readonly qualifications: Qualifications;
  readonly qualificationRequests: QualificationRequests;
  readonly layouts: Layouts;
  /** What an integrity check says, for an error that comes of a damaged file; undefined for any other. */
  damage(error: unknown): DatabaseRefusal | undefined;
  /** The earliest thing that time brings about, those apart whose seqs are given. */
  nextDue(without?: ReadonlyMap<DueKind, readonly number[]>): DueEvent | undefined;
  readClock(): ClockState | undefined;
  saveClock(state: ClockState): void;
  /** The ID of the data that is in the store, which no other data ever had; none in a new database. */
  readDataSet(): string | undefined;
  saveDataSet(id: string): void;
  /** How many were ever made, and the size of the database in bytes; none of it is counted. */
  totals(): { readonly hits: number; readonly assignments: number; readonly bonuses: number; readonly bytes: number };
  /** Whether no HIT was ever made. */
  isEmpty(): boolean;
  /** Removes everything but the requesters. */
  clear(): void;
  /** Whether there is nothing that `replaceState` would lose but funds. */
  isPristine(): boolean;
  /** Replaces everything, the requesters too. Throws TransferRefusal. */
  replaceState(rows: Iterable<StateRow>): void;
  /** Writes a copy of the whole database to a new file. Not to be called inside a transaction. */
  snapshot(file: string): Promise<void>;
  /** Runs work in one transaction; whatever it throws undoes all of it. */
  transaction<T>(work: () => T): T;
  /** Runs work in a savepoint of the running transaction; whatever it throws undoes only that. */
  savepoint<T>(work: () => T): T;
  close(): void;
}
