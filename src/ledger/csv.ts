/** Entries as CSV for spreadsheets (RFC 4180). */
import { formatAmount } from '../mturk/money.ts';
import { GuardedLines } from '../mturk/spreadsheet.ts';
import type { Entry } from './entries.ts';

const columns: readonly (readonly [name: string, value: (entry: Entry) => string])[] = [
  ['Time', ({ at }) => new Date(at).toISOString()],
  ['Environment', ({ environment }) => environment],
  ['Profile', ({ profile }) => profile],
  ['Operation', ({ verb }) => verb],
  ['Result', ({ result }) => result],
  ['HITId', ({ hitId }) => hitId ?? ''],
  ['AssignmentId', ({ assignmentId }) => assignmentId ?? ''],
  ['WorkerIds', ({ workerIds }) => workerIds.join(' ')],
  ['QualificationTypeId', ({ qualificationTypeId }) => qualificationTypeId ?? ''],
  ['Paid', ({ spent }) => formatAmount(spent.pay)],
  ['Fee', ({ spent }) => formatAmount(spent.fees)],
  ['Total', ({ spent }) => formatAmount(spent.total)],
  ['Meant', ({ meant }) => formatAmount(meant.total)],
  ['About', ({ about }) => about],
  ['Words', ({ words }) => words],
  ['RequestId', ({ requestId }) => requestId ?? ''],
  ['Plan', ({ plan }) => plan],
  ['Item', ({ item }) => String(item)],
];

export interface Csv {
  readonly text: string;
  /** How many cells got an apostrophe in front, to report to the user. */
  readonly guarded: number;
}

/** The entries with a header, lines ended by CRLF. What people wrote must not become a formula: see {@link GuardedLines}. */
export function entriesCsv(entries: readonly Entry[]): Csv {
  const lines = new GuardedLines();
  const text = [
    lines.line(columns.map(([name]) => name)),
    ...entries.map(entry => lines.line(columns.map(([, value]) => value(entry)))),
  ].join('');
  return { text, guarded: lines.guarded };
}
