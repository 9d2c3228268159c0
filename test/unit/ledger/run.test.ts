import assert from 'node:assert/strict';
import { ListBonusPaymentsCommand } from '@aws-sdk/client-mturk';
import { memoryStore } from '../../../src/ledger/journalStore.ts';
import type { Operation } from '../../../src/ledger/ledgerOperations.ts';
import type { Outcome } from '../../../src/ledger/outcome.ts';
import { MTurkError } from '../../../src/mturk/errors.ts';
import { batchOf } from '../../support/batches.ts';
import { useBench } from '../service/setup.ts';
import { bonusOf, facts, fakeRuntime, newLedger, resultsOf, submitted } from './setup.ts';

describe('a plan', () => {
  const bench = useBench();

  it('is carried out with an outcome for each act, in its order', async () => {
    const { client, work } = await submitted(bench(), 6);
    const operations: Operation[] = work.map(each => ({ verb: 'approve', ...each }));
    const counted: number[] = [];
    const { outcomes } = await newLedger().start(facts('plan-1'), operations, {
      client,
      onProgress: ({ done, total }) => counted.push(done * 10 + total),
    });
    assert.deepEqual(resultsOf(outcomes), Array(6).fill('done'));
    assert.deepEqual(
      outcomes.map(({ operation }) => operation),
      operations,
    );
    assert.ok(outcomes.every(({ requestId }) => requestId));
    assert.deepEqual(counted, [16, 26, 36, 46, 56, 66]);
    for (const { assignmentId } of work) assert.equal(await bench().status(assignmentId), 'Approved');
  });

  it('pays no bonus twice when a second process carries it out again', async () => {
    const { client, work } = await submitted(bench(), 3);
    const operations = work.map(each => bonusOf(each));
    const first = await newLedger().start(facts('plan-2'), operations, { client });
    const again = await newLedger().start(facts('plan-2'), operations, { client });
    assert.deepEqual(resultsOf(first.outcomes), Array(3).fill('done'));
    assert.deepEqual(resultsOf(again.outcomes), Array(3).fill('done'));
    for (const { assignmentId } of work) {
      const { BonusPayments } = await bench().client.send(new ListBonusPaymentsCommand({ AssignmentId: assignmentId }));
      assert.equal(BonusPayments?.length, 1);
    }
  });

  it('keeps the service’s words for what it refuses, and goes on with the rest', async () => {
    const { client, work } = await submitted(bench(), 2);
    await client.call('ApproveAssignment', { AssignmentId: work[0]?.assignmentId });
    const operations = work.map(each => ({ verb: 'reject', ...each, feedback: 'no' }) as const);
    const { outcomes } = await newLedger().start(facts('plan-3'), operations, { client });
    assert.deepEqual(resultsOf(outcomes), ['failed', 'done']);
    const [refused] = outcomes;
    assert.ok(refused?.result === 'failed');
    assert.match(refused.error.words, /^it was approved on .+, not through this ledger, and paid$/);
    assert.equal(refused.error.turkErrorCode, 'InvalidAssignmentState');
  });

  it('tells what somebody else did already from what it did', async () => {
    const { client, work } = await submitted(bench(), 2);
    await client.call('ApproveAssignment', { AssignmentId: work[0]?.assignmentId });
    const operations = work.map(each => ({ verb: 'approve', ...each }) as const);
    const { outcomes } = await newLedger().start(facts('plan-4'), operations, { client });
    assert.deepEqual(resultsOf(outcomes), ['alreadyDone', 'done']);
  });

  it('does not take a rejection for an approval', async () => {
    const { client, work } = await submitted(bench(), 1);
    await client.call('RejectAssignment', { AssignmentId: work[0]?.assignmentId, RequesterFeedback: 'no' });
    const operations = work.map(each => ({ verb: 'approve', ...each }) as const);
    const { outcomes } = await newLedger().start(facts('plan-5'), operations, { client });
    const [refused] = outcomes;
    assert.ok(refused?.result === 'failed');
    assert.match(refused.error.words, /rejected/);
  });

  it('sends nothing more once it is cancelled, and can be resumed', async () => {
    const { client, work } = await submitted(bench(), 9);
    const controller = new AbortController();
    const ledger = newLedger();
    const { outcomes, cancelled } = await ledger.start(
      facts('plan-6'),
      work.map(each => ({ verb: 'approve', ...each })),
      { client, signal: controller.signal, onOutcome: () => controller.abort() },
    );
    const done = outcomes.filter(({ result }) => result === 'done').length;
    assert.ok(cancelled && done >= 1 && done < 9);
    assert.equal(outcomes.filter(({ result }) => result === 'notSent').length, 9 - done);
    const statuses = await Promise.all(work.map(({ assignmentId }) => bench().status(assignmentId)));
    assert.equal(statuses.filter(status => status === 'Approved').length, done);

    const [open] = await ledger.openPlans();
    assert.deepEqual(open && { ...open, plan: open.plan.header.plan }, {
      plan: 'plan-6',
      done,
      failed: 0,
      unknown: 0,
      notSent: 9 - done,
      running: 'nobody',
    });
    const resumed = await ledger.resume('plan-6', { client });
    assert.deepEqual(resultsOf(resumed.outcomes), Array(9).fill('done'));
    assert.deepEqual(await ledger.openPlans(), []);
  });

  it('stops where nothing answers, after several tries, and says so', async () => {
    const { client, work } = await submitted(bench(), 9);
    await bench().local.stop();
    const means = fakeRuntime();
    const waits: number[] = [];
    const wait = async (milliseconds: number) => void waits.push(milliseconds);
    const told: Outcome[] = [];
    const { outcomes, stopped } = await newLedger(memoryStore(), { ...means, wait }).start(
      facts('plan-7'),
      work.map(each => ({ verb: 'approve', ...each })),
      { client, parallel: 1, onOutcome: outcome => told.push(outcome) },
    );
    assert.equal(stopped?.code, 'ECONNREFUSED');
    assert.deepEqual(resultsOf(outcomes), ['failed', ...Array(8).fill('notSent')]);
    assert.deepEqual(resultsOf(told), ['failed']);
    assert.deepEqual(waits, [200, 400, 800, 1600]);
  });

  it('is tried again where it failed', async () => {
    const { client, work } = await submitted(bench(), 3);
    const [first] = work;
    assert.ok(first);
    const operations = [bonusOf(first), { ...bonusOf(first), workerId: 'A1SOMEBODYELSE' }];
    const ledger = newLedger();
    const { outcomes } = await ledger.start(facts('plan-8'), operations, { client });
    assert.deepEqual(resultsOf(outcomes), ['done', 'failed']);
    assert.deepEqual(await ledger.openPlans(), []);
    const told: number[] = [];
    const again = await ledger.retryFailed('plan-8', { client, onOutcome: ({ item }) => told.push(item) });
    assert.deepEqual(resultsOf(again.outcomes), ['done', 'failed']);
    assert.deepEqual(told, [1]);
  });

  it('doesn’t create a HIT of its batch again that another plan created since it failed', async () => {
    const { texts, operations, batch } = await batchOf(2);
    const ledger = newLedger();
    const titles: string[] = [];
    const client = (works: boolean) => ({
      endpoint: 'http://x',
      call: (async (_: string, { RequesterAnnotation = '' }) => {
        titles.push(RequesterAnnotation);
        if (!works) throw new MTurkError({ kind: 'refused', operation: 'CreateHIT', words: 'no', code: 'X' });
        return { HIT: { HITId: `3${titles.length}` } };
      }) as never,
    });
    const of = { texts, batch };
    await ledger.start({ ...facts('first', client(true)), ...of }, operations, { client: client(false) });
    await ledger.start({ ...facts('again', client(true)), ...of }, operations.slice(0, 1), { client: client(true) });
    titles.length = 0;
    const { outcomes } = await ledger.retryFailed('first', { client: client(true) });
    assert.deepEqual(resultsOf(outcomes), ['alreadyDone', 'done']);
    assert.deepEqual(titles, [operations[1]?.input.RequesterAnnotation]);
  });

  it('is not resumed at another endpoint than it was begun at', async () => {
    const { client, work } = await submitted(bench(), 1);
    const ledger = newLedger();
    const signal = AbortSignal.abort();
    const operations = work.map(each => bonusOf(each));
    await ledger.start({ ...facts('plan-10', client), environment: 'production' }, operations, { client, signal });
    const elsewhere = { call: client.call.bind(client), endpoint: 'https://elsewhere' };
    await assert.rejects(
      ledger.resume('plan-10', { client: elsewhere }),
      /was started at http.* is at https:\/\/elsewhere/,
    );
    const { outcomes } = await ledger.resume('plan-10', { client });
    assert.deepEqual(resultsOf(outcomes), ['done']);
  });

  it('that was dropped is not open and can’t be resumed', async () => {
    const { client, work } = await submitted(bench(), 2);
    const ledger = newLedger();
    const controller = new AbortController();
    controller.abort();
    const operations = work.map(each => bonusOf(each));
    await ledger.start(facts('plan-9'), operations, { client, signal: controller.signal });
    assert.equal((await ledger.openPlans()).length, 1);
    await ledger.drop('plan-9');
    assert.deepEqual(await ledger.openPlans(), []);
    await assert.rejects(ledger.resume('plan-9', { client }), /was discarded/);
  });
});
