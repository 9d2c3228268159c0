/** Tables as Apache Parquet, row group by row group: no more than one is in memory. */

import type { SchemaElement } from 'hyparquet';
import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import type { Cell, TableColumn, TableRow } from './resultTable.ts';

/** Rows of a group. Readers skip whole groups; more would only hold more memory. */
const groupSize = 5_000;
/** Characters of text in a group: long answers make groups of fewer rows. */
const groupCharacters = 16_000_000;

/** Takes the bytes of a file in their order. */
export type ByteSink = (bytes: Uint8Array) => void;

export class ParquetTable {
  readonly #columns: readonly TableColumn[];
  readonly #mask: (text: string) => string;
  readonly #writer: ParquetWriter;
  readonly #names: readonly string[];
  #cells: Cell['value'][][];
  #rows = 0;
  #characters = 0;

  /** `mask` is applied to every text, names of columns among them. */
  constructor(columns: readonly TableColumn[], sink: ByteSink, mask: (text: string) => string = text => text) {
    this.#columns = columns;
    this.#mask = mask;
    this.#names = distinct(columns.map(({ name }) => mask(name)));
    this.#cells = columns.map(() => []);
    const bytes = new ByteWriter();
    const flush = (): void => {
      sink(bytes.getBytes().slice());
      bytes.index = 0;
    };
    this.#writer = new ParquetWriter({
      writer: Object.assign(bytes, { flush, finish: flush }),
      schema: [
        { name: 'results', num_children: columns.length },
        ...columns.map(({ type }, place) => elementOf(this.#names[place] ?? '', type)),
      ],
      createdBy: 'MTurk Workbench',
    });
  }

  add(row: TableRow): void {
    for (const [place, { read, type }] of this.#columns.entries()) {
      const value = read(row);
      const masked = type === 'text' && typeof value === 'string' ? this.#mask(value) : value;
      if (typeof masked === 'string') this.#characters += masked.length;
      this.#cells[place]?.push(masked);
    }
    this.#rows += 1;
    if (this.#rows >= groupSize || this.#characters >= groupCharacters) this.#flush();
  }

  /** Writes what is left, and the end of the file. */
  finish(): void {
    if (this.#rows > 0) this.#flush();
    this.#writer.finish();
  }

  #flush(): void {
    this.#writer.write({
      columnData: this.#columns.map(({ type }, place) => ({
        name: this.#names[place] ?? '',
        data: (this.#cells[place] ?? []).map(value => parquetValue(type, value)),
        offsetIndex: false,
      })),
      rowGroupSize: Math.max(1, this.#rows),
    });
    this.#cells = this.#columns.map(() => []);
    this.#rows = 0;
    this.#characters = 0;
  }
}

function elementOf(name: string, type: Cell['type']): SchemaElement {
  const optional = { name, repetition_type: 'OPTIONAL' } as const;
  switch (type) {
    case 'text':
      return { ...optional, type: 'BYTE_ARRAY', converted_type: 'UTF8' };
    case 'time':
      return {
        ...optional,
        type: 'INT64',
        converted_type: 'TIMESTAMP_MILLIS',
        logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: true, unit: 'MILLIS' },
      };
    case 'integer':
      return { ...optional, type: 'INT64' };
    case 'money':
      return { ...optional, type: 'INT64', converted_type: 'DECIMAL', precision: 18, scale: 2 };
    case 'boolean':
      return { ...optional, type: 'BOOLEAN' };
  }
}

function parquetValue(type: Cell['type'], value: Cell['value']): unknown {
  if (value === undefined) return null;
  switch (type) {
    case 'time':
    case 'integer':
    case 'money':
      return typeof value === 'number' && Number.isSafeInteger(value) ? BigInt(value) : null;
    default:
      return value;
  }
}

/** Names that became the same by masking are told apart. */
function distinct(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map(name => {
    let unique = name;
    for (let count = 2; taken.has(unique); count += 1) unique = `${name} (${count})`;
    taken.add(unique);
    return unique;
  });
}
