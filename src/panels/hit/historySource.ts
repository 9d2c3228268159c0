/** What the ledger tells a HIT panel. Panels do not know the ledger: who opens them gives them this. */
import type { Instant } from '../../mturk/model.ts';
import { type Cents, formatDollars } from '../../mturk/money.ts';
import type { LedgerView } from './contract.ts';

export interface HistoryEntry {
  /** Unique in the ledger. */
  readonly key: string;
  /** When it was done, else when it was planned. */
  readonly at: Instant;
  /** What was done: "Approve". */
  readonly label: string;
  /** `done`, or how else it ended. */
  readonly result: string;
  readonly workerIds: readonly string[];
  readonly assignmentId?: string;
  /** The reason, the feedback, the subject. */
  readonly about: string;
  /** Why it failed, or what else is to be known. */
  readonly words: string;
  /** Spent by it, fees included, in cents. */
  readonly spent: Cents;
  /** What the HIT was given by it. */
  readonly gave?: Extension;
}

export type Extension =
  | { readonly kind: 'places'; readonly count: number; readonly max: number }
  | { readonly kind: 'time'; readonly expires: Instant }
  | { readonly kind: 'end' };

/** Reads the entries of one HIT, newest first. Rejects if the ledger can't be read. */
export type HistorySource = (profileId: string, hitId: string) => Promise<readonly HistoryEntry[]>;

/** The entries, why they are not there, or nothing while they are being read. */
export type History = readonly HistoryEntry[] | { readonly failure: string } | undefined;

/** So many entries are listed on the page. */
export const entriesShown = 50;

export function entriesOf(history: History): readonly HistoryEntry[] {
  return history === undefined || 'failure' in history ? [] : history;
}

export function ledgerView(history: History): LedgerView {
  if (history === undefined) return { state: 'loading' };
  if ('failure' in history) return { state: 'failed', reason: history.failure };
  const entries = history.slice(0, entriesShown).map(({ key, at, label, result, workerIds, about, words, spent }) => ({
    key,
    at,
    label,
    result,
    workerIds,
    about,
    words,
    spent: spent > 0 ? formatDollars(spent) : '',
  }));
  return { state: 'ready', entries, known: history.length };
}
