/**
 * Everything that must hold, as CI runs it: build, types, lint, then the three levels. The end-to-end tests mostly wait for a
 * browser, so the others run beside them; what they say is shown when they are over. A file in which a test failed is tried again,
 * alone: a click may fall into a moment in which a busy machine has not drawn yet what it was meant for. What failed is
 * named at the end, and the last line counts all tests.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from '../build.ts';
import { check } from '../check.ts';
import { capture, root, run } from '../command.ts';
import { provision } from '../vscode/provision.ts';
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
const triedAgainTimes = 2;

/** Runs one level, or some of its files, in a process of its own. */
async function level(name: Level, aloud: boolean, files: readonly string[] = []): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), 'mturk-outcome-'));
  const file = join(folder, `${name}.json`);
  const title = `\n── test:${name}${files.length > 0 ? `, once more: ${files.join(' ')}` : ''}`;
  const args = [join(root, 'scripts/tasks.ts'), `test:${name}`, ...files];
  const options = { env: { ...process.env, [outcomeVariable]: file, [builtVariable]: 'yes' } };
  if (aloud) console.log(title);
  const { code, output } = aloud
    ? { code: await run(process.execPath, args, options), output: '' }
    : await capture(process.execPath, args, options);
  if (!aloud) console.log(`${title}\n${output}`);
  const outcome = readOutcome(file, code);
  rmSync(folder, { recursive: true });
  return outcome;
}

/** Prints failures so that who sees only the end of the output knows them. */
function sayFailed(what: string, level: Level, failures: readonly (Failure & { readonly file: string })[]): void {
  for (const { file, title, error } of failures) {
    const first = error.split('\n').slice(0, 6).join('\n    ').slice(0, 800);
    console.log(`\n${what} test:${level} ${file}\n  ${title}\n    ${first}`);
  }
}

/** What is left of a level's failures when the files that they are in were run again, alone. */
async function triedAgain(name: Level, first: Outcome): Promise<Outcome> {
  let outcome = first;
  for (let time = 1; time <= triedAgainTimes; time += 1) {
    const files = filesToTryAgain(outcome, triedAgainAtMost);
    if (files.length === 0) break;
    const next = replaced(outcome, await level(name, true, files));
    sayFailed('Failed, and was tried again:', name, failuresOf(outcome));
    outcome = next;
  }
  return outcome;
}

async function checked(): Promise<boolean> {
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

  for (const [each, first] of outcomes) outcomes.set(each, await triedAgain(each, first));
  for (const [each, outcome] of outcomes) sayFailed('Failed:', each, failuresOf(outcome));
  const { passed, failed, skipped } = count([...outcomes.values()]);
  console.log(`\n${passed} passed, ${failed} failed, ${skipped} skipped`);
  return failed === 0 ? 0 : 1;
}
