/** Mocha's spec output for people, with what was tried more than once, and the counts for the runner. */
import { writeCounts } from './counts.ts';
import { Mocha } from './framework.ts';

export default class Reporter extends Mocha.reporters.Spec {
  constructor(runner: Mocha.Runner, options?: Mocha.MochaOptions) {
    super(runner, options);
    runner.on(Mocha.Runner.constants.EVENT_TEST_RETRY, (test, error: Error) => {
      console.log(`    failed, and is tried once more: ${test.title}\n      ${error.message.split('\n')[0]}`);
    });
    runner.once(Mocha.Runner.constants.EVENT_RUN_END, () => {
      const { passes = 0, failures = 0, pending = 0 } = runner.stats ?? {};
      writeCounts({ passed: passes, failed: failures, skipped: pending });
    });
  }
}
