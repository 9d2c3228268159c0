/** A data file as rows that are read when they are needed: only the start of each row stays in memory. */
import type { Span } from '../mturk/textSpan.ts';
import type { JsonValue } from './jsonText.ts';
import type { Finding } from './problems.ts';

export type DataFormat = 'csv' | 'tsv' | 'json' | 'jsonl';

/** Characters. Larger files are refused before they are read. */
export const largestData = 64_000_000;

export interface Row {
  /** From 1. */
  readonly number: number;
  /** Where it is in the data file. */
  readonly span: Span;
  /** One for each column; text as it is in the file, JSON for other values. */
  readonly cells: readonly string[];
  /** As JSON holds it; cells of CSV are texts. */
  readonly values: { readonly [column: string]: JsonValue };
}

export interface DataTable {
  readonly columns: readonly string[];
  /** Columns that hold answers (`Answer.…`, `Approve`, `Reject`) and are no inputs. */
  readonly outputs: readonly string[];
  readonly count: number;
  readonly findings: readonly Finding[];
  /** Throws RangeError for a row that is not there. */
  row(number: number): Row;
  /** All rows in order, which is faster than asking for one after the other. */
  rows(): Iterable<Row>;
}

export function dataFormatOf(path: string): DataFormat | undefined {
  const extension = /\.([a-z]+)$/i.exec(path)?.[1]?.toLowerCase();
  switch (extension) {
    case 'csv':
    case 'tsv':
    case 'json':
    case 'jsonl':
      return extension;
    case 'tab':
      return 'tsv';
    case 'txt':
    case 'input':
      return 'csv';
    case 'ndjson':
    case 'manifest':
      return 'jsonl';
    default:
      return undefined;
  }
}

/** Whether a heading names an answer or a decision, not an input. */
export function isOutput(name: string): boolean {
  return name.startsWith('Answer.') || name === 'Approve' || name === 'Reject';
}

export function emptyTable(text: string, code: string): DataTable {
  const finding: Finding = {
    code,
    severity: 'error',
    message:
      text.trim() === '' ? 'The data file is empty.' : 'The data file does not begin with a line of column names.',
    span: { start: 0, end: 0 },
  };
  return {
    columns: [],
    outputs: [],
    count: 0,
    findings: [finding],
    row: number => {
      throw noRow(number);
    },
    rows: () => [],
  };
}

export function noRows(text: string): Finding {
  return {
    code: 'noRows',
    severity: 'error',
    message: 'The data file has column names and no rows.',
    span: { start: 0, end: Math.min(text.length, 1) },
  };
}

/** What `row` throws for a number without a row. */
export function noRow(number: number): RangeError {
  return new RangeError(`there is no row ${number}`);
}
