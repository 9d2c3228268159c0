/** How far the workers of a HIT gave the same answer, field by field. */
import type { ReviewTable } from './table.ts';
import type { TextColumn } from './textColumn.ts';

export interface Agreement {
  /** By code of the HIT: the share of its assignments that gave the commonest answer; not a number with less than two. */
  readonly shares: Float64Array;
  /** By code of the HIT: the answer of more than half, by its code; -1 without one. */
  readonly majority: Int32Array;
  /** 1 for each row that differs from a majority. */
  readonly different: Uint8Array;
  /** The mean of the shares; not a number without any. */
  readonly mean: number;
}

/** Equal answers are equal texts. Answers that nobody gave count like any other. */
export function agreementOf(table: ReviewTable, field: TextColumn): Agreement {
  const { hitIds, size } = table;
  const hits = hitIds.texts.length;
  const assignments = new Int32Array(hits);
  const counts = new Map<number, number>();
  const width = field.texts.length + 1;
  for (let row = 0; row < size; row += 1) {
    const hit = hitIds.code(row);
    assignments[hit] = (assignments[hit] ?? 0) + 1;
    const key = hit * width + field.code(row) + 1;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const most = new Int32Array(hits);
  const commonest = new Int32Array(hits).fill(-1);
  for (const [key, count] of counts) {
    const hit = Math.floor(key / width);
    if (count <= (most[hit] ?? 0)) continue;
    most[hit] = count;
    commonest[hit] = (key % width) - 1;
  }
  const shares = new Float64Array(hits).fill(Number.NaN);
  const majority = new Int32Array(hits).fill(-1);
  let sum = 0;
  let compared = 0;
  for (let hit = 0; hit < hits; hit += 1) {
    const all = assignments[hit] ?? 0;
    if (all < 2) continue;
    const share = (most[hit] ?? 0) / all;
    shares[hit] = share;
    sum += share;
    compared += 1;
    if (share > 0.5) majority[hit] = commonest[hit] ?? -1;
  }
  const different = new Uint8Array(size);
  for (let row = 0; row < size; row += 1) {
    const against = majority[hitIds.code(row)] ?? -1;
    if (against !== -1 && field.code(row) !== against) different[row] = 1;
  }
  return { shares, majority, different, mean: compared === 0 ? Number.NaN : sum / compared };
}
