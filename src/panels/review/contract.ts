/** What the review grid is about and what may be said between its two sides. No state lives here, only its shape. */
import type { Instant } from '../../mturk/model.ts';
import type { Cents } from '../../mturk/money.ts';
import { type Ref, refIn } from '../../refs.ts';
import type { ReviewHIT, ReviewRow, RowNotes, RowState } from '../../review/row.ts';
import { command, isRecord, nothing, notification, type Reader, readLink, readTextUpTo } from '../contract.ts';

/** What a grid shows, told so that it means the same after a reload, and takes in what belongs to it by then. */
export type ReviewSelection =
  /** Every submitted assignment of the account. */
  | { readonly kind: 'unreviewed' }
  | { readonly kind: 'hits'; readonly hitIds: readonly string[] }
  /** The HITs that a search line of the HITs view finds. */
  | { readonly kind: 'search'; readonly line: string }
  /** A group of the HITs view. */
  | { readonly kind: 'group'; readonly grouping: string; readonly key: string; readonly label: string };

/** What a page keeps over a reload: who it is, never data. */
export interface ReviewIdentity {
  readonly profileId: string;
  readonly selection: ReviewSelection;
}

export const reviewActions = ['approve', 'reject', 'bonus', 'reverse', 'reread'] as const;
export type ReviewAction = (typeof reviewActions)[number];

export interface ReadFailure {
  readonly reason: string;
  readonly advice: string;
}

/** How far the reading is. */
export interface ReadProgress {
  readonly reading: boolean;
  /** HITs. */
  readonly done: number;
  readonly total: number;
  /** Somebody stopped it before its end. */
  readonly stopped: boolean;
  readonly failure?: ReadFailure;
}

export interface ReviewHead {
  readonly identity: ReviewIdentity;
  readonly title: string;
  readonly profile: { readonly name: string; readonly environment: string };
  /** The account's clock, which the page's relative times follow. */
  readonly now: Instant;
}

/** What became of an operation, in the grid's own status line. */
export interface GridMessage {
  readonly kind: 'done' | 'warning' | 'error';
  readonly text: string;
  /** Words on buttons: "Undo". */
  readonly actions: readonly string[];
}

const longestCopy = 4_000_000;
const longestId = 256;
/** More can't be acted on at once; it is far beyond what an account holds in one selection. */
const mostRows = 200_000;

const isId = (value: unknown): value is string => typeof value === 'string' && value.length <= longestId;

const readAssignment: Reader<Ref<'assignment'>> = value => {
  const ref = refIn(value, 'assignment');
  return ref && isId(ref.hitId) && isId(ref.assignmentId) ? ref : undefined;
};

function readList<T>(value: unknown, read: Reader<T>, most: number): T[] | undefined {
  if (!Array.isArray(value) || value.length > most) return undefined;
  const items = value.map(read);
  return items.every(item => item !== undefined) ? items : undefined;
}

const readPerform: Reader<{ action: ReviewAction; rows: readonly Ref<'assignment'>[] }> = value => {
  if (!isRecord(value)) return undefined;
  const action = reviewActions.find(each => each === value.action);
  const rows = readList(value.rows, readAssignment, mostRows);
  return action && rows && rows.length > 0 ? { action, rows } : undefined;
};

const readHITs: Reader<{ hitIds: readonly string[] }> = value => {
  const hitIds = isRecord(value) ? readList(value.hitIds, id => (isId(id) ? id : undefined), mostRows) : undefined;
  return hitIds && { hitIds };
};

const readCopy = readTextUpTo(longestCopy);

const readAnswer: Reader<{ id: number; action?: string }> = value => {
  if (!isRecord(value) || typeof value.id !== 'number') return undefined;
  return { id: value.id, ...(isId(value.action) ? { action: value.action } : {}) };
};

export const reviewContract = {
  requests: {},
  commands: {
    /** Runs the command of an action on assignments. It confirms, runs and reports. */
    perform: command(readPerform),
    openHIT: command(readAssignment),
    copy: command(readCopy),
    openLink: command(readLink),
    /** Reads everything again. */
    refresh: command(nothing),
    /** Reads no further. */
    stop: command(nothing),
    /** The page is to have the keyboard again, if no other editor has come to the front. */
    takeKeyboard: command(nothing),
    /** HITs whose rows can be seen: what is read for each HIT by itself is read for these. */
    inViewport: command(readHITs),
    /** A button of the message in the status line was pressed, or the message was closed. */
    answer: command(readAnswer),
  },
  notifications: {
    /** Everything comes anew after this. */
    begin: notification<ReviewHead>(),
    hits: notification<{ hits: readonly ReviewHIT[] }>(),
    rows: notification<{ rows: readonly ReviewRow[] }>(),
    states: notification<{ states: readonly RowState[] }>(),
    bonuses: notification<{ hitId: string; paid: readonly (readonly [workerId: string, amount: Cents])[] }>(),
    notes: notification<{ notes: readonly RowNotes[] }>(),
    /** HITs that are deleted. */
    gone: notification<{ hitIds: readonly string[] }>(),
    progress: notification<ReadProgress>(),
    /** An operation that the page asked for is over, whatever came of it. */
    acted: notification<Record<string, never>>(),
    /** Shows a message in the status line, in place of the one before. */
    report: notification<{ readonly message?: GridMessage & { readonly id: number } }>(),
    /** Go to an assignment as soon as it is there. */
    reveal: notification<Ref<'assignment'>>(),
    /** Search for this, as if it had been typed; without a line, no longer for what was put there so. */
    search: notification<{ line?: string }>(),
  },
};

export type ReviewContract = typeof reviewContract;

export const readIdentity: Reader<ReviewIdentity> = value => {
  if (!isRecord(value) || typeof value.profileId !== 'string') return undefined;
  const selection = readSelection(value.selection);
  return selection && { profileId: value.profileId, selection };
};

const readSelection: Reader<ReviewSelection> = value => {
  if (!isRecord(value)) return undefined;
  switch (value.kind) {
    case 'unreviewed':
    // The name in version 0.1, which saved panels hold.
    case 'waiting':
      return { kind: 'unreviewed' };
    case 'hits': {
      const read = readHITs(value);
      return read && { kind: 'hits', ...read };
    }
    case 'search':
      return typeof value.line === 'string' ? { kind: 'search', line: value.line } : undefined;
    case 'group':
      return typeof value.grouping === 'string' && typeof value.key === 'string' && typeof value.label === 'string'
        ? { kind: 'group', grouping: value.grouping, key: value.key, label: value.label }
        : undefined;
    default:
      return undefined;
  }
};
