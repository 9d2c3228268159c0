import assert from 'node:assert/strict';
import { rows, useWireBench } from './wireBench.ts';

describe('conformance §3.5, §3.6: workers and notifications', () => {
  const bench = useWireBench();
  const message = (WorkerIds: unknown, more: object = {}) => ({ Subject: 's', MessageText: 'm', WorkerIds, ...more });

  it('§3.5 DeleteWorkerBlock: succeeds also for who is not blocked', async () => {
    assert.deepEqual(await bench().ask('DeleteWorkerBlock', { WorkerId: 'A1' }), {});
  });

  it('§3.5 CreateWorkerBlock: not for a worker who has done nothing for the requester', async () => {
    const { refusal, createHIT, accept } = bench();
    const { HITId } = await createHIT();
    await accept(HITId, 'A1');
    for (const WorkerId of ['A1', 'A143XR55B7J1FG']) {
      const { __type, Message } = await refusal('CreateWorkerBlock', { WorkerId, Reason: 'r' });
      assert.equal(__type, 'ParameterValidationError');
      assert.match(String(Message), new RegExp(`^The value "${WorkerId}" is not valid for the parameter WorkerId\\.`));
    }
  });

  it('§3.5 ListWorkerBlocks: workers with the reason, which must be given', async () => {
    const { ask, refusal } = bench();
    const { HITId } = await bench().createHIT();
    await bench().work(HITId, 'A1');
    await ask('CreateWorkerBlock', { WorkerId: 'A1', Reason: 'bad faith' });
    assert.deepEqual(rows(await ask('ListWorkerBlocks'), 'WorkerBlocks'), [{ WorkerId: 'A1', Reason: 'bad faith' }]);
    assert.match(String((await refusal('CreateWorkerBlock', { WorkerId: 'A1' })).message), /null at 'reason'/);
  });

  it('§3.5 NotifyWorkers: 200 also when everybody fails, each with a code and a message', async () => {
    const { createHIT, work, ask } = bench();
    const { HITId } = await createHIT();
    await work(HITId, 'A1');
    const failures = rows(await ask('NotifyWorkers', message(['A1', 'A2'])), 'NotifyWorkersFailureStatuses');
    assert.deepEqual(
      failures.map(each => [each.WorkerId, each.NotifyWorkersFailureCode, typeof each.NotifyWorkersFailureMessage]),
      [
        ['A1', 'HardFailure', 'string'],
        ['A2', 'HardFailure', 'string'],
      ],
    );
    for (const { NotifyWorkersFailureMessage: words } of failures)
      assert.equal(words, 'Cannot send a notification to a worker who has not done any work for you', '§3.5');
  });

  it('§3.5 NotifyWorkers: subject of 200, text of 4096, workers of 100 at most', async () => {
    const { ask, refusal } = bench();
    const workers = (count: number) => Array.from({ length: count }, (_, index) => `A${index}`);
    await ask('NotifyWorkers', message(workers(100), { Subject: 's'.repeat(200), MessageText: 'm'.repeat(4096) }));
    for (const input of [
      message(workers(101)),
      message([]),
      message(['A1'], { Subject: 's'.repeat(201) }),
      message(['A1'], { MessageText: 'm'.repeat(4097) }),
    ])
      assert.equal((await refusal('NotifyWorkers', input)).__type, 'ParameterValidationError');
    assert.match(String((await refusal('NotifyWorkers', message(['x']))).message), /at 'workerIds\.1\.member'/);
  });

  it('§3.6 SendTestEventNotification: Ping is for tests only, but may be asked for', async () => {
    const { ask, local } = bench();
    const Notification = {
      Destination: 'https://sqs.us-east-1.amazonaws.com/123456789012/mturk',
      Transport: 'SQS',
      Version: '2006-05-05',
      EventTypes: ['HITExpired'],
    };
    await ask('SendTestEventNotification', { Notification, TestEventType: 'Ping' });
    const { messages } = await local.control('events');
    assert.match(JSON.stringify(messages), /"EventType":"Ping"/, 'EventTypes do not filter it');
  });
});
