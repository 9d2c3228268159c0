/** A file of decisions as rows, whether CSV or JSONL: the text of each column that counts, and where it is. */
import { getNodeValue, type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import { readCsvTable, surplusCell } from '../mturk/csvDialect.ts';
import type { CsvRecord } from '../mturk/csvTable.ts';
import { counted } from '../mturk/plurals.ts';
import { unguardCell } from '../mturk/spreadsheet.ts';
import { type FileForm, formOf, type ReadColumn, readColumns } from './decisionColumns.ts';
import { type FileProblem, Lines, type Place } from './place.ts';

export interface FileRow {
  /** The whole row. */
  readonly place: Place;
  /** The text of a column, trimmed, its formula guard taken off; '' where the row has none. */
  readonly text: (column: ReadColumn) => string;
  /** Where a column is in this row, or the row. */
  readonly placeOf: (column: ReadColumn) => Place;
  /** Why the row can't be relied on. */
  readonly faults: readonly FileProblem[];
}

interface FileRows {
  readonly form: FileForm;
  readonly rows: readonly FileRow[];
  /** What is wrong with the file as a whole. */
  readonly problems: readonly FileProblem[];
}

/** Reads a file of decisions; nothing for another file. Never throws: faults are in the rows and the problems. */
export function readRows(text: string): FileRows | undefined {
  const form = formOf(text);
  if (!form) return undefined;
  return form.kind === 'csv' ? readCsv(text, form) : readJsonl(text, form);
}

function readCsv(text: string, form: Extract<FileForm, { kind: 'csv' }>): FileRows {
  const lines = new Lines(text);
  const { names, header, records } = readCsvTable(text, form);
  const problems: FileProblem[] = (header?.faults ?? []).map(fault => ({ ...lines.place(fault), ...fault }));
  const at = new Map<string, number>();
  names.forEach((name, index) => {
    const cell = header?.cells[index];
    if (at.has(name) && countsOnce(name) && cell)
      problems.push({ ...lines.place(cell), message: `the column ${name} appears twice` });
    else at.set(name, index);
  });
  return { form, rows: records.map(record => csvRow(record, at, names.length, lines)), problems };
}

function csvRow(record: CsvRecord, at: ReadonlyMap<string, number>, width: number, lines: Lines): FileRow {
  const { cells } = record;
  const cellOf = (column: ReadColumn) => cells[at.get(column) ?? -1];
  const extra = surplusCell(record, width);
  const mismatch = `the row has ${counted(cells.length, 'cell')}, the header ${width}`;
  const faults: FileProblem[] = [
    ...record.faults.map(fault => ({ ...lines.place(fault), ...fault })),
    ...(extra ? [{ ...lines.place(extra), message: mismatch }] : []),
  ];
  return {
    place: lines.place(record),
    text: column => unguardCell(cellOf(column)?.text ?? '').trim(),
    placeOf: column => lines.place(cellOf(column) ?? record),
    faults,
  };
}

function readJsonl(text: string, form: FileForm): FileRows {
  const lines = new Lines(text);
  const rows: FileRow[] = [];
  for (const { 0: line, index } of text.matchAll(/[^\r\n]+/g)) {
    const skipped = /^[\uFEFF\s]*/.exec(line)?.[0].length ?? 0;
    const source = line.slice(skipped).trimEnd();
    if (source !== '') rows.push(jsonRow(source, index + skipped, lines));
  }
  return { form, rows, problems: [] };
}

function jsonRow(source: string, start: number, lines: Lines): FileRow {
  const place = lines.place({ start, end: start + source.length });
  const plain = plainRow(source);
  // Most rows are well formed, and where their members stand is asked for seldom.
  if (plain)
    return {
      place,
      text: column => plain.get(column) ?? '',
      placeOf: column => treeRow(source, place, lines).placeOf(column),
      faults: [],
    };
  return treeRow(source, place, lines);
}

const readMember = new RegExp(`"(?:${readColumns.join('|')})"(?=\\s*:)`, 'g');

/** The texts of a well formed row; nothing for any other. */
function plainRow(source: string): ReadonlyMap<string, string> | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(source);
  } catch {
    return undefined;
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return undefined;
  const members = Object.entries(parsed).filter(([name]) => isRead(name));
  if ((source.match(readMember) ?? []).length > members.length) return undefined;
  if (members.some(([, value]) => typeof value === 'object' && value !== null)) return undefined;
  return new Map(members.map(([name, value]) => [name, value === null ? '' : String(value).trim()]));
}

function treeRow(source: string, place: Place, lines: Lines): FileRow {
  const errors: ParseError[] = [];
  const root = isDeep(source)
    ? undefined
    : parseTree(source, errors, { disallowComments: true, allowTrailingComma: false });
  const { start } = place;
  const placed = ({ offset, length }: { offset: number; length: number }) =>
    lines.place({ start: start + offset, end: start + offset + Math.max(1, length) });
  const faults: FileProblem[] = errors
    .slice(0, 1)
    .map(error => ({ ...placed(error), message: `this is not JSON: ${wordsOf(error)}` }));
  if (errors.length === 0 && root?.type !== 'object')
    faults.push({ ...place, message: 'the line is not a JSON object' });
  const values = new Map<string, Node>();
  for (const property of root?.type === 'object' ? (root.children ?? []) : []) {
    const [key, value] = property.children ?? [];
    if (!key || !value) continue;
    const name = String(key.value);
    if (values.has(name) && countsOnce(name))
      faults.push({ ...placed(key), message: `the member ${name} appears twice in the row` });
    if (isRead(name) && (value.type === 'object' || value.type === 'array'))
      faults.push({ ...placed(value), message: `${name} must be a text, a number, true, false or null` });
    values.set(name, value);
  }
  return {
    place,
    text: column => jsonText(values.get(column)),
    placeOf: column => {
      const value = values.get(column);
      return value ? placed(value) : place;
    },
    faults,
  };
}

const deepest = 100;

/** Whether it is nested deeper than any row is, and than the parser's stack holds. */
function isDeep(source: string): boolean {
  let depth = 0;
  for (const { 0: found } of source.matchAll(/"(?:[^"\\\r\n]|\\.)*"?|[[{]|[\]}]/g)) {
    if (found === '[' || found === '{') depth += 1;
    else if (found === ']' || found === '}') depth -= 1;
    if (depth > deepest) return true;
  }
  return false;
}

function jsonText(node: Node | undefined): string {
  if (!node || node.type === 'null' || node.type === 'object' || node.type === 'array') return '';
  return String(getNodeValue(node)).trim();
}

/** "PropertyNameExpected" as "property name expected". */
function wordsOf({ error }: ParseError): string {
  return printParseErrorCode(error)
    .replace(/(?<=[a-z])(?=[A-Z])/g, ' ')
    .toLowerCase();
}

const known: ReadonlySet<string> = new Set(readColumns);

/** What the file says of the status is a count for the reader, and makes no row doubtful. */
function countsOnce(name: string): boolean {
  return isRead(name) && name !== 'AssignmentStatus';
}

function isRead(name: string): name is ReadColumn {
  return known.has(name);
}
