/** Known answers for rules: a CSV, JSON or JSON lines file, whose rows belong to assignments, HITs, inputs or everything. */
import type { NamedText } from '../mturk/answers.ts';
import { csvDialectOf, readCsvTable, surplusCell } from '../mturk/csvDialect.ts';
import { exactJsonText, parseExactJson } from '../mturk/exactJson.ts';
import { counted } from '../mturk/plurals.ts';
import { unguardCell } from '../mturk/spreadsheet.ts';
import { answerPrefix, inputPrefix } from './decisionColumns.ts';
import { Lines } from './place.ts';
import type { DecisionRow } from './writing.ts';

export interface Gold {
  /** The names that rules may ask for. */
  readonly names: ReadonlySet<string>;
  /** The known answers for a piece of work; nothing where the file has none. Blank cells are none. */
  readonly of: (row: DecisionRow) => ReadonlyMap<string, string> | undefined;
}

/** The column that says what a row belongs to, the narrowest first. */
const keys = ['AssignmentId', 'HITId', 'RequesterAnnotation', 'HITTypeId', 'WorkerId', 'Title'] as const;

type Row = ReadonlyMap<string, string>;

/** Reads known answers. Never throws: what is wrong is said, with its line where it has one. */
export function readGold(text: string): Gold | { readonly problem: string } {
  const read = /^[\uFEFF\s]*[[{]/.test(text) ? readJson(text) : readTable(text);
  if ('problem' in read) return read;
  const { rows } = read;
  const columns = new Set(rows.flatMap(({ values }) => [...values.keys()]));
  const key = keys.find(each => columns.has(each)) ?? [...columns].find(each => each.startsWith(inputPrefix));
  if (key === undefined && rows.length !== 1)
    return {
      problem: `it has ${counted(rows.length, 'row')} and no column that says what each belongs to: ${keys.join(', ')} or ${inputPrefix}…`,
    };
  const names = new Set([...columns].filter(each => each !== key).map(nameOf));
  const byKey = new Map<string, Row>();
  for (const { values, line } of rows) {
    const value = key === undefined ? '' : (values.get(key) ?? '');
    if (byKey.has(value)) return { problem: `line ${line}: ${key ?? ''} “${value}” appears twice` };
    const filled = [...values].filter(([name, text]) => name !== key && text.trim() !== '');
    byKey.set(value, new Map(filled.map(([name, text]) => [nameOf(name), text])));
  }
  return { names, of: row => byKey.get(key === undefined ? '' : keyOf(row, key)) };
}

/** A file of results serves as well: `Answer.q1` is called q1. */
function nameOf(column: string): string {
  return column.startsWith(answerPrefix) ? column.slice(answerPrefix.length) : column.replace(/^gold\./i, '');
}

function keyOf({ hit, assignment, inputs }: DecisionRow, key: string): string {
  switch (key) {
    case 'AssignmentId':
      return assignment.id;
    case 'HITId':
      return hit.id;
    case 'RequesterAnnotation':
      return hit.annotation;
    case 'HITTypeId':
      return hit.typeId;
    case 'WorkerId':
      return assignment.workerId;
    case 'Title':
      return hit.title;
    default:
      return inputs.find(({ name }) => inputPrefix + name === key)?.text ?? '';
  }
}

type Read =
  | { readonly rows: readonly { readonly values: Row; readonly line: number }[] }
  | { readonly problem: string };

function readTable(text: string): Read {
  const lines = new Lines(text);
  const { names, header, records } = readCsvTable(text, csvDialectOf(text));
  for (const record of header ? [header, ...records] : []) {
    const [fault] = record.faults;
    if (fault) return { problem: `line ${lines.place(fault).line}: ${fault.message}` };
    if (surplusCell(record, names.length))
      return {
        problem: `line ${lines.place(record).line}: it has ${record.cells.length} cells, the header ${names.length}`,
      };
  }
  const rows = records.map(({ cells, start, end }) => ({
    // What surplus cells spreadsheets leave behind the last heading has no name.
    values: new Map(
      names.flatMap((name, index) => (name === '' ? [] : [[name, unguardCell(cells[index]?.text ?? '')]])),
    ),
    line: lines.place({ start, end }).line,
  }));
  return { rows };
}

function readJson(text: string): Read {
  try {
    const whole = text.replace(/^\uFEFF/, '').trim();
    const parsed: unknown = whole.startsWith('[')
      ? parseExactJson(whole)
      : /\n[^\S\n]*\{/.test(whole) && !whole.includes('\n}')
        ? whole
            .split('\n')
            .filter(line => line.trim() !== '')
            .map(line => parseExactJson(line))
        : [parseExactJson(whole)];
    if (!Array.isArray(parsed)) return { problem: 'it is not a list of objects' };
    return {
      rows: parsed.map((each, index) => ({
        values: new Map(fieldsOf(each).map(({ name, text: value }) => [name, value])),
        line: index + 1,
      })),
    };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}

function fieldsOf(value: unknown): NamedText[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, each]: [string, unknown]) =>
    each === null ? [] : [{ name, text: typeof each === 'object' ? exactJsonText(each) : String(each) }],
  );
}
