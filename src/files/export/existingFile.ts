/** A results file that is there: what it is, which assignments it has, and what it takes to add to it. */
import { type CsvTable, readCsvTable } from '../../mturk/csvDialect.ts';
import { unguardCell } from '../../mturk/spreadsheet.ts';
import { amazonColumns, reviewColumns } from './amazonCsv.ts';
import type { ExistingColumns, ResultFormat } from './writeResults.ts';

export type ExistingFile =
  | {
      readonly ok: true;
      readonly format: Exclude<ResultFormat, 'parquet'>;
      readonly assignmentIds: ReadonlySet<string>;
      readonly columns: ExistingColumns;
      /** Whether worker ids are pseudonyms in it. */
      readonly pseudonyms: boolean;
    }
  | { readonly ok: false; readonly reason: string };

/** What a pseudonym of ours looks like. */
const pseudonym = /^P[A-Z2-7]{20}$/;

/** Reads a file that results shall be added to. Never throws. */
export function readExisting(text: string): ExistingFile {
  if (text.trim() === '') return { ok: false, reason: 'it is empty' };
  return /^[\uFEFF\s]*\{/.test(text) ? readLines(text) : readTable(text);
}

function readLines(text: string): ExistingFile {
  const assignmentIds = new Set<string>();
  let pseudonyms = false;
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue;
    const row = parsed(line);
    const id = row?.AssignmentId;
    if (typeof id !== 'string') return { ok: false, reason: 'a line of it is no result' };
    assignmentIds.add(id);
    const assignment = row?.Assignment;
    if (typeof assignment === 'object' && assignment !== null && 'WorkerId' in assignment)
      pseudonyms ||= typeof assignment.WorkerId === 'string' && pseudonym.test(assignment.WorkerId);
  }
  return {
    ok: true,
    format: 'jsonl',
    assignmentIds,
    columns: { names: [], openEnd: !text.endsWith('\n') },
    pseudonyms,
  };
}

function parsed(line: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(line.replace(/^\uFEFF/, ''));
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

function readTable(text: string): ExistingFile {
  const { names, records } = tableOf(text);
  const id = names.indexOf('AssignmentId');
  if (id === -1)
    return { ok: false, reason: 'its first line has no column AssignmentId, or commas do not separate its cells' };
  const repeated = names.find((name, place) => names.indexOf(name) !== place);
  if (repeated !== undefined) return { ok: false, reason: `it has two columns named ${repeated}` };
  const worker = names.indexOf('WorkerId');
  return {
    ok: true,
    format: isAmazons(names) ? 'amazon' : 'csv',
    assignmentIds: new Set(records.map(({ cells }) => cells[id]?.text ?? '')),
    columns: { names, openEnd: !/[\r\n]$/.test(text) },
    pseudonyms: worker !== -1 && records.some(({ cells }) => pseudonym.test(cells[worker]?.text ?? '')),
  };
}

/** Headings as they were written, blanks at their ends too: workers’ forms have such names. */
function tableOf(text: string): Pick<CsvTable, 'names' | 'records'> {
  const { header, records } = readCsvTable(text, { delimiter: ',', start: text.startsWith('\uFEFF') ? 1 : 0 });
  return { names: (header?.cells ?? []).map(cell => unguardCell(cell.text)), records };
}

/** Whether a header is that of Amazon’s results, in its order. */
function isAmazons(names: readonly string[]): boolean {
  const start = amazonColumns.every((name, place) => names[place] === name);
  const rest = names.slice(amazonColumns.length);
  const end = rest.slice(-reviewColumns.length);
  const between = rest.slice(0, -reviewColumns.length);
  const answersFrom = between.findIndex(name => name.startsWith('Answer.'));
  const inputs = answersFrom === -1 ? between : between.slice(0, answersFrom);
  const answers = answersFrom === -1 ? [] : between.slice(answersFrom);
  return (
    start &&
    reviewColumns.every((name, place) => end[place] === name) &&
    inputs.every(name => name.startsWith('Input.')) &&
    answers.every(name => name.startsWith('Answer.'))
  );
}

/** The columns that new results have and a file lacks. */
export function missingColumns(existing: readonly string[], wanted: readonly string[]): string[] {
  const there = new Set(existing);
  return wanted.filter(name => !there.has(name));
}

/** A CSV file with further columns, which the rows that are there have nothing in. Before Amazon’s review columns, if it has them. */
export function withColumns(
  text: string,
  names: readonly string[],
  widened: readonly string[],
  everyCellQuoted: boolean,
): string {
  const { records } = tableOf(text);
  const places = widened.map(name => names.indexOf(name));
  const last = everyCellQuoted ? widened.length - reviewColumns.length : widened.length;
  const cell = (value: string): string =>
    everyCellQuoted || /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
  const header = widened.map(cell).join(',');
  const rows = records.map(({ cells }) =>
    places
      .slice(0, last)
      .map(place => cell(place === -1 ? '' : (cells[place]?.text ?? '')))
      .join(','),
  );
  return [header, ...rows].join('\r\n') + (everyCellQuoted ? '' : '\r\n');
}
