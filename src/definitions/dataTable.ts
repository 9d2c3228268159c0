/** A data file as rows that are read when they are wanted: only where each begins is kept. */
import { csvDialectOf, surplusCell } from '../mturk/csvDialect.ts';
import { type CsvRecord, csvRecords } from '../mturk/csvTable.ts';
import { unguardCell } from '../mturk/spreadsheet.ts';
import type { Span } from '../mturk/textSpan.ts';
import { elementSpans, lineSpans } from './jsonRows.ts';
import { isRecord, isTooDeep, type JsonValue } from './jsonText.ts';
import type { Finding } from './problems.ts';
import { TimeSlices } from './timeSlices.ts';

export type DataFormat = 'csv' | 'tsv' | 'json' | 'jsonl';

/** Characters. Larger files are refused before they are read. */
export const largestData = 64_000_000;
const longestHeader = 1_000_000;

export interface Row {
  /** From 1. */
  readonly number: number;
  /** Where it stands in the data file. */
  readonly span: Span;
  /** One for each column; text as it is in the file, JSON for what is no text. */
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

/** Finds the rows of a text, in slices. Rejects only with the signal's reason. */
export function readDataTable(text: string, format: DataFormat, signal?: AbortSignal): Promise<DataTable> {
  const slices = new TimeSlices(signal);
  return format === 'json' || format === 'jsonl' ? readJson(text, format, slices) : readCsv(text, format, slices);
}

/** Whether a heading names an answer or a decision, not an input. */
export function isOutput(name: string): boolean {
  return name.startsWith('Answer.') || name === 'Approve' || name === 'Reject';
}

async function readCsv(text: string, format: 'csv' | 'tsv', slices: TimeSlices): Promise<DataTable> {
  const guessed = csvDialectOf(text);
  const delimiter = format === 'tsv' ? '\t' : guessed.delimiter;
  const records = csvRecords(text, delimiter, guessed.start);
  const header = records.next().value as CsvRecord | undefined;
  const findings: Finding[] = [];
  if (!header || header.end - header.start > longestHeader) return emptyTable(text, header ? 'noHeader' : 'empty');
  const headings = header.cells.map(({ text: cell }) => unguardCell(cell).trim());
  const used = headings.flatMap((name, at) => (name === '' || isOutput(name) ? [] : [{ name, at }]));
  reportDoubles(header, headings, findings);
  const counts = new Counted(findings);
  const starts: number[] = [];
  // Rows of Amazon’s results end before the columns that people fill in.
  const inputs = 1 + headings.findLastIndex(name => name !== '' && !isOutput(name));
  for (const record of records) {
    if (slices.over) await slices.rest();
    if (isBlank(record)) continue;
    starts.push(record.start);
    checkRecord(record, { inputs, all: headings.length }, starts.length, counts);
  }
  counts.close();
  if (starts.length === 0 && findings.length === 0) findings.push(noRows(text));
  const rowAt = (record: CsvRecord, number: number): Row => {
    const cells = used.map(({ at }) => record.cells[at]?.text ?? '');
    return {
      number,
      span: record,
      cells,
      // Only Liquid needs it.
      get values() {
        return Object.fromEntries(used.map(({ name }, at) => [name, cells[at] ?? '']));
      },
    };
  };
  return {
    columns: used.map(({ name }) => name),
    outputs: headings.filter(isOutput),
    count: starts.length,
    findings,
    row: number => {
      const start = startOf(starts, number);
      for (const record of csvRecords(text, delimiter, start)) return rowAt(record, number);
      throw new RangeError(`there is no row ${number}`);
    },
    *rows() {
      let number = 0;
      for (const record of csvRecords(text, delimiter, starts[0] ?? text.length))
        if (!isBlank(record)) yield rowAt(record, ++number);
    },
  };
}

function isBlank({ cells }: CsvRecord): boolean {
  return cells.every(({ text }) => text.trim() === '');
}

function startOf(starts: readonly number[], number: number): number {
  const start = starts[number - 1];
  if (start === undefined) throw new RangeError(`there is no row ${number}`);
  return start;
}

function reportDoubles(header: CsvRecord, headings: readonly string[], findings: Finding[]): void {
  const seen = new Set<string>();
  for (const [at, name] of headings.entries()) {
    if (name !== '' && seen.has(name))
      findings.push({
        code: 'doubleColumn',
        severity: 'error',
        message: `Two columns are called “${name}”. Rename one of them.`,
        span: header.cells[at] ?? header,
      });
    seen.add(name);
  }
  for (const { message, ...span } of header.faults)
    findings.push({ code: 'quotes', severity: 'error', message: `In the header, ${message}.`, span });
}

/** The first finding of each kind, with how many more rows have it. */
export class Counted {
  readonly #findings: Finding[];
  readonly #first = new Map<string, { finding: Finding; more: number }>();

