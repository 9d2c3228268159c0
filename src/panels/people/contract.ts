/** What the pages of workers and of qualification types show, and what may be said between their two sides. */
import type { Instant } from '../../mturk/model.ts';
import type { ScoreBar } from '../../mturk/scoreHistogram.ts';
import { type Ref, refIn } from '../../refs.ts';
import { command, isRecord, notification, type Reader, readTextUpTo } from '../contract.ts';

/** Whose page it is. */
export type PeopleSubject = Ref<'worker' | 'qualificationType'>;

export type PeopleIdentity = { readonly profileId: string; readonly subject: PeopleSubject };

/** What a cell can lead to. */
export type PageRef = Ref<'hit' | 'assignment' | 'worker' | 'qualificationType'>;

export interface Cell {
  /** May be anybody's. */
  readonly text: string;
  /** A number that it is sorted by; by its text where there is none. */
  readonly sort?: number;
  /** A moment, shown in place of the text. */
  readonly at?: Instant;
  readonly ref?: PageRef;
}

export interface PageTable {
  readonly id: string;
  readonly title: string;
  /** A sentence on what is not in it. */
  readonly caption?: string;
  /** In place of rows. */
  readonly none: string;
  readonly columns: readonly string[];
  /** How it is sorted until the reader sorts it. */
  readonly sorted: Sorting;
  /** Each has a cell for each column. */
  readonly rows: readonly (readonly Cell[])[];
  /** How many there are in all. */
  readonly total: number;
}

export interface Sorting {
  readonly column: number;
  readonly descending: boolean;
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

/** Reads what a page kept over a reload. */
export const readPeopleIdentity: Reader<PeopleIdentity> = value => {
  if (!isRecord(value) || typeof value.profileId !== 'string') return undefined;
  const subject = refIn(value.subject, 'worker', 'qualificationType');
  return subject && fits(subject) ? { profileId: value.profileId, subject } : undefined;
};

export const peopleContract = {
  requests: {},
  commands: {
    perform: command(readAction),
    open: command(readPageRef),
    copy: command(readTextUpTo(4_000_000)),
  },
  notifications: {
    model: notification<PeopleModel>(),
  },
};

export type PeopleContract = typeof peopleContract;
