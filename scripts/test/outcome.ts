/** What the levels tell the runner: what came of each test file, in a file that the runner names in the environment. */
import { readFileSync, writeFileSync } from 'node:fs';

export interface Failure {
  readonly title: string;
  readonly error: string;
}

export interface FileOutcome {
  readonly passed: number;
  readonly skipped: number;
  readonly failures: readonly Failure[];
  /** Milliseconds, with its hooks. */
  readonly duration?: number;
}

/** By the path of the test file. */
export type Outcome = Readonly<Record<string, FileOutcome>>;

/** Stands in the place of a file for what broke outside of any. */
export const nowhere = '';

export const outcomeVariable = 'MTURK_TEST_OUTCOME';

/** One failure that no test is to blame for. */
export function broken(error: string): Outcome {
  return { [nowhere]: { passed: 0, skipped: 0, failures: [{ title: 'outside of any test', error }] } };
}

export function writeOutcome(outcome: Outcome): void {
  const file = process.env[outcomeVariable];
  if (file) writeFileSync(file, JSON.stringify(outcome));
}

/** What a level left behind, given how it ended: one that fell silent, or ended badly without a failed test, broke outside its tests. */
export function readOutcome(file: string, code: number): Outcome {
  let outcome: Outcome;
  try {
    outcome = JSON.parse(readFileSync(file, 'utf8')) as Outcome;
  } catch {
    return broken('it ended without a word of what it counted');
  }
  return code !== 0 && failuresOf(outcome).length === 0 ? { ...outcome, ...broken(`it ended with ${code}`) } : outcome;
}

export function failuresOf(outcome: Outcome): (Failure & { readonly file: string })[] {
  return Object.entries(outcome).flatMap(([file, { failures }]) => failures.map(each => ({ file, ...each })));
}

/** The files to try again; none if something broke outside of them, which nobody can try again alone, or if they are too many for luck. */
export function filesToTryAgain(outcome: Outcome, atMost: number): string[] {
  const files = [...new Set(failuresOf(outcome).map(({ file }) => file))];
  return files.includes(nowhere) || files.length > atMost ? [] : files;
}

/** What a further try says of a file stands in the place of what the one before said. */
export function replaced({ [nowhere]: _, ...before }: Outcome, next: Outcome): Outcome {
  return { ...before, ...next };
}

interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** With `flaky`, so many of those that passed at last have failed. */
export function count(outcomes: readonly Outcome[], flaky = 0): Counts {
  const files = outcomes.flatMap(outcome => Object.values(outcome));
  return {
    passed: files.reduce((sum, { passed }) => sum + passed, 0) - flaky,
    failed: files.reduce((sum, { failures }) => sum + failures.length, 0) + flaky,
    skipped: files.reduce((sum, { skipped }) => sum + skipped, 0),
  };
}

/** What failed in one of several tries and not in the end, once each, with what it said first. */
export function flakyIn(tries: readonly Outcome[], last: Outcome): ReturnType<typeof failuresOf> {
  const keyOf = ({ file, title }: { file: string; title: string }) => JSON.stringify([file, title]);
  const left = new Set(failuresOf(last).map(keyOf));
  const found = new Map<string, ReturnType<typeof failuresOf>[number]>();
  for (const failure of tries.flatMap(failuresOf)) {
    const key = keyOf(failure);
    if (failure.file !== nowhere && !left.has(key) && !found.has(key)) found.set(key, failure);
  }
  return [...found.values()];
}

/** Seconds of each file, the slowest first. */
export function timesOf(outcome: Outcome): Record<string, number> {
  const times = Object.entries(outcome).map(
    ([file, { duration = 0 }]) => [file, Math.round(duration / 100) / 10] as const,
  );
  return Object.fromEntries(times.toSorted(([, a], [, b]) => b - a));
}
