/** The order of the rows of a table, worked out in slices: a table has ten thousand rows and more. */
import type { TimeSlices } from '../../mturk/timeSlices.ts';

/** A number or a text; nothing sorts as the least number. */
export type SortKey = number | string | undefined;

/** Rows that are sorted without a pause. */
const runLength = 500;
/** Steps of merging between two looks at the clock. */
const mergeSteps = 200;

const { compare: compareTexts } = new Intl.Collator('en', { numeric: true });

/**
 * The places of `count` rows in the order of their keys, as people count where they are texts. Rows whose keys are alike keep their
 * order. Rejects once the slices are aborted.
 */
export async function orderOf(
  count: number,
  keyOf: (at: number) => SortKey,
  descending: boolean,
  slices: TimeSlices,
): Promise<number[]> {
  const keys: SortKey[] = [];
  let isNumeric = false;
  for (let at = 0; at < count; at += 1) {
    const key = keyOf(at);
    keys.push(key);
    isNumeric ||= typeof key === 'number';
    if (slices.over) await slices.rest();
  }
  const compareKeys = isNumeric ? byNumber(keys) : byText(keys);
  const compare = descending ? (one: number, other: number) => compareKeys(other, one) : compareKeys;
  let runs: number[][] = [];
  for (let from = 0; from < count; from += runLength) {
    const run = Array.from({ length: Math.min(runLength, count - from) }, (_, at) => from + at);
    runs.push(run.sort(compare));
    if (slices.over) await slices.rest();
  }
  while (runs.length > 1) {
    const merged: number[][] = [];
    for (let at = 0; at < runs.length; at += 2)
      merged.push(await mergedRuns(runs[at] ?? [], runs[at + 1] ?? [], compare, slices));
    runs = merged;
  }
  return runs[0] ?? [];
}

async function mergedRuns(
  one: readonly number[],
  other: readonly number[],
  compare: (one: number, other: number) => number,
  slices: TimeSlices,
): Promise<number[]> {
  const result: number[] = [];
  let [left, right] = [0, 0];
  while (left < one.length && right < other.length) {
    const [a, b] = [one[left] ?? 0, other[right] ?? 0];
    if (compare(a, b) <= 0) {
      result.push(a);
      left += 1;
    } else {
      result.push(b);
      right += 1;
    }
    if (result.length % mergeSteps === 0 && slices.over) await slices.rest();
  }
  return [...result, ...one.slice(left), ...other.slice(right)];
}

type Compare = (one: number, other: number) => number;

function byNumber(keys: readonly SortKey[]): Compare {
  const numberAt = (at: number) => {
    const key = keys[at];
    return typeof key === 'number' ? key : Number.NEGATIVE_INFINITY;
  };
  return (one, other) => {
    const [a, b] = [numberAt(one), numberAt(other)];
    return a === b ? 0 : a < b ? -1 : 1;
  };
}

function byText(keys: readonly SortKey[]): Compare {
  return (one, other) => compareTexts(String(keys[one] ?? ''), String(keys[other] ?? ''));
}
