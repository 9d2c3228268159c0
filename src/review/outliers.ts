/** Times that are far from what others took for the same kind of HIT. */
import type { ReviewTable } from './table.ts';

export interface Outliers {
  /** By row: -1 for suspiciously quick, 1 for slow, 0 for neither. */
  readonly signs: Int8Array;
  /** By HIT type: the median in milliseconds, of so many. */
  readonly medians: ReadonlyMap<string, { readonly median: number; readonly count: number }>;
}

/** Fewer have no middle to be far from. */
const fewest = 8;
/** The usual limit of the modified z-score, which has the median and the median absolute deviation in place of mean and deviation. */
const farthest = 3.5;
/** Makes the median absolute deviation comparable with a standard deviation. */
const normal = 0.6745;
/** Where nearly everybody took the same time, a difference of a few per cent is none. */
const leastDeviation = Math.log(1.1);

/** Compares logarithms: half as long is as far from the median as twice as long. */
export function outliersOf(table: ReviewTable): Outliers {
  const byType = new Map<string, number[]>();
  for (let row = 0; row < table.size; row += 1) {
    const type = table.hit(row)?.typeId ?? '';
    const rows = byType.get(type);
    if (rows) rows.push(row);
    else byType.set(type, [row]);
  }
  const signs = new Int8Array(table.size);
  const medians = new Map<string, { median: number; count: number }>();
  for (const [type, rows] of byType) {
    if (rows.length < fewest) continue;
    const times = Float64Array.from(rows, row => Math.log(Math.max(1000, table.spent[row] ?? 0)));
    const middle = median(times);
    const deviation = Math.max(leastDeviation, median(times.map(time => Math.abs(time - middle))));
    medians.set(type, { median: Math.exp(middle), count: rows.length });
    rows.forEach((row, place) => {
      const score = (normal * ((times[place] ?? middle) - middle)) / deviation;
      if (Math.abs(score) > farthest) signs[row] = Math.sign(score);
    });
  }
  return { signs, medians };
}

function median(values: Float64Array): number {
  const sorted = values.toSorted();
  const half = sorted.length >> 1;
  const upper = sorted[half] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? Number.NaN) + upper) / 2;
}