  constructor(findings: Finding[]) {
    this.#findings = findings;
  }

  add(finding: Finding): void {
    const known = this.#first.get(finding.code);
    if (known) known.more += 1;
    else this.#first.set(finding.code, { finding, more: 0 });
  }

  close(): void {
    for (const { finding, more } of this.#first.values())
      this.#findings.push(
        more === 0
          ? finding
          : {
              ...finding,
              message: `${finding.message} ${more} more ${more === 1 ? 'row has' : 'rows have'} this problem.`,
            },
      );
  }
}

/** `inputs`: the cells that a row has at least; `all`: those of the header. */
function checkRecord(
  record: CsvRecord,
  { inputs, all }: { readonly inputs: number; readonly all: number },
  row: number,
  counts: Counted,
): void {
  const [fault] = record.faults;
  if (fault)
    counts.add({
      code: 'quotes',
      severity: 'error',
      message: `In row ${row}, ${fault.message}.`,
      span: { start: fault.start, end: fault.end },
      row,
    });
  const surplus = surplusCell(record, all);
  if (surplus || record.cells.length < inputs)
    counts.add({
      code: 'raggedRow',
      severity: 'error',
      message: `Row ${row} has ${record.cells.length} cells, and the header has ${all}. A cell with a comma or a line break needs quotation marks.`,
      span: surplus ?? { start: record.start, end: record.end },
      row,
    });
}

function emptyTable(text: string, code: string): DataTable {
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
    row: number => startOf([], number) as never,
    rows: () => [],
  };
}

function noRows(text: string): Finding {
  return {
    code: 'noRows',
    severity: 'error',
    message: 'The data file has column names and no rows.',
    span: { start: 0, end: Math.min(text.length, 1) },
  };
}

async function readJson(text: string, format: 'json' | 'jsonl', slices: TimeSlices): Promise<DataTable> {
  if (text.trim() === '') return emptyTable('', 'empty');
  const findings: Finding[] = [];
  const counts = new Counted(findings);
  const names = new Set<string>();
  const spans: Span[] = [];
  for (const each of format === 'json' ? elementSpans(text) : lineSpans(text)) {
    if (slices.over) await slices.rest();
    if ('message' in each) {
      findings.push({
        code: 'dataSyntax',
        severity: 'error',
        message: each.message,
        span: { start: each.at, end: each.at + 1 },
      });
      continue;
    }
    spans.push(each);
    const value = parsedRow(text, each);
    if (value.ok) for (const name of Object.keys(value.values)) names.add(name);
    else
      counts.add({
        code: 'dataSyntax',
        severity: 'error',
        message: `Row ${spans.length} can’t be read as JSON: ${value.words}.`,
        span: each,
        row: spans.length,
      });
  }
  counts.close();
  if (spans.length === 0 && findings.length === 0)
    findings.push({ ...noRows(text), message: 'The data file has no rows.' });
  const columns = [...names].filter(name => !isOutput(name));
  const rowOf = (number: number, span: Span | undefined): Row => {
    if (!span) throw new RangeError(`there is no row ${number}`);
    const value = parsedRow(text, span);
    const values = value.ok ? value.values : {};
    const cells = columns.map(name => (Object.hasOwn(values, name) ? cellText(values[name]) : ''));
    return { number, span, values, cells };
  };
  return {
    columns,
    outputs: [...names].filter(isOutput),
    count: spans.length,
    findings,
    row: number => rowOf(number, spans[number - 1]),
    *rows() {
      for (const [at, span] of spans.entries()) yield rowOf(at + 1, span);
    },
  };
}

function cellText(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : value === null || value === undefined ? '' : JSON.stringify(value);
}

/** Deeper than parse trees are, and shallow enough to be written again, which recurses. */
const deepestRow = 1_000;

/** A row that is no object is the column `input`, as simple-amt has it. */
function parsedRow(
  text: string,
  { start, end }: Span,
): { readonly ok: true; readonly values: Row['values'] } | { readonly ok: false; readonly words: string } {
  const row = text.slice(start, end);
  if (row.length > 2 * deepestRow && isTooDeep(row, deepestRow))
    return { ok: false, words: `its values are nested more than ${deepestRow} deep` };
  try {
    const value = JSON.parse(row) as JsonValue;
    return { ok: true, values: isRecord(value) ? value : { input: value } };
  } catch (error) {
    return { ok: false, words: error instanceof Error ? error.message : String(error) };
  }
}
