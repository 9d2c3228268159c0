/**
 * Whether the tests that use a window pass on a busy machine too: the host and the e2e level side by side, several times, beside
 * processes that never rest. What fails once has failed, whether it passes when it is tried again or not. The result stays in `artifacts/steady.json`.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { parseArgs } from 'node:util';
import { build } from '../build.ts';
import { type FailureIn, keepResult, type Level, printFailures, runLevel, tryAgain } from './level.ts';
import { count, timesOf } from './outcome.ts';

const levels: readonly Level[] = ['host', 'e2e'];

interface Round {
  readonly round: number;
  readonly level: Level;
  readonly seconds: number;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly flaky: readonly FailureIn[];
  readonly failures: readonly FailureIn[];
  /** Seconds of each file. */
  readonly times: Readonly<Record<string, number>>;
}

/** Takes parts of the names of files, `--rounds N` (3) and `--busy N` (2 busy processes). */
export async function steady(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { rounds: { type: 'string', default: '3' }, busy: { type: 'string', default: '2' } },
  });
  await build();
  const rounds: Round[] = [];
  const busy = Array.from({ length: Number(values.busy) }, startBusy);
  try {
    for (let round = 1; round <= Number(values.rounds); round += 1) {
      // Side by side, as in the whole run.
      await Promise.all(
        levels.map(async level => {
          const result = await runRound(round, level, positionals);
          if (result) rounds.push(result);
          keepResult('steady.json', rounds);
        }),
      );
    }
  } finally {
    for (const each of busy) each.kill('SIGKILL');
  }
  for (const { round, level, passed, failed, seconds, flaky, failures } of rounds) {
    console.log(`\nround ${round}, test:${level}: ${passed} passed, ${failed} failed in ${seconds.toFixed(0)} s`);
    printFailures('Flaky, passed only on a further try:', flaky);
    printFailures('Failed:', failures);
  }
  const failed = rounds.reduce((sum, each) => sum + each.failed, 0);
  const passed = rounds.reduce((sum, each) => sum + each.passed, 0);
  console.log(`\n${passed} passed, ${failed} failed, ${rounds.reduce((sum, each) => sum + each.skipped, 0)} skipped`);
  return failed === 0 && passed > 0 ? 0 : 1;
}

/** One level once; nothing if none of its files is meant. */
async function runRound(round: number, level: Level, named: readonly string[]): Promise<Round | undefined> {
  const files = named.filter(file => !levels.some(other => other !== level && file.includes(`test/${other}/`)));
  if (named.length > 0 && files.length === 0) return undefined;
  const started = performance.now();
  const { outcome, flaky, failures } = await tryAgain(level, await runLevel(level, { aloud: level === 'host', files }));
  const seconds = Math.round((performance.now() - started) / 1000);
  return { round, level, seconds, ...count([outcome], flaky.length), flaky, failures, times: timesOf(outcome) };
}

function startBusy(): ChildProcess {
  return spawn(process.execPath, ['--eval', 'for (;;);'], { stdio: 'ignore' });
}
