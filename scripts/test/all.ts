/**
 * Everything that must hold, as CI runs it: build, types, lint, then the three levels. The end-to-end tests mostly wait for a
 * browser, so the others run beside them; what they say is shown when they are over. The last line counts all tests.
 */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from '../build.ts';
import { check } from '../check.ts';
import { capture, root, run } from '../command.ts';
import { provision } from '../vscode/provision.ts';
import { builtVariable } from './built.ts';
import { type Counts, countsVariable, readCounts } from './counts.ts';

type Level = 'unit' | 'host' | 'e2e';

/** Levels in each lane run one after the other; only the first lane speaks while it runs. */
const lanes: readonly (readonly Level[])[] = [['unit', 'host'], ['e2e']];

/** Runs one level in a process of its own; what it counted, and whether it ended well. */
async function level(name: Level, folder: string, aloud: boolean): Promise<Counts> {
  const file = join(folder, `${name}.json`);
  const title = `\n── test:${name}`;
  const args = [join(root, 'scripts/tasks.ts'), `test:${name}`];
  const options = { env: { ...process.env, [countsVariable]: file, [builtVariable]: 'yes' } };
  if (aloud) console.log(title);
  const { code, output } = aloud
    ? { code: await run(process.execPath, args, options), output: '' }
    : await capture(process.execPath, args, options);
  if (!aloud) console.log(`${title}\n${output}`);
  const counts = readCounts(file);
  // A level that counted no failure and yet ended badly broke outside its tests.
  return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

function close({ passed, failed, skipped }: Counts): number {
  console.log(`\n${passed} passed, ${failed} failed, ${skipped} skipped`);
  return failed === 0 ? 0 : 1;
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
  const total: Counts = { passed: 0, failed: 0, skipped: 0 };
  // VS Code and the browser come over the network while the compiler thinks.
  const provisioned = provision([]).then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(await checked())) {
    console.log('\nNo test was run: what is marked with ✗ comes first.');
    return close({ ...total, failed: 1 });
  }
  const folder = mkdtempSync(join(tmpdir(), 'mturk-counts-'));
  const failed: string[] = [];
  const runLevel = async (name: Level, aloud: boolean) => {
    const problem = name === 'unit' ? undefined : await provisioned;
    if (problem) console.error(problem);
    const counts = problem ? { passed: 0, failed: 1, skipped: 0 } : await level(name, folder, aloud);
    if (counts.failed > 0) failed.push(`test:${name}`);
    total.passed += counts.passed;
    total.failed += counts.failed;
    total.skipped += counts.skipped;
  };
  const runLane = async (names: readonly Level[], aloud: boolean) => {
    for (const name of names) await runLevel(name, aloud);
  };
  await Promise.all(lanes.map((names, index) => runLane(names, index === 0)));
  if (failed.length > 0) console.log(`\nFailed: ${failed.join(', ')}`);
  return close(total);
}
