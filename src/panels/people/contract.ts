/** What the pages of workers and of qualification types show, and what may be said between their two sides. */
import type { Instant } from '../../mturk/model.ts';
import type { ScoreBar } from '../../mturk/scoreHistogram.ts';
import { type Ref, refIn } from '../../refs.ts';
import { command, isRecord, notification, type Reader, request } from '../contract.ts';

/** Whose page it is. */
export type PeopleSubject = Ref<'worker' | 'qualificationType'>;

export type PeopleIdentity = { readonly profileId: string; readonly subject: PeopleSubject };

/** What a cell can lead to. */
export type PageRef = Ref<'hit' | 'assignment' | 'worker' | 'qualificationType'>;

export interface Cell {
  /** May be anybody's. */
  readonly text: string;
  /** A moment, shown in place of the text. */
  readonly at?: Instant;
  readonly ref?: PageRef;
}

/** Rows of a page of a table. */
export const rowsOfPage = 50;

/** The page of a table that shows. */
export interface PageTable {
  readonly id: string;
  readonly title: string;
  /** What is not in it. */
  readonly caption?: string;
  /** In place of rows. */
  readonly none: string;
  readonly columns: readonly string[];
  readonly sorting: Sorting;
  /** Each has a cell for each column. */
  readonly rows: readonly (readonly Cell[])[];
  /** Which page it is, from 0. */
  readonly page: number;
  /** How many rows all pages have. */
  readonly total: number;
  /** Whether there are more than were read. */
  readonly more: boolean;
}

export interface Sorting {
  readonly column: number;
  readonly descending: boolean;
}

/** How the reader looks at a table. */
export interface Arrangement {
  readonly sorting: Sorting;
  readonly page: number;
}

export interface Fact {
  readonly label: string;
  readonly value: string;
}

export const pageActions = [
  'refresh',
  'message',
  'grant',
  'exclude',
  'invite',
  'block',
  'unblock',
  'note',
  'copyId',
  'edit',
  'delete',
] as const;
export type PageAction = (typeof pageActions)[number];

export interface PeoplePage {
  /** What is shown comes from strangers. */
  readonly heading: string;
  readonly kind: 'Worker' | 'Qualification type';
  readonly facts: readonly Fact[];
  readonly actions: readonly PageAction[];
  readonly histogram?: readonly ScoreBar[];
  readonly tables: readonly PageTable[];
}

export interface PeopleModel {
  readonly identity: PeopleIdentity;
  readonly profile: { readonly name: string; readonly environment: string };
  /** The account’s clock. */
  readonly now: Instant;
  readonly reading: boolean;
  /** Why what is shown is not complete, a sentence with what to do. */
  readonly failure?: string;
  readonly page: PeoplePage;
}

const longestId = 100_000;

function fits(ref: object): boolean {
  return Object.values(ref).every(each => String(each).length <= longestId);
}

const readPageRef: Reader<{ ref: PageRef }> = value => {
  const ref = isRecord(value) ? refIn(value.ref, 'hit', 'assignment', 'worker', 'qualificationType') : undefined;
  return ref && fits(ref) ? { ref } : undefined;
};

const readAction: Reader<{ action: PageAction }> = value => {
  const action = isRecord(value) ? pageActions.find(each => each === value.action) : undefined;
  return action && { action };
};

const mostPages = 1_000_000;
const mostColumns = 100;
const longestTableId = 100;

const isCount = (value: unknown, most: number): value is number =>
  Number.isSafeInteger(value) && Number(value) >= 0 && Number(value) < most;

const readTable: Reader<{ table: string }> = value =>
  isRecord(value) && typeof value.table === 'string' && value.table.length <= longestTableId
    ? { table: value.table }
    : undefined;

const readArrangement: Reader<{ table: string } & Arrangement> = value => {
  const table = readTable(value);
  if (!table || !isRecord(value) || !isRecord(value.sorting) || !isCount(value.page, mostPages)) return undefined;
  const { column, descending } = value.sorting;
  if (!isCount(column, mostColumns) || typeof descending !== 'boolean') return undefined;
  return { ...table, sorting: { column, descending }, page: value.page };
};

/** Reads what a page kept over a reload. */
export const readPeopleIdentity: Reader<PeopleIdentity> = value => {
  if (!isRecord(value) || typeof value.profileId !== 'string') return undefined;
  const subject = refIn(value.subject, 'worker', 'qualificationType');
  return subject && fits(subject) ? { profileId: value.profileId, subject } : undefined;
};

export const peopleContract = {
  requests: {
    /** Copies all rows of a table as CSV, and says how many there was room for. */
    copyTable: request<{ table: string }, { rows: number; total: number }>(readTable),
  },
  commands: {
    perform: command(readAction),
    open: command(readPageRef),
    arrange: command(readArrangement),
  },
  notifications: {
    model: notification<PeopleModel>(),
  },
};

export type PeopleContract = typeof peopleContract;
