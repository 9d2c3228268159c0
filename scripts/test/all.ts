/**
 * Everything that must hold, as CI runs it: build, types, lint, then the three levels. The end-to-end tests mostly wait for a
 * browser, so the others run beside them; what they say is shown when they are over. A file of them in which a test
 * failed is tried again, by itself: a click may fall into a moment in which a busy machine has not drawn yet what it was meant
 * for. What failed is named at the end, whether it passed then or not, and the last line counts all tests.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from '../build.ts';
import { check } from '../check.ts';
import { capture, root, run } from '../command.ts';
import { areContributionsCurrent } from '../contributions.ts';
import { provision } from '../vscode/provision.ts';
import { tryVariable } from './artifacts.ts';
import { builtVariable } from './built.ts';
import {
  broken,
  count,
  type Failure,
  failuresOf,
  filesToTryAgain,
  type Outcome,
  outcomeVariable,
  readOutcome,
  replaced,
} from './outcome.ts';

type Level = 'unit' | 'host' | 'e2e';

/** Levels in each lane run one after the other; only the first lane speaks while it runs. */
const lanes: readonly (readonly Level[])[] = [['unit', 'host'], ['e2e']];

/** Files of a level that are tried again: more than these don't fail by chance. */
const triedAgainAtMost = 5;
const tries = 3;
/** Tests that use a window are. What fails in the others, and be it with the next seed only, is wrong. */
const triedAgainLevels: ReadonlySet<Level> = new Set(['host', 'e2e']);

/** Runs one level, or one of its files once more, in a process of its own. */
async function level(name: Level, aloud: boolean, again?: { file: string; time: number }): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), 'mturk-outcome-'));
  const file = join(folder, `${name}.json`);
  const title = `\n── test:${name}${again ? `, try ${again.time} of ${again.file}` : ''}`;
  const args = [join(root, 'scripts/tasks.ts'), `test:${name}`, ...(again ? [again.file] : [])];
  const env = {
    ...process.env,
    [outcomeVariable]: file,
    [builtVariable]: 'yes',
    [tryVariable]: String(again?.time ?? 1),
  };
  if (aloud) console.log(title);
  const { code, output } = aloud
    ? { code: await run(process.execPath, args, { env }), output: '' }
    : await capture(process.execPath, args, { env });
  if (!aloud) console.log(`${title}\n${output}`);
  const outcome = readOutcome(file, code);
  rmSync(folder, { recursive: true });
  return outcome;
}

type FailureIn = Failure & { readonly level: Level; readonly file: string };

/** Prints failures so that who sees only the end of the output knows them. */
function sayFailed(what: string, failures: readonly FailureIn[]): void {
  for (const { level, file, title, error } of failures) {
    const first = error.split('\n').slice(0, 6).join('\n    ').slice(0, 800);
    console.log(`\n${what} test:${level} ${file}\n  ${title}\n    ${first}`);
  }
}

/** The outcome of a level in which each file with a failure was run again, by itself, until it passed or its tries were over. */
async function triedAgain(name: Level, first: Outcome): Promise<Outcome> {
  let outcome = first;
  for (const file of filesToTryAgain(first, triedAgainAtMost))
    for (let time = 2; time <= tries && (outcome[file]?.failures.length ?? 0) > 0; time += 1)
      outcome = replaced(outcome, await level(name, true, { file, time }));
  return outcome;
}

function failuresIn(outcomes: ReadonlyMap<Level, Outcome>): FailureIn[] {
  return [...outcomes].flatMap(([level, outcome]) => failuresOf(outcome).map(failure => ({ level, ...failure })));
}

async function checked(): Promise<boolean> {
  // The build would hide in CI that somebody forgot to commit what it wrote.
  if (process.env.CI && !areContributionsCurrent()) {
    console.log('✗ contributions\npackage.json is not current: run npm run build and commit it.');
    return false;
  }
  try {
    await build();
    console.log('✓ build');
  } catch (error) {
    console.log(`✗ build\n${String(error)}`);
    return false;
  }
  return check();
}

export async function all(): Promise<number> {
  // VS Code and the browser come over the network while the compiler thinks.
  const provisioned = provision([]).then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(await checked())) {
    console.log('\nNo test was run: what is marked with ✗ comes first.\n\n0 passed, 1 failed, 0 skipped');
    return 1;
  }
  const outcomes = new Map<Level, Outcome>();
  const runLane = async (names: readonly Level[], aloud: boolean) => {
    for (const name of names) {
      const problem = name === 'unit' ? undefined : await provisioned;
      outcomes.set(name, problem ? broken(String(problem)) : await level(name, aloud));
    }
  };
  await Promise.all(lanes.map((names, index) => runLane(names, index === 0)));

  const failedFirst = failuresIn(outcomes);
  for (const [each, first] of outcomes)
    if (triedAgainLevels.has(each)) outcomes.set(each, await triedAgain(each, first));
  const failedLast = failuresIn(outcomes);
  const left = new Set(failedLast.map(({ file }) => file));
  sayFailed(
    'Failed first, and passed alone:',
    failedFirst.filter(({ file }) => !left.has(file)),
  );
  sayFailed('Failed:', failedLast);
  const { passed, failed, skipped } = count([...outcomes.values()]);
  console.log(`\n${passed} passed, ${failed} failed, ${skipped} skipped`);
  return failed === 0 ? 0 : 1;
}
