/** How the levels tell the runner what they counted: each writes a file that the runner names in the environment. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';

export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

export const countsVariable = 'MTURK_TEST_COUNTS';

export function writeCounts(counts: Counts): void {
  const file = process.env[countsVariable];
  if (file) writeFileSync(file, JSON.stringify(counts));
}

/** What a level left behind; a level that ended without a word counts as one failure. */
export function readCounts(file: string): Counts {
  try {
    const counts = JSON.parse(readFileSync(file, 'utf8')) as Counts;
    rmSync(file);
    return counts;
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
}
