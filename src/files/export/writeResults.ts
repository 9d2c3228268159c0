/** Writes collected results in a format, piece by piece. */
import { csvCell, guardCell } from '../../mturk/spreadsheet.ts';
import { type AmazonLayout, type AmazonOptions, amazonHeader, amazonLayout, amazonRow, rowBreak } from './amazonCsv.ts';
import type { Collection } from './collection.ts';
import { resultLine } from './jsonLines.ts';
import type { ByteSink } from './parquet.ts';
import { Pseudonyms } from './pseudonyms.ts';
import type { Result } from './result.ts';
import { type ChosenColumn, cellText, type Origin, type TableColumn, tableColumns, tableRow } from './resultTable.ts';

export const resultFormats = ['amazon', 'csv', 'jsonl', 'parquet'] as const;
export type ResultFormat = (typeof resultFormats)[number];

export interface WriteOptions {
  readonly format: ResultFormat;
  readonly columns: ReadonlySet<ChosenColumn>;
  readonly origin: Origin;
  readonly amazon: AmazonOptions;
  /** The key of the pseudonyms that take the place of worker ids; ids stay without one. */
  readonly pseudonymKey?: Uint8Array;
  /** Ids of further workers, which may stand in texts. */
  readonly knownWorkers?: Iterable<string>;
  /** A file that is added to, whose columns stay. */
  readonly existing?: ExistingColumns;
}

export interface ExistingColumns {
  readonly names: readonly string[];
  /** Whether its last row has no line end. */
  readonly openEnd: boolean;
}

export interface WrittenResults {
  readonly rows: number;
  /** Cells of a table that got an apostrophe, so that no spreadsheet runs them. */
  readonly guarded: number;
}

/** Rows between two breaks, in which others have their turn. */
const atOnce = 250;

/** Writes everything that was collected. `rest` is awaited now and then, and ends the writing by throwing. */
export async function writeResults(
  collection: Collection,
  sink: ByteSink,
  options: WriteOptions,
  rest: (done: number) => Promise<void>,
): Promise<WrittenResults> {
  const mask = maskOf(collection, options);
  const { write, end } = await writerOf(collection, sink, options, mask);
  let rows = 0;
  for (const result of collection.results()) {
    write(result);
    rows += 1;
    if (rows % atOnce === 0) await rest(rows);
  }
  await rest(rows);
  return { rows, guarded: end() };
}

/** Takes worker ids out of a text; nothing is taken out without a key. */
function maskOf(collection: Collection, { pseudonymKey, knownWorkers = [] }: WriteOptions): (text: string) => string {
  if (!pseudonymKey) return text => text;
  const pseudonyms = new Pseudonyms(pseudonymKey);
  for (const id of collection.workers) pseudonyms.add(id);
  for (const id of knownWorkers) pseudonyms.add(id);
  return text => pseudonyms.replace(text);
}

interface Writer {
  write(result: Result): void;
  /** Ends the file; gives how many cells were guarded. */
  end(): number;
}

async function writerOf(
  collection: Collection,
  sink: ByteSink,
  options: WriteOptions,
  mask: (text: string) => string,
): Promise<Writer> {
  const { survey } = collection;
  const encoder = new TextEncoder();
  const text = (piece: string): void => sink(encoder.encode(mask(piece)));
  switch (options.format) {
    case 'amazon':
      return amazonWriter(collection, text, options);
    case 'csv':
      return csvWriter(tableColumns(survey, options.columns, options.origin), text, options.existing);
    case 'jsonl': {
      const breakFirst = options.existing?.openEnd === true;
      let first = true;
      return {
        write: result => {
          text(`${first && breakFirst ? '\n' : ''}${resultLine(result, options.origin)}\n`);
          first = false;
        },
        end: () => 0,
      };
    }
    case 'parquet': {
      const { ParquetTable } = await import('./parquet.ts');
      const table = new ParquetTable(tableColumns(survey, options.columns, options.origin), sink, mask);
      return {
        write: result => table.add(tableRow(result)),
        end: () => {
          table.finish();
          return 0;
        },
      };
    }
  }
}

function amazonWriter(
  { survey, rates }: Collection,
  text: (piece: string) => void,
  { amazon, existing }: WriteOptions,
): Writer {
  const layout = existing ? layoutOf(existing.names) : amazonLayout(survey.inputs, survey.answers);
  let pending = existing ? (existing.openEnd ? rowBreak : '') : amazonHeader(layout, amazon.guard) + rowBreak;
  let header = !existing;
  return {
    write: result => {
      text(pending + amazonRow(result, rates.of(result.assignment.workerId), layout, amazon));
      pending = rowBreak;
      header = false;
    },
    end: () => {
      if (header) text(amazonHeader(layout, amazon.guard));
      return 0;
    },
  };
}

/** The layout of a file that is there, by its header. */
function layoutOf(names: readonly string[]): AmazonLayout {
  const named = (prefix: string) =>
    names.filter(name => name.startsWith(prefix)).map(name => name.slice(prefix.length));
  return { inputs: named('Input.'), answers: named('Answer.') };
}

function csvWriter(
  all: readonly TableColumn[],
  text: (piece: string) => void,
  existing: ExistingColumns | undefined,
): Writer {
  let guarded = 0;
  const cell = (value: string): string => {
    const safe = guardCell(value);
    if (safe !== value) guarded += 1;
    return csvCell(safe);
  };
  const byName = new Map(all.map(column => [column.name, column]));
  const columns = existing ? existing.names.map(name => byName.get(name)) : all;
  const line = (cells: readonly string[]) => `${cells.map(cell).join(',')}${rowBreak}`;
  if (existing?.openEnd) text(rowBreak);
  if (!existing) text(line(all.map(({ name }) => name)));
  return {
    write: result => {
      const row = tableRow(result);
      text(line(columns.map(column => (column ? cellText(column.type, column.read(row)) : ''))));
    },
    end: () => guarded,
  };
}
