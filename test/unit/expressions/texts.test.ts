import assert from 'node:assert/strict';
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { textFunctions } from './textFunctions.ts';

describe('a hostile line of a megabyte', () => {
  let worker: Worker | undefined;

  afterEach(async function () {
    if (this.currentTest?.state === 'passed') return;
    // It may never come back.
    await worker?.terminate();
    worker = undefined;
  });
  after(() => worker?.terminate());

  for (const name of textFunctions.keys())
    it(`is read in one go by ${name}`, async () => {
      worker ??= new Worker(new URL('./worker.ts', import.meta.url));
      worker.postMessage(name);
      const [problem] = await once(worker, 'message');
      assert.equal(problem, undefined);
    });
});
