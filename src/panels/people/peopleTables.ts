/** Tables of the pages of workers and qualification types: many rows, of which a page at a time is worked out. */
import type { Instant } from '../../mturk/model.ts';
import { printable } from '../../mturk/plainText.ts';
import { csvCell, guardCell } from '../../mturk/spreadsheet.ts';
import type { TimeSlices } from '../../mturk/timeSlices.ts';
import { type Arrangement, type Cell, type PageRef, type PageTable, rowsOfPage, type Sorting } from './contract.ts';
import { orderOf } from './tableOrder.ts';

/** Characters in a cell that is shown. */
const longestCell = 300;
/** Characters in a cell that is copied. */
const longestCopied = 1_000_000;
/** Characters of a table that is copied. */
const mostCopied = 20_000_000;
/** Milliseconds: no date is later. */
const latest = 8.64e15;

/** What is in a cell, as strangers wrote it. */
export interface Content extends Cell {
  /** A number that it is sorted by; by its text where there is none. */
  readonly sort?: number;
  /** The text where `text` has only its start. */
  readonly whole?: () => string;
}

/** Everything about a table but its rows. */
export interface TableFacts {
  readonly id: string;
  readonly title: string;
  readonly caption?: string | undefined;
  /** In place of rows. */
  readonly none: string;
  /** How it is sorted until the reader sorts it. */
  readonly sorted: Sorting;
  /** Whether there are more items than were read. */
  readonly more?: boolean;
}

export interface TableSource extends TableFacts {
  readonly columns: readonly string[];
  /** How many rows there are. */
  readonly count: number;
  readonly content: (row: number, column: number) => Content;
}

export type Columns<T> = readonly (readonly [name: string, content: (item: T) => Content])[];

export function tableOf<T>(facts: TableFacts, items: readonly T[], columns: Columns<T>): TableSource {
  return {
    ...facts,
    columns: columns.map(([name]) => name),
    count: items.length,
    content: (row, column) => {
      const item = items[row];
      const [, content] = columns[column] ?? [];
      return item === undefined || !content ? { text: '' } : content(item);
    },
  };
}

export function textCell(text: string, ref?: PageRef): Content {
  return ref ? { text, ref } : { text };
}

export function numberCell(text: string, sort: number): Content {
  return { text, sort };
}

/** Nothing where the moment is unknown. */
export function timeCell(at: Instant | undefined): Content {
  const known = at !== undefined && at !== 0 && Number.isFinite(at) && Math.abs(at) <= latest;
  return known ? { text: '', sort: at, at } : { text: '', sort: 0 };
}

export function scoreCell(score: number | undefined): Content {
  return score === undefined
    ? { text: 'none', sort: Number.NEGATIVE_INFINITY }
    : numberCell(score.toLocaleString('en'), score);
}

/** The page of a table that shows, as it is sorted. Rejects once the slices are aborted. */
export async function shownTable(
  table: TableSource,
  arrangement: Partial<Arrangement> | undefined,
  slices: TimeSlices,
): Promise<PageTable> {
  const { id, title, none, columns, count, more = false } = table;
  const sorting = sortingOf(table, arrangement);
  const order = await orderOfTable(table, sorting, slices);
  const page = Math.max(0, Math.min(arrangement?.page ?? 0, Math.ceil(count / rowsOfPage) - 1));
  const rows: Cell[][] = [];
  for (const row of order.slice(page * rowsOfPage, (page + 1) * rowsOfPage)) {
    rows.push(columns.map((_, column) => shownCell(table.content(row, column))));
    if (slices.over) await slices.rest();
  }
  const captions = [
    ...(table.caption ? [table.caption] : []),
    ...(more ? [`Only the first ${count.toLocaleString('en')} were read. There are more.`] : []),
  ];
  return {
    id,
    title,
    ...(captions.length > 0 ? { caption: captions.join(' ') } : {}),
    none,
    columns,
    sorting,
    rows,
    page,
    total: count,
    more,
  };
}

/** As spreadsheets read it, in the order that shows, with whole texts and times in UTC; nothing in it is a formula. */
export async function csvOf(
  table: TableSource,
  arrangement: Partial<Arrangement> | undefined,
  slices: TimeSlices,
): Promise<{ readonly text: string; readonly rows: number }> {
  const { columns } = table;
  const order = await orderOfTable(table, sortingOf(table, arrangement), slices);
  const lines = [columns.map(quoted).join(',')];
  let size = 0;
  let rows = 0;
  for (const row of order) {
    const line = columns.map((_, column) => quoted(copied(table.content(row, column)))).join(',');
    size += line.length;
    if (size > mostCopied) break;
    lines.push(line);
    rows += 1;
    if (slices.over) await slices.rest();
  }
  return { text: `${lines.join('\r\n')}\r\n`, rows };
}

function sortingOf({ sorted, columns }: TableSource, arrangement: Partial<Arrangement> | undefined): Sorting {
  const { sorting } = arrangement ?? {};
  return sorting && sorting.column < columns.length ? sorting : sorted;
}

function orderOfTable(table: TableSource, { column, descending }: Sorting, slices: TimeSlices): Promise<number[]> {
  const keyOf = (row: number) => {
    const { sort, text } = table.content(row, column);
    return sort ?? text.slice(0, longestCell);
  };
  return orderOf(table.count, keyOf, descending, slices);
}

function shownCell({ text, at, ref }: Content): Cell {
  return {
    text: printable(text, longestCell),
    ...(at === undefined ? {} : { at }),
    ...(ref ? { ref } : {}),
  };
}

function copied({ text, at, whole }: Content): string {
  return at === undefined ? printable(whole?.() ?? text, longestCopied) : new Date(at).toISOString();
}

function quoted(text: string): string {
  return csvCell(guardCell(text));
}
