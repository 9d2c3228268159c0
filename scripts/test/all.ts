/**
 * Everything that must hold, as CI runs it: build, types, lint, then the three levels. The end-to-end tests mostly wait for a
 * browser, so the others run beside them; what they say is shown when they are over. What passed only on a further try is named at the
 * end; with `--strict` it has failed. The last line counts all tests.
 */
import { parseArgs } from 'node:util';
import { build } from '../build.ts';
import { check } from '../check.ts';
import { areContributionsCurrent } from '../contributions.ts';
import { provision } from '../vscode/provision.ts';
import { keepResult, type Level, type LevelResult, printFailures, runLevel, tryAgain } from './level.ts';
import { broken, count, type Outcome, timesOf } from './outcome.ts';

/** Levels in each lane run one after the other; only the first lane speaks while it runs. */
const lanes: readonly (readonly Level[])[] = [['unit', 'host'], ['e2e']];

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

export async function all(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { strict: { type: 'boolean', default: false } } });
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
      outcomes.set(name, problem ? broken(String(problem)) : await runLevel(name, { aloud }));
    }
  };
  await Promise.all(lanes.map((names, index) => runLane(names, index === 0)));
  const results: LevelResult[] = [];
  for (const [level, first] of outcomes) results.push(await tryAgain(level, first));
  return conclude(results, values.strict);
}

function conclude(results: readonly LevelResult[], strict: boolean): number {
  const flaky = results.flatMap(each => each.flaky);
  keepResult('flaky.json', flaky);
  keepResult('times.json', Object.fromEntries(results.map(({ level, outcome }) => [level, timesOf(outcome)])));
  printFailures('Flaky, passed only on a further try:', flaky);
  printFailures(
    'Failed:',
    results.flatMap(each => each.failures),
  );
  const { passed, failed, skipped } = count(
    results.map(each => each.outcome),
    strict ? flaky.length : 0,
  );
  if (flaky.length > 0) console.log(`\n${flaky.length} flaky, listed in artifacts/flaky.json`);
  console.log(`\n${passed} passed, ${failed} failed, ${skipped} skipped`);
  return failed === 0 ? 0 : 1;
}
