/**
 * Runs levels and tries again what failed in them: a file in which a test failed, by itself. What passes only then is no pass, but a
 * failure of its own kind: it is named, and listed in `artifacts/flaky.json`.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { capture, root, run } from '../command.ts';
import { tryVariable } from './artifacts.ts';
import { builtVariable } from './built.ts';
import {
  type Failure,
  failuresOf,
  filesToTryAgain,
  flakyIn,
  type Outcome,
  outcomeVariable,
  readOutcome,
  replaced,
} from './outcome.ts';

export type Level = 'unit' | 'host' | 'e2e';
export type FailureIn = Failure & { readonly level: Level; readonly file: string };

/** What came of a level when everything was tried again. */
export interface LevelResult {
  readonly level: Level;
  readonly outcome: Outcome;
  /** What failed in one try and not in the last. */
  readonly flaky: readonly FailureIn[];
  /** What failed in the last. */
  readonly failures: readonly FailureIn[];
}

/** Files of a level that are tried again: more than these don't fail by chance. */
const triedAgainAtMost = 5;
const tries = 3;
/** Tests that use a window are. What fails in the others, and be it with the next seed only, is wrong. */
const triedAgainLevels: ReadonlySet<Level> = new Set(['host', 'e2e']);

interface LevelOptions {
  /** Whether what it says is shown while it runs, or when it is over. */
  readonly aloud: boolean;
  /** Files by parts of their paths; all of them without any. */
  readonly files?: readonly string[];
  /** 1 for the first. */
  readonly time?: number;
}

/** Runs one level, in a process of its own. */
export async function runLevel(level: Level, { aloud, files = [], time = 1 }: LevelOptions): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), 'mturk-outcome-'));
  const file = join(folder, `${level}.json`);
  const title = `\n── test:${level}${time > 1 ? `, try ${time} of ${files.join(', ')}` : ''}`;
  const args = [join(root, 'scripts/tasks.ts'), `test:${level}`, ...files];
  const env = { ...process.env, [outcomeVariable]: file, [builtVariable]: 'yes', [tryVariable]: String(time) };
  if (aloud) console.log(title);
  const { code, output } = aloud
    ? { code: await run(process.execPath, args, { env }), output: '' }
    : await capture(process.execPath, args, { env });
  if (!aloud) console.log(`${title}\n${output}`);
  const outcome = readOutcome(file, code);
  rmSync(folder, { recursive: true });
  return outcome;
}

/** Runs each file of a level with a failure again, by itself, until it passes or its tries are over. */
export async function tryAgain(level: Level, first: Outcome): Promise<LevelResult> {
  const outcomes = [first];
  let outcome = first;
  const files = triedAgainLevels.has(level) ? filesToTryAgain(first, triedAgainAtMost) : [];
  for (const file of files)
    for (let time = 2; time <= tries && (outcome[file]?.failures.length ?? 0) > 0; time += 1) {
      outcomes.push(await runLevel(level, { aloud: true, files: [file], time }));
      outcome = replaced(outcome, outcomes.at(-1) ?? {});
    }
  const here = (failures: ReturnType<typeof failuresOf>) => failures.map(each => ({ level, ...each }));
  return { level, outcome, flaky: here(flakyIn(outcomes, outcome)), failures: here(failuresOf(outcome)) };
}

/** Prints failures so that who sees only the end of the output knows them. */
export function printFailures(what: string, failures: readonly FailureIn[]): void {
  for (const { level, file, title, error } of failures) {
    const first = error.split('\n').slice(0, 6).join('\n    ').slice(0, 800);
    console.log(`\n${what} test:${level} ${file}\n  ${title}\n    ${first}`);
  }
}

/** Leaves a result in `artifacts/`, for who comes later. */
export function keepResult(name: string, value: unknown): string {
  const file = join(root, 'artifacts', name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(value, undefined, 2)}\n`);
  return file;
}
