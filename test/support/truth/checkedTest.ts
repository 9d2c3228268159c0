/** Makes a check a part of a test. A hook that fails after a test would end its whole suite. */

/** Runs `check` when a test has passed; the test fails if that does. */
export function checkedAfter(test: Mocha.Test | undefined, check: () => Promise<void>): void {
  const run = test?.fn;
  // One that takes a callback says by itself when it is over.
  if (!test || !run || run.length > 0) return;
  test.fn = async function (this: Mocha.Context) {
    await (run as Mocha.AsyncFunc).call(this);
    await check();
  };
}
