import assert from 'node:assert/strict';
import { type FailureKind, MTurkError } from '../../../../src/mturk/errors.ts';
import type { ApiOperation } from '../../../../src/mturk/operations.ts';
import { type Exchange, ScheduledCaller } from '../../../../src/mturk/scheduler/scheduledCaller.ts';
import { VirtualTime } from '../../../support/virtualTime.ts';

function failure(operation: ApiOperation, kind: FailureKind): MTurkError {
  return new MTurkError({ kind, operation, words: kind, code: kind });
}

type Answer = (call: {
  readonly operation: ApiOperation;
  readonly signal: AbortSignal | undefined;
  readonly nth: number;
}) => FailureKind | object | Promise<object>;

function world(answer: Answer, slots = 4) {
  const time = new VirtualTime();
  const sent: ApiOperation[] = [];
  const send = async (operation: ApiOperation, _: unknown, { signal }: { signal?: AbortSignal | undefined }) => {
    sent.push(operation);
    const nth = sent.length;
    await time.wait(10);
    const given = await answer({ operation, signal, nth });
    if (typeof given === 'string') throw failure(operation, given);
    return given;
  };
  const caller = new ScheduledCaller({ send: send as Exchange['send'] }, { ...time, random: () => 0.5, slots });
  return { time, sent, caller };
}

describe('scheduled calls', () => {
  it('of reads all come through a service that throttles, without storming it', async () => {
    let [second, used] = [0, 0];
    const { time, sent, caller } = world(() => {
      if (Math.floor(time.now() / 1000) !== second) [second, used] = [Math.floor(time.now() / 1000), 0];
      used += 1;
      return used > 20 ? 'throttled' : {};
    });
    const ids = Array.from({ length: 200 }, (_, index) => `3A${index}`);
    await time.during(Promise.all(ids.map(AssignmentId => caller.call('GetAssignment', { AssignmentId }))));
    assert.ok(sent.length >= 200 && sent.length < 300, `${sent.length} requests for 200 answers`);
  });

  for (const kind of ['unreachable', 'serviceFault'] as const)
    it(`repeat a read that ended as ${kind}, and give up after three tries`, async () => {
      const lucky = world(({ nth }) => (nth < 3 ? kind : { AvailableBalance: '1.00' }));
      const balance = await lucky.time.during(lucky.caller.call('GetAccountBalance', {}));
      assert.deepEqual(balance, { AvailableBalance: '1.00' });
      const down = world(() => kind);
      await assert.rejects(down.time.during(down.caller.call('GetAccountBalance', {})), new RegExp(kind));
      assert.equal(down.sent.length, 3);
    });

  it('repeat no read that was refused', async () => {
    const { time, sent, caller } = world(() => 'refused');
    await assert.rejects(time.during(caller.call('GetHIT', { HITId: '3H' })), /refused/);
    assert.equal(sent.length, 1);
  });

  it('send a write once, whatever came of it', async () => {
    for (const kind of ['throttled', 'unreachable', 'serviceFault'] as const) {
      const { time, sent, caller } = world(() => kind);
      await assert.rejects(time.during(caller.call('ApproveAssignment', { AssignmentId: '3A' })), new RegExp(kind));
      assert.equal(sent.length, 1);
    }
  });

  it('share equal reads, whatever the order of their fields, and never writes', async () => {
    const { time, sent, caller } = world(() => ({}));
    await time.during(
      Promise.all([
        caller.call('ListHITs', { MaxResults: 10, NextToken: 'a' }),
        caller.call('ListHITs', { NextToken: 'a', MaxResults: 10 }),
        caller.call('DeleteHIT', { HITId: '3H' }),
        caller.call('DeleteHIT', { HITId: '3H' }),
      ]),
    );
    assert.deepEqual(sent, ['ListHITs', 'DeleteHIT', 'DeleteHIT']);
  });

  it('put a user’s write before what else waits', async () => {
    const { time, sent, caller } = world(() => ({}), 1);
    await time.during(
      Promise.all([
        caller.call('ListHITs', { NextToken: 'a' }),
        caller.call('ListHITs', { NextToken: 'b' }),
        caller.call('GetHIT', { HITId: '3H' }, { priority: 'userRead' }),
        caller.call('ApproveAssignment', { AssignmentId: '3A' }),
      ]),
    );
    assert.deepEqual(sent, ['ListHITs', 'ApproveAssignment', 'GetHIT', 'ListHITs']);
  });

  it('end a waiting write without sending it, and wait for one that was sent', async () => {
    const { time, sent, caller } = world(() => ({}), 1);
    const controller = new AbortController();
    const first = caller.call('DeleteHIT', { HITId: '3H1' }, { signal: controller.signal });
    const second = caller.call('DeleteHIT', { HITId: '3H2' }, { signal: controller.signal });
    controller.abort();
    await assert.rejects(second, /canceled/);
    assert.deepEqual(await time.during(first), {});
    assert.equal(sent.length, 1);
  });

  it('end a read that is under way', async () => {
    const controller = new AbortController();
    const { time, caller } = world(
      ({ signal }) => new Promise((_, reject) => signal?.addEventListener('abort', () => reject(new Error('aborted')))),
    );
    const reading = caller.call('ListHITs', {}, { signal: controller.signal });
    void time.wait(50).then(() => controller.abort());
    await assert.rejects(time.during(reading), /canceled/);
  });
});
