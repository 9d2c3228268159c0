/** The order and the groups of the rows that stay. */
import { assignmentStatuses } from '../mturk/model.ts';
import type { Column } from './answerColumns.ts';
import type { ReviewTable } from './table.ts';

export interface Sorting {
  readonly column: string;
  readonly descending: boolean;
}

export const groupings = ['none', 'type', 'hit', 'worker'] as const;
export type Grouping = (typeof groupings)[number];

export interface RowGroup {
  /** The same as long as the group is: the id of a HIT, a HIT type or a worker. */
  readonly key: string;
  readonly label: string;
  readonly rows: readonly number[];
  readonly unreviewed: number;
}

/** The lines in their order: rows by their number, and before the rows of a group its head, as -1 - its place in `groups`. */
export interface Arranged {
  readonly lines: Int32Array;
  readonly groups: readonly RowGroup[];
  /** How many rows stay, those in folded groups too. */
  readonly rows: number;
}

interface Wish {
  readonly sortings: readonly Sorting[];
  readonly grouping: Grouping;
  /** Keys of groups whose rows are not shown. */
  readonly folded: ReadonlySet<string>;
}

/** Arranges the rows that `kept` has a 1 for. The first sorting counts most; equal rows stay in the order in which they came. */
export function arrange(table: ReviewTable, columns: readonly Column[], kept: Uint8Array, wish: Wish): Arranged {
  const rows: number[] = [];
  for (let row = 0; row < kept.length; row += 1) if (kept[row] === 1) rows.push(row);
  let sorted = rows;
  for (const { column: id, descending } of wish.sortings.toReversed()) {
    const column = columns.find(each => each.id === id);
    if (column) sorted = sortedBy(table, column, descending, sorted);
  }
  // One type needs no head: whatever shows is of it.
  if (wish.grouping === 'none' || (wish.grouping === 'type' && table.types.texts.length <= 1))
    return { lines: Int32Array.from(sorted), groups: [], rows: rows.length };
  return grouped(table, wish.grouping, wish.folded, sorted);
}

/** Rows without a value stand last in both directions. */
function sortedBy(table: ReviewTable, column: Column, descending: boolean, rows: readonly number[]): number[] {
  const values = Float64Array.from(rows, valuesOf(table, column));
  const different = differentValues(values);
  // Rank and place in one number: sorting numbers without a comparison of ours is several times faster.
  const keys = Float64Array.from(values, (value, place) => {
    const rank = placeIn(different, value);
    const counted = Number.isNaN(value) ? different.length : descending ? different.length - 1 - rank : rank;
    return counted * rows.length + place;
  });
  return Array.from(keys.sort(), key => rows[key % rows.length] ?? 0);
}

/** In order, each once, without those that are not a number. */
function differentValues(values: Float64Array): Float64Array {
  const sorted = values.filter(value => !Number.isNaN(value)).sort();
  return sorted.filter((value, index) => index === 0 || value !== sorted[index - 1]);
}

/** Where a value is among sorted ones that have it. */
function placeIn(sorted: Float64Array, value: number): number {
  let from = 0;
  let to = sorted.length - 1;
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((sorted[middle] ?? 0) < value) from = middle + 1;
    else to = middle;
  }
  return from;
}

function valuesOf(table: ReviewTable, column: Column): (row: number) => number {
  switch (column.kind) {
    case 'status':
      return row => assignmentStatuses.indexOf(table.status(row));
    case 'measure':
      return row => column.values[row] ?? Number.NaN;
    case 'text': {
      const { texts } = column;
      const ranks = texts.ranks();
      const empty = texts.texts.indexOf('');
      return row => {
        const code = texts.code(row);
        return code === empty ? Number.NaN : (ranks[code] ?? Number.NaN);
      };
    }
  }
}

function grouped(
  table: ReviewTable,
  grouping: Exclude<Grouping, 'none'>,
  folded: ReadonlySet<string>,
  rows: readonly number[],
): Arranged {
  const keys = { type: table.types, hit: table.hitIds, worker: table.workers }[grouping];
  const byCode = new Map<number, number[]>();
  for (const row of rows) {
    const code = keys.code(row);
    const group = byCode.get(code);
    if (group) group.push(row);
    else byCode.set(code, [row]);
  }
  // The same where a filter leaves one.
  if (grouping === 'type' && byCode.size <= 1) return { lines: Int32Array.from(rows), groups: [], rows: rows.length };
  const groups: RowGroup[] = [];
  const lines: number[] = [];
  for (const [code, members] of byCode) {
    const key = keys.texts[code] ?? '';
    const unreviewed = members.filter(row => table.status(row) === 'Submitted').length;
    const label = grouping === 'worker' ? key : table.titles.text(members[0] ?? 0) || key;
    lines.push(-1 - groups.length);
    groups.push({ key, label, rows: members, unreviewed });
    if (!folded.has(key)) for (const row of members) lines.push(row);
  }
  return { lines: Int32Array.from(lines), groups, rows: rows.length };
}
