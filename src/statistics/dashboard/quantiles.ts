/** Quantiles of numbers, interpolated as most programs do (type 7). */

/** `values` in any order, which it changes; not a number without any. Takes a few passes over the values, and does not sort them. */
export function quantile(values: Float64Array, share: number): number {
  if (values.length === 0) return Number.NaN;
  const place = (values.length - 1) * share;
  const low = Math.floor(place);
  const lower = select(values, low);
  if (place === low) return lower;
  // What is behind a selected place is not smaller: the smallest of it is next.
  let upper = Number.POSITIVE_INFINITY;
  for (let at = low + 1; at < values.length; at += 1) upper = Math.min(upper, values[at] ?? upper);
  return lower + (upper - lower) * (place - low);
}

/** Puts the value that sorting would put at `place` there, smaller ones before it and larger ones behind it (Hoare’s quickselect). */
function select(values: Float64Array, place: number): number {
  let [left, right] = [0, values.length - 1];
  // Halves an interval in nearly all cases; values that are arranged against it are sorted instead.
  for (let turns = 0; left < right; turns += 1) {
    if (turns > mostTurns) {
      values.subarray(left, right + 1).sort();
      break;
    }
    const pivot = medianOf(values[left] ?? 0, values[(left + right) >> 1] ?? 0, values[right] ?? 0);
    let [low, high] = [left, right];
    while (low <= high) {
      while ((values[low] ?? 0) < pivot) low += 1;
      while ((values[high] ?? 0) > pivot) high -= 1;
      if (low > high) break;
      const swapped = values[low] ?? 0;
      values[low] = values[high] ?? 0;
      values[high] = swapped;
      low += 1;
      high -= 1;
    }
    if (place <= high) right = high;
    else if (place >= low) left = low;
    else break;
  }
  return values[place] ?? Number.NaN;
}

const mostTurns = 64;

function medianOf(one: number, two: number, three: number): number {
  return Math.max(Math.min(one, two), Math.min(Math.max(one, two), three));
}
