/** Splits the files of a level, so that its parts can run beside each other and are over at about the same time. */

/**
 * How long files take, in seconds, measured beside the other levels; only how they compare matters. `artifacts/times.json` of a
 * whole run says when this has become wrong.
 */
export const measuredSeconds: Readonly<Record<string, number>> = {
  'test/e2e/hostile.test.ts': 400,
  'test/e2e/accessibility.test.ts': 150,
  'test/e2e/refresh.test.ts': 120,
  'test/e2e/mainFlow.test.ts': 110,
  'test/e2e/panel.test.ts': 100,
  'test/e2e/preview.test.ts': 90,
};
/** What a file takes of which nothing is known. */
const usualSeconds = 60;

/** At most `count` parts, none of them empty; the files of a part are in their order. */
export function partsOf(
  files: readonly string[],
  count: number,
  seconds: Readonly<Record<string, number>> = measuredSeconds,
): string[][] {
  const secondsOf = (file: string) => (Object.hasOwn(seconds, file) ? (seconds[file] ?? usualSeconds) : usualSeconds);
  const parts = Array.from({ length: count }, () => ({ files: [] as string[], seconds: 0 }));
  // The longest first, each to the part that has least to do.
  for (const file of files.toSorted((a, b) => secondsOf(b) - secondsOf(a) || a.localeCompare(b))) {
    const least = parts.reduce((found, each) => (each.seconds < found.seconds ? each : found));
    least.files.push(file);
    least.seconds += secondsOf(file);
  }
  return parts.map(part => part.files.sort()).filter(part => part.length > 0);
}
