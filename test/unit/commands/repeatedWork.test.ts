import assert from 'node:assert/strict';
import { RepeatedWork } from '../../../src/commands/definition/repeatedWork.ts';
import { ManualTimers } from '../../support/manualTimers.ts';

describe('Repeated work', () => {
  const start = (work: (run: number) => Promise<boolean>) => {
    const timers = new ManualTimers(0);
    const errors: unknown[] = [];
    let runs = 0;
    const repeated = new RepeatedWork({
      work: () => work(++runs),
      onError: error => errors.push(error),
      after: timers.after,
    });
    const settle = async () => new Promise<void>(done => setImmediate(done));
    return { timers, errors, repeated, settle, runs: () => runs, pass: (ms: number) => timers.pass(ms, settle) };
  };

  it('runs once for requests that come together', async () => {
    const { repeated, runs, pass, timers } = start(async () => true);
    for (let at = 0; at < 5; at += 1) repeated.request();
    await pass(1000);
    assert.equal(runs(), 1);
    assert.deepEqual(timers.waits, []);
  });

  it('runs once more for what came while it ran', async () => {
    const first = Promise.withResolvers<boolean>();
    const { repeated, runs, pass, settle } = start(async run => run > 1 || first.promise);
    repeated.request();
    await pass(1000);
    repeated.request();
    repeated.request();
    await pass(1000);
    assert.equal(runs(), 1);
    first.resolve(true);
    await settle();
    await pass(1000);
    assert.equal(runs(), 2);
  });

  it('is tried again, more and more rarely, until everything is done', async () => {
    const { repeated, runs, pass, timers, errors } = start(async run => {
      if (run === 2) throw new Error('no answer');
      return run === 4;
    });
    repeated.request();
    await pass(300);
    const waits: (number | undefined)[] = [];
    while (timers.waits.length > 0) {
      waits.push(timers.waits[0]);
      // Requests don't hurry it.
      repeated.request();
      await pass(timers.waits[0] ?? 0);
    }
    assert.deepEqual(waits, [15_000, 30_000, 60_000]);
    assert.equal(runs(), 4);
    assert.equal(errors.length, 1);
    assert.equal(repeated.failures, 0);
  });

  it('ends when it is disposed', async () => {
    const { repeated, runs, pass } = start(async () => false);
    repeated.request();
    await pass(300);
    repeated.dispose();
    await pass(1_000_000);
    assert.equal(runs(), 1);
  });
});
