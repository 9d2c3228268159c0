/**
 * How a CSV file is written, found out once for recognising it and for reading it: where its headings begin, and what
 * separates its cells. Samples of programs that write CSV: Amazon's requester site, spreadsheets, R, pandas.
 */
import { type Cell, type CsvRecord, parseCsv } from './csvTable.ts';
import { unguardCell } from './spreadsheet.ts';

/** Those that are guessed, and one that a file has to name by `sep=|`. */
const guessed = [',', ';', '\t'] as const;
const delimiters = [...guessed, '|'] as const;
export type CsvDelimiter = (typeof delimiters)[number];

export interface CsvDialect {
  readonly delimiter: CsvDelimiter;
  /** The offset at which the headings begin: behind a byte order mark, blank lines and a line such as `sep=;`. */
  readonly start: number;
}

export interface CsvTable {
  /** Trimmed, and without the guard of a formula. A heading may hold line breaks. */
  readonly names: readonly string[];
  readonly header: CsvRecord | undefined;
  /** Rows in which any cell holds something. */
  readonly records: readonly CsvRecord[];
}

/** Characters. The headings end within it, or the file is none that anybody fills in. */
const longestHeader = 1_000_000;

/**
 * The dialect of a text by its first record. `wanted` says of headings whether they are those that are looked for; without
 * it, the delimiter is the one that makes the most cells with the fewest faults. Nothing where no dialect has wanted headings.
 * Never throws.
 */
export function csvDialectOf(text: string): CsvDialect;
export function csvDialectOf(text: string, wanted: (names: ReadonlySet<string>) => boolean): CsvDialect | undefined;
export function csvDialectOf(text: string, wanted?: (names: ReadonlySet<string>) => boolean): CsvDialect | undefined {
  const { start, delimiter } = beginningOf(text);
  const head = text.slice(start, start + longestHeader);
  const candidates = (delimiter ? [delimiter] : guessed).map(each => {
    const [header] = parseCsv(head, each, 0, 1);
    return { dialect: { delimiter: each, start }, header };
  });
  if (wanted) return candidates.find(({ header }) => wanted(new Set(namesOf(header))))?.dialect;
  const best = candidates.reduce((one, other) => (rank(other.header) > rank(one.header) ? other : one));
  return best.dialect;
}

function rank(header: CsvRecord | undefined): number {
  return header ? 2 * (header.cells.length - 1) - header.faults.length : 0;
}

/** Reads a text as a table. Never throws. */
export function readCsvTable(text: string, { delimiter, start }: CsvDialect): CsvTable {
  const [header, ...records] = parseCsv(text, delimiter, start);
  return {
    names: namesOf(header),
    header,
    records: records.filter(({ cells }) => cells.some(cell => cell.text.trim() !== '')),
  };
}

function namesOf(header: CsvRecord | undefined): string[] {
  return (header?.cells ?? []).map(cell => unguardCell(cell.text).trim());
}

/**
 * The first cell of a record that has content and no heading. Rows may end before the headings do, as
 * Amazon's results end before `Approve`, and have blank cells behind them, as spreadsheets write.
 */
export function surplusCell({ cells }: CsvRecord, width: number): Cell | undefined {
  return cells.slice(width).find(cell => cell.text.trim() !== '');
}

const separatorLine = /"?sep=([,;\t|])"?[ \t]*(?:\r\n|\n|\r|$)/iy;

function beginningOf(text: string): { readonly start: number; readonly delimiter?: CsvDelimiter } {
  const start = afterBlankLines(text, 0);
  separatorLine.lastIndex = start;
  const found = separatorLine.exec(text);
  const delimiter = delimiters.find(each => each === found?.[1]);
  if (!found || !delimiter) return { start };
  return { start: afterBlankLines(text, start + found[0].length), delimiter };
}

/** Behind blank lines and byte order marks, wherever among them these stand. */
function afterBlankLines(text: string, from: number): number {
  let start = from;
  for (let at = from; at < text.length; at += 1) {
    const character = text[at] ?? '';
    if (character === '\r' || character === '\n' || character === '\uFEFF') start = at + 1;
    else if (character.trim() !== '') break;
  }
  return start;
}
