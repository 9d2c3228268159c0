/** Measuring: medians over several runs, in words that can be compared. */

/** ms of one run. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** `12.3 ms (11.0 to 19.9)` */
export function words(values: readonly number[], unit = 'ms', digits = 1): string {
  const show = (value: number) => value.toFixed(digits);
  return `${show(median(values))} ${unit} (${show(Math.min(...values))} to ${show(Math.max(...values))})`;
}

/** Prints a measurement beside what is asked for; a miss makes the whole benchmark fail. */
export function report(
  what: string,
  measured: string,
  asked?: { readonly words: string; readonly met: boolean },
): void {
  if (asked && !asked.met) process.exitCode = 1;
  console.log(`${what}: ${measured}${asked ? ` – asked: ${asked.words} ${asked.met ? '✓' : '✗'}` : ''}`);
}
