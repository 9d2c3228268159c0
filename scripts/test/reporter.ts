/** Mocha's spec output for people, and what came of each file for the runner. */
import { relative } from 'node:path';
import { Mocha } from './framework.ts';
import { type Failure, nowhere, writeOutcome } from './outcome.ts';

export default class Reporter extends Mocha.reporters.Spec {
  constructor(runner: Mocha.Runner, options?: Mocha.MochaOptions) {
    super(runner, options);
    const files: Record<string, { passed: number; skipped: number; failures: Failure[]; duration: number }> = {};
    const of = ({ file }: Mocha.Runnable) => {
      const name = file === undefined ? nowhere : relative(process.cwd(), file).replaceAll('\\', '/');
      files[name] ??= { passed: 0, skipped: 0, failures: [], duration: 0 };
      return files[name];
    };
    const events = Mocha.Runner.constants;
    let before = performance.now();
    const timed = (runnable: Mocha.Runnable) => {
      const now = performance.now();
      if (runnable.file !== undefined) of(runnable).duration += now - before;
      before = now;
    };
    runner.on(events.EVENT_TEST_END, timed).on(events.EVENT_HOOK_END, timed);
    runner.on(events.EVENT_TEST_PASS, test => {
      of(test).passed += 1;
    });
    runner.on(events.EVENT_TEST_PENDING, test => {
      of(test).skipped += 1;
    });
    runner.on(events.EVENT_TEST_FAIL, (test, error: Error) => {
      of(test).failures.push({ title: test.fullTitle(), error: error.stack ?? error.message });
    });
    runner.once(events.EVENT_RUN_END, () => writeOutcome(files));
  }
}
