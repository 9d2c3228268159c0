/**
 * CSV as a table whose cells know where they stand. Decisions are edited by people, so one stray quote must not cost the rows
 * after it, each fault needs its line and column, and one column is written back without touching the others: the parsers
 * that were looked at give up one of these.
 */
import type { Span } from './textSpan.ts';

export interface Cell extends Span {
  /** Without its quotes. */
  readonly text: string;
}

export interface CsvRecord extends Span {
  readonly cells: readonly Cell[];
  /** What is wrong with its quotes. */
  readonly faults: readonly (Span & { readonly message: string })[];
}

/** So many quotes that never end are looked through to the end of the file; after them, reading stops. */
const mostOpenQuotes = 20;

/**
 * The records of a text from an offset on; line ends may be CR LF, LF or CR, also mixed. Blank lines are none. Blanks between
 * a delimiter and a quotation mark do not count. Reading stops after `most` records. Never throws.
 */
export function parseCsv(text: string, delimiter: string, from = 0, most = Number.POSITIVE_INFINITY): CsvRecord[] {
  const records: CsvRecord[] = [];
  for (const record of csvRecords(text, delimiter, from)) {
    if (records.length >= most) break;
    records.push(record);
  }
  return records;
}

/** {@link parseCsv}, one record at a time. */
export function* csvRecords(text: string, delimiter: string, from = 0): Generator<CsvRecord> {
  const scanner = new Scanner(text, delimiter, from);
  while (!scanner.atEnd) {
    const record = scanner.record();
    const [only] = record.cells;
    if (record.cells.length > 1 || only?.text !== '' || only.end > only.start) yield record;
  }
}

class Scanner {
  readonly #text: string;
  readonly #delimiter: string;
  readonly #plainEnd: RegExp;
  readonly #blanks: RegExp;
  readonly #lineEnd = /\r\n|\n|\r/g;
  #position: number;
  #openQuotes = 0;

  constructor(text: string, delimiter: string, from: number) {
    this.#text = text;
    this.#delimiter = delimiter;
    this.#plainEnd = new RegExp(`[${delimiter === '\t' ? '\\t' : delimiter}\\r\\n]`, 'g');
    this.#blanks = delimiter === '\t' ? / */y : /[ \t]*/y;
    this.#position = from === 0 && text.startsWith('\uFEFF') ? 1 : from;
  }

  get atEnd(): boolean {
    return this.#position >= this.#text.length;
  }

  record(): CsvRecord {
    const start = this.#position;
    const cells: Cell[] = [];
    const faults: CsvRecord['faults'][number][] = [];
    for (;;) {
      const quoted = this.#text[this.#position] === '"';
      const cell = quoted ? this.#quoted(faults) : (this.#indented() ?? this.#plain());
      cells.push(cell);
      const end = this.#position;
      if (this.#text[end] === this.#delimiter) this.#position += 1;
      else {
        if (this.#text.startsWith('\r\n', end)) this.#position += 2;
        else if (!this.atEnd) this.#position += 1;
        return { cells, faults, start, end };
      }
    }
  }

  #plain(): Cell {
    const start = this.#position;
    this.#plainEnd.lastIndex = start;
    const end = this.#plainEnd.exec(this.#text)?.index ?? this.#text.length;
    this.#position = end;
    return { text: this.#text.slice(start, end), start, end };
  }

  #afterBlanks(from: number): number {
    this.#blanks.lastIndex = from;
    return from + (this.#blanks.exec(this.#text)?.[0].length ?? 0);
  }

  #endsCell(at: number): boolean {
    const next = this.#text[at];
    return next === undefined || next === this.#delimiter || next === '\r' || next === '\n';
  }

  /** A quoted cell behind blanks, as in `"a", "b"`; nothing where the quotation marks are part of the text. */
  #indented(): Cell | undefined {
    const start = this.#position;
    const open = this.#afterBlanks(start);
    if (open === start || this.#text[open] !== '"' || this.#openQuotes > mostOpenQuotes) return undefined;
    const close = this.#closing(open + 1);
    if (close === -1) {
      this.#openQuotes += 1;
      return undefined;
    }
    const end = this.#afterBlanks(close + 1);
    if (!this.#endsCell(end)) return undefined;
    this.#position = end;
    return { text: this.#text.slice(open + 1, close).replaceAll('""', '"'), start, end };
  }

  #quoted(faults: CsvRecord['faults'][number][]): Cell {
    const start = this.#position;
    const close = this.#closing(start + 1);
    if (close === -1) {
      // Nothing ends it, so it is not what it seems: the rows after it shall still be read.
      faults.push({ start, end: start + 1, message: 'this quotation mark is never closed' });
      this.#openQuotes += 1;
      this.#lineEnd.lastIndex = start;
      const end = this.#lineEnd.exec(this.#text)?.index ?? this.#text.length;
      this.#position = this.#openQuotes > mostOpenQuotes ? this.#text.length : end;
      return { text: this.#text.slice(start, end), start, end };
    }
    const text = this.#text.slice(start + 1, close).replaceAll('""', '"');
    const blanksEnd = this.#afterBlanks(close + 1);
    if (this.#endsCell(blanksEnd)) {
      this.#position = blanksEnd;
      return { text, start, end: blanksEnd };
    }
    this.#position = close + 1;
    const rest = this.#plain();
    if (rest.text !== '')
      faults.push({ start: rest.start, end: rest.end, message: 'text follows a closing quotation mark' });
    return { text: text + rest.text, start, end: rest.end };
  }

  /** The quote that is not doubled. */
  #closing(from: number): number {
    let position = this.#text.indexOf('"', from);
    while (position !== -1 && this.#text[position + 1] === '"') position = this.#text.indexOf('"', position + 2);
    return position;
  }
}
