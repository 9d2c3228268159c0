/** Assignments that say the same, word for word. */
import type { ReviewTable } from './table.ts';
import type { TextColumn } from './textColumn.ts';

/** Shorter answers are the same by chance: two people may well choose the same three words. */
const shortestTelling = 40;

export interface Duplicates {
  /** By row: the number of its set, -1 for none. */
  readonly setOf: Int32Array;
  /** The rows of each set, two at least. */
  readonly sets: readonly (readonly number[])[];
  /** By set: how many of its rows each worker has, by the code of the worker. */
  readonly counts: readonly ReadonlyMap<number, number>[];
}

/** Sets of rows whose answers are all the same and long enough to tell something. */
export function duplicatesOf(table: ReviewTable): Duplicates {
  const setOf = new Int32Array(table.size).fill(none);
  const sets: number[][] = [];
  const alike = firstOfSame(table);
  for (let row = 0; row < table.size; row += 1) {
    const first = alike[row] ?? none;
    if (first === none || first === row) continue;
    let set = setOf[first] ?? none;
    if (set === none) {
      set = sets.push([first]) - 1;
      setOf[first] = set;
    }
    sets[set]?.push(row);
    setOf[row] = set;
  }
  return { setOf, sets, counts: sets.map(rows => countsOf(table, rows)) };
}

const none = -1;

/** By row: the first that has the same answers, maybe the row itself; -1 where they are too short to tell something. */
function firstOfSame(table: ReviewTable): Int32Array {
  const fields = [...table.fields.values()];
  const lengths = fields.map(({ texts }) => Int32Array.from(texts, ({ length }) => length));
  const first = new Int32Array(table.size).fill(none);
  // By hash, and of equal hash by answers: keys of text for tens of thousands of rows would take longer than all the rest.
  const last = new Map<number, number>();
  const before = new Int32Array(table.size).fill(none);
  for (let row = 0; row < table.size; row += 1) {
    let length = 0;
    let hash = 0;
    for (let index = 0; index < fields.length; index += 1) {
      const code = fields[index]?.code(row) ?? none;
      hash = Math.imul(hash ^ code, multiplier) ^ (hash >>> shift);
      length += lengths[index]?.[code] ?? 0;
    }
    if (length < shortestTelling) continue;
    let same = last.get(hash) ?? none;
    const head = same;
    while (same !== none && !agree(fields, same, row)) same = before[same] ?? none;
    first[row] = same === none ? row : same;
    if (same !== none) continue;
    before[row] = head;
    last.set(hash, row);
  }
  return first;
}

/** Of the hash: odd, with its bits well spread. */
const multiplier = 0x9e37_79b1;
const shift = 15;

function agree(fields: readonly TextColumn[], one: number, other: number): boolean {
  return fields.every(field => field.code(one) === field.code(other));
}

function countsOf({ workers }: ReviewTable, rows: readonly number[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const row of rows) counts.set(workers.code(row), (counts.get(workers.code(row)) ?? 0) + 1);
  return counts;
}
