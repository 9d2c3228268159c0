/** Entries as CSV for spreadsheets (RFC 4180). */
import { formatAmount } from '../mturk/money.ts';
import type { Entry } from './entries.ts';

const columns: readonly (readonly [name: string, value: (entry: Entry) => string])[] = [
  ['Time', ({ at }) => new Date(at).toISOString()],
  ['Environment', ({ environment }) => environment],
  ['Profile', ({ profile }) => profile],
  ['Act', ({ verb }) => verb],
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
  /** How many cells got an apostrophe in front, for the user to be told. */
  readonly guarded: number;
}

/**
 * The entries with a header, lines ended by CRLF. What people wrote (reasons, titles, the service's words) must not become a
 * formula when a spreadsheet opens the file: a cell that begins with `=`, `+`, `-`, `@`, their full-width forms, a tab, a line
 * break or a NUL gets an apostrophe in front, and `guarded` counts those.
 */
export function entriesCsv(entries: readonly Entry[]): Csv {
  let guarded = 0;
  const cell = (value: string): string => {
    const isFormula = /^[=+\-@＝＋－＠\t\r\n\0]/.test(value);
    if (isFormula) guarded += 1;
    const safe = isFormula ? `'${value}` : value;
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  const lines = [
    columns.map(([name]) => name).join(','),
    ...entries.map(entry => columns.map(([, value]) => cell(value(entry))).join(',')),
  ];
  return { text: `${lines.join('\r\n')}\r\n`, guarded };
}
