/** Assignments that say the same, word for word. */
import type { ReviewTable } from './table.ts';

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
  const fields = [...table.fields.values()];
  const byAnswers = new Map<string, number[]>();
  for (let row = 0; row < table.size; row += 1) {
    let length = 0;
    let key = '';
    for (const field of fields) {
      const code = field.code(row);
      key += `${code} `;
      length += field.texts[code]?.length ?? 0;
    }
    if (length < shortestTelling) continue;
    const same = byAnswers.get(key);
    if (same) same.push(row);
    else byAnswers.set(key, [row]);
  }
  const setOf = new Int32Array(table.size).fill(-1);
  const sets: number[][] = [];
  for (const rows of byAnswers.values()) {
    if (rows.length < 2) continue;
    for (const row of rows) setOf[row] = sets.length;
    sets.push(rows);
  }
  return { setOf, sets, counts: sets.map(rows => countsOf(table, rows)) };
}

function countsOf({ workers }: ReviewTable, rows: readonly number[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const row of rows) counts.set(workers.code(row), (counts.get(workers.code(row)) ?? 0) + 1);
  return counts;
}
