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
      /** Empty where a table has no column for them. */
      readonly hitIds: ReadonlySet<string>;
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
  const hitIds = new Set<string>();
  let pseudonyms = false;
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue;
    const row = parsed(line);
    const id = row?.AssignmentId;
    if (typeof id !== 'string') return { ok: false, reason: 'one of its lines is not a result' };
    assignmentIds.add(id);
    const hitId = textIn(row?.Assignment, 'HITId') ?? textIn(row?.HIT, 'HITId');
    if (hitId !== undefined) hitIds.add(hitId);
    pseudonyms ||= pseudonym.test(textIn(row?.Assignment, 'WorkerId') ?? '');
  }
  return {
    ok: true,
    format: 'jsonl',
    assignmentIds,
    hitIds,
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

function textIn(object: unknown, name: string): string | undefined {
  if (typeof object !== 'object' || object === null || !Object.hasOwn(object, name)) return undefined;
  const value: unknown = Reflect.get(object, name);
  return typeof value === 'string' ? value : undefined;
}

function readTable(text: string): ExistingFile {
  const { names, records } = tableOf(text);
  const id = names.indexOf('AssignmentId');
  if (id === -1)
    return { ok: false, reason: 'its first line has no column AssignmentId, or commas do not separate its cells' };
  const seen = new Set<string>();
  const repeated = names.find(name => seen.size === seen.add(name).size);
  if (repeated !== undefined) return { ok: false, reason: `it has two columns named ${repeated}` };
  const worker = names.indexOf('WorkerId');
  const hit = names.indexOf('HITId');
  return {
    ok: true,
    format: isAmazons(names) ? 'amazon' : 'csv',
    assignmentIds: new Set(records.map(({ cells }) => cells[id]?.text ?? '')),
    hitIds: new Set(hit === -1 ? [] : records.map(({ cells }) => cells[hit]?.text ?? '')),
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
  const placeOf = new Map(names.map((name, place) => [name, place]));
  const places = widened.map(name => placeOf.get(name));
  const last = everyCellQuoted ? widened.length - reviewColumns.length : widened.length;
  const cell = (value: string): string =>
    everyCellQuoted || /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
  const header = widened.map(cell).join(',');
  const rows = records.map(({ cells }) =>
    places
      .slice(0, last)
      .map(place => cell(place === undefined ? '' : (cells[place]?.text ?? '')))
      .join(','),
  );
  return [header, ...rows].join('\r\n') + (everyCellQuoted ? '' : '\r\n');
}
