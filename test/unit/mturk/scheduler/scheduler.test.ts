import assert from 'node:assert/strict';
import type { Priority } from '../../../../src/mturk/scheduler/lanes.ts';
import { Scheduler } from '../../../../src/mturk/scheduler/scheduler.ts';
import { ManualTimers } from '../../../support/manualTimers.ts';

/** Lets every promise that can settle do so. */
const settle = () => new Promise<void>(resolve => setImmediate(resolve));

/** A scheduler, and jobs that run until they are ended by name. */
function bench(slots: number) {
  const timers = new ManualTimers(10_000);
  const scheduler = new Scheduler({ now: () => timers.now, after: timers.after, slots });
  const started: string[] = [];
  const ends = new Map<string, () => void>();
  const submit = (name: string, priority: Priority) =>
    scheduler.submit(() => {
      started.push(name);
      return new Promise<string>(resolve => ends.set(name, () => resolve(name)));
    }, priority);
  const end = async (name: string) => {
    ends.get(name)?.();
    await settle();
  };
  return { timers, scheduler, started, submit, end };
}

describe('the scheduler', () => {
  it('runs as many jobs at a time as it has slots', async () => {
    const { submit, started, end } = bench(2);
    for (const name of ['a', 'b', 'c', 'd']) submit(name, 'background');
    assert.deepEqual(started, ['a', 'b']);
    await end('b');
    assert.deepEqual(started, ['a', 'b', 'c']);
  });

  it('starts the most urgent first, and equals in the order in which they came', async () => {
    const { submit, started, end } = bench(1);
    submit('first', 'background');
    submit('background', 'background');
    submit('visible', 'visible');
    submit('write', 'userWrite');
    submit('read', 'userRead');
    submit('write too', 'userWrite');
    for (const name of ['first', 'write', 'write too', 'read', 'visible']) await end(name);
    assert.deepEqual(started, ['first', 'write', 'write too', 'read', 'visible', 'background']);
  });

  it('lets no lane wait for ever, and no old backlog hold up what is urgent', async () => {
    const { submit, started, end, timers } = bench(1);
    submit('running', 'userWrite');
    for (const name of ['old 1', 'old 2']) submit(name, 'background');
    for (const name of ['new 1', 'new 2']) submit(name, 'userWrite');
    timers.now += 2_001;
    for (const name of ['running', 'new 1', 'old 1']) await end(name);
    assert.deepEqual(started, ['running', 'new 1', 'old 1', 'new 2']);
  });

  it('gives the slot of a job that failed to the next', async () => {
    const { scheduler, submit, started } = bench(1);
    const failing = scheduler.submit(() => Promise.reject(new Error('no')), 'visible');
    submit('next', 'visible');
    await assert.rejects(failing.result, /no/);
    await settle();
    assert.deepEqual(started, ['next']);
  });

  it('gives the slot of a job that threw at once to the next', async () => {
    const { scheduler, submit, started } = bench(1);
    const failing = scheduler.submit(() => {
      throw new Error('no');
    }, 'visible');
    submit('next', 'visible');
    await assert.rejects(failing.result, /no/);
    await settle();
    assert.deepEqual(started, ['next']);
  });

  it('starts what became more urgent sooner', async () => {
    const { submit, started, end } = bench(1);
    submit('running', 'visible');
    submit('visible', 'visible');
    const raised = submit('raised', 'background');
    raised.raise('userRead');
    raised.raise('background');
    await end('running');
    assert.deepEqual(started, ['running', 'raised']);
  });

  it('takes what is withdrawn out of the queue, and nothing that runs', async () => {
    const { submit, started, end } = bench(1);
    const running = submit('running', 'visible');
    const waiting = submit('waiting', 'visible');
    submit('next', 'visible');
    assert.equal(running.withdraw(new Error('too late')), false);
    assert.equal(waiting.withdraw(new Error('changed my mind')), true);
    await assert.rejects(waiting.result, /changed my mind/);
    await end('running');
    assert.equal(await running.result, 'running');
    assert.deepEqual(started, ['running', 'next']);
  });

  it('does not lock itself when each job in a slot needs another', async () => {
    const { scheduler } = bench(2);
    const nested = (depth: number): Promise<number> =>
      scheduler.submit(async () => {
        await settle();
        return depth === 0 ? 0 : 1 + (await nested(depth - 1));
      }, 'userRead').result;
    assert.deepEqual(await Promise.all([nested(3), nested(3), nested(3), nested(3)]), [3, 3, 3, 3]);
  });

  it('uses up no turn for what left the queue, and waits by one timer', async () => {
    const { scheduler, timers, started, submit, end } = bench(4);
    // So much is throttled that a pace is found.
    for (let count = 0; count < 40; count += 1) {
      timers.now += 25;
      if (count % 2 === 0) scheduler.passed();
      else scheduler.throttled();
    }
    const { perSecond } = scheduler;
    assert.ok(perSecond > 5 && perSecond < 100, `${perSecond} a second`);
    timers.now += 1000;
    const names = Array.from({ length: 8 }, (_, index) => `job ${index}`);
    const tickets = names.map(name => submit(name, 'visible'));
    const first = started.length;
    for (const ticket of tickets.slice(first, first + 2)) {
      ticket.result.catch(() => undefined);
      assert.ok(ticket.withdraw(new Error('gone')));
    }
    assert.equal(timers.waits.length, 1);
    await timers.pass(1000 / perSecond + 1, settle);
    assert.deepEqual(started.slice(first), [names[first + 2]]);
    for (const name of names) await end(name);
  });
});
