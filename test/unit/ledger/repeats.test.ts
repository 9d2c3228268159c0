import assert from 'node:assert/strict';
import { memoryStore } from '../../../src/ledger/journalStore.ts';
import type { Operation } from '../../../src/ledger/ledgerOperations.ts';
import type { Caller } from '../../../src/ledger/requests.ts';
import { MTurkError } from '../../../src/mturk/errors.ts';
import { cents } from '../../../src/mturk/money.ts';
import { batchOf } from '../../support/batches.ts';
import { facts, fakeRuntime, newLedger, resultsOf } from './setup.ts';

const work = { assignmentId: '3A', hitId: '3H', workerId: 'A1' };
const bonus = { verb: 'bonus', ...work, amount: cents(50), reason: 'thorough' } as const;
const hit = { Title: 'T', Reward: '0.10', Description: 'D', AssignmentDurationInSeconds: 60, LifetimeInSeconds: 60 };
const further = { HITTypeId: '3T', Question: 'Q', LifetimeInSeconds: 60 };

/** What a second request would do a second time. */
const operations: readonly Operation[] = [
  bonus,
  { verb: 'message', subject: 'S', text: 'T', workerIds: ['A1', 'A2'] },
  { verb: 'addAssignments', hitId: '3H', count: 5, before: 10, reward: cents(10), fee: cents(2) },
  { verb: 'createHIT', input: hit },
  { verb: 'createHITWithType', input: further, title: 'T', reward: cents(10), fee: cents(2) },
  { verb: 'assignQualification', qualificationTypeId: '3Q', workerId: 'A1' },
];

/** The same to who compares what happens, though not word for word. */
const again: Readonly<Record<string, Operation>> = {
  message: { verb: 'message', subject: 'S', text: 'T', workerIds: ['A3', 'A2', 'A1'] },
  addAssignments: { verb: 'addAssignments', hitId: '3H', count: 5, before: 12, reward: cents(10), fee: cents(2) },
  createHIT: { verb: 'createHIT', input: { ...hit, LifetimeInSeconds: 30 } },
  assignQualification: { verb: 'assignQualification', qualificationTypeId: '3Q', workerId: 'A1', score: 1, before: 4 },
};

interface Service {
  works: boolean | 'lost';
  sent: number;
  missed: readonly string[];
}

/** Counts its requests, and refuses them or loses its answers while it is told to. */
function service() {
  const state: Service = { works: true, sent: 0, missed: [] };
  const call = async (operation: string) => {
    if (state.works === 'lost')
      throw new MTurkError({ kind: 'unreachable', operation: operation as 'SendBonus', words: 'lost', code: 'X' });
    if (!state.works)
      throw new MTurkError({ kind: 'refused', operation: operation as 'SendBonus', words: 'no', code: 'X' });
    state.sent += 1;
    const failures = state.missed.map(WorkerId => ({ WorkerId, NotifyWorkersFailureCode: 'SoftFailure' }));
    return { HIT: { HITId: `3${state.sent}` }, NotifyWorkersFailureStatuses: failures };
  };
  return { state, client: { endpoint: 'http://x', call: call as Caller['call'] } };
}

describe('an operation that another plan did since', () => {
  for (const operation of operations) {
    it(`is not tried again: ${operation.verb}`, async () => {
      const { state, client } = service();
      const ledger = newLedger(memoryStore(), fakeRuntime());
      state.works = false;
      await ledger.start(facts('old', client), [operation], { client });
      state.works = true;
      await ledger.start(facts('new', client), [again[operation.verb] ?? operation], { client });
      assert.equal(state.sent, 1);
      const { outcomes, pending } = await ledger.retryFailed('old', { client });
      assert.equal(state.sent, 1);
      assert.deepEqual(resultsOf(outcomes), ['alreadyDone']);
      assert.deepEqual(pending, []);
    });

    it(`is not sent when its plan is resumed, which ends that plan: ${operation.verb}`, async () => {
      const { state, client } = service();
      const ledger = newLedger(memoryStore(), fakeRuntime());
      await ledger.start(facts('old', client), [operation], { client, signal: AbortSignal.abort() });
      await ledger.start(facts('new', client), [operation], { client });
      assert.equal((await ledger.openPlans())[0]?.notSent, 1);
      const { outcomes } = await ledger.resume('old', { client });
      assert.equal(state.sent, 1);
      assert.deepEqual(resultsOf(outcomes), ['alreadyDone']);
      assert.deepEqual(await ledger.openPlans(), []);
    });
  }

  it('leaves the others of its plan to be tried again', async () => {
    const { state, client } = service();
    const ledger = newLedger();
    const other = { ...bonus, amount: cents(60) };
    state.works = false;
    await ledger.start(facts('old', client), [bonus, other], { client });
    state.works = true;
    await ledger.start(facts('new', client), [bonus], { client });
    const { outcomes } = await ledger.retryFailed('old', { client });
    assert.deepEqual(resultsOf(outcomes), ['alreadyDone', 'done']);
    assert.equal(state.sent, 2);
  });

  it('stands for one of several equal ones', async () => {
    const { state, client } = service();
    const ledger = newLedger(memoryStore(), fakeRuntime());
    const five = Array.from({ length: 5 }, () => operations[4] as Operation);
    await ledger.start(facts('old', client), five, { client, signal: AbortSignal.abort() });
    await ledger.start(facts('new', client), five.slice(0, 1), { client });
    const { outcomes } = await ledger.resume('old', { client });
    assert.deepEqual(resultsOf(outcomes), ['alreadyDone', 'done', 'done', 'done', 'done']);
    assert.equal(state.sent, 5);
  });

  it('counts once where a third one found it done', async () => {
    const { state, client } = service();
    const ledger = newLedger(memoryStore(), fakeRuntime());
    await ledger.start(facts('first', client), [bonus, bonus], { client, signal: AbortSignal.abort() });
    await ledger.start(facts('second', client), [bonus], { client, signal: AbortSignal.abort() });
    await ledger.start(facts('third', client), [bonus], { client });
    assert.deepEqual(resultsOf((await ledger.resume('second', { client })).outcomes), ['alreadyDone']);
    assert.deepEqual(resultsOf((await ledger.resume('first', { client })).outcomes), ['alreadyDone', 'done']);
    assert.equal(state.sent, 2);
  });

  it('counts where an older plan was tried again in between', async () => {
    const { state, client } = service();
    const runtime = fakeRuntime();
    const ledger = newLedger(memoryStore(), runtime);
    state.works = false;
    await ledger.start(facts('first', client), [bonus], { client });
    runtime.advance(1000);
    await ledger.start(facts('second', client), [bonus], { client });
    state.works = true;
    runtime.advance(1000);
    await ledger.retryFailed('first', { client });
    assert.deepEqual(resultsOf((await ledger.retryFailed('second', { client })).outcomes), ['alreadyDone']);
    assert.equal(state.sent, 1);
  });

  it('counts for a HIT of a batch whenever the other plan created it', async () => {
    const { state, client } = service();
    const runtime = fakeRuntime();
    const ledger = newLedger(memoryStore(), runtime);
    const { texts, operations, batch } = await batchOf(1);
    await ledger.start({ ...facts('first', client), texts, batch }, operations, { client });
    runtime.advance(1000);
    state.works = false;
    await ledger.start({ ...facts('second', client), texts, batch }, operations, { client });
    state.works = true;
    assert.deepEqual(resultsOf((await ledger.retryFailed('second', { client })).outcomes), ['alreadyDone']);
    assert.equal(state.sent, 1);
  });

  it('is tried again if the other plan came before, or failed', async () => {
    const { state, client } = service();
    const runtime = fakeRuntime();
    const ledger = newLedger(memoryStore(), runtime);
    await ledger.start(facts('before', client), [bonus], { client });
    runtime.advance(1000);
    state.works = false;
    await ledger.start(facts('plan', client), [bonus], { client });
    await ledger.start(facts('failed', client), [bonus], { client });
    state.works = true;
    assert.deepEqual(resultsOf((await ledger.retryFailed('plan', { client })).outcomes), ['done']);
    assert.equal(state.sent, 2);
  });
});

describe('a message that another plan wrote to some of its workers', () => {
  const to = (...workerIds: string[]): Operation => ({ verb: 'message', subject: 'S', text: 'T', workerIds });
  const cancelled = async (...messages: Operation[]) => {
    const reached: string[] = [];
    const state: { missed: readonly string[] } = { missed: [] };
    const client = {
      endpoint: 'http://x',
      call: (async (_: string, { WorkerIds }: { WorkerIds: readonly string[] }) => {
        reached.push(...WorkerIds.filter(id => !state.missed.includes(id)));
        return {
          NotifyWorkersFailureStatuses: WorkerIds.filter(id => state.missed.includes(id)).map(WorkerId => ({
            WorkerId,
            NotifyWorkersFailureCode: 'SoftFailure',
          })),
        };
      }) as Caller['call'],
    };
    const store = memoryStore();
    const ledger = newLedger(store, fakeRuntime());
    await ledger.start(facts('old', client), messages, { client, signal: AbortSignal.abort() });
    return { client, ledger, reached, state, store };
  };

  it('goes to the others', async () => {
    const { client, ledger, reached } = await cancelled(to('A1', 'A2'));
    await ledger.start(facts('new', client), [to('A2')], { client });
    assert.deepEqual(resultsOf((await ledger.resume('old', { client })).outcomes), ['done']);
    assert.deepEqual(reached, ['A2', 'A1']);
  });

  it('goes to those whom the other one missed', async () => {
    const { client, ledger, reached, state } = await cancelled(to('A1', 'A2'));
    state.missed = ['A2'];
    await ledger.start(facts('new', client), [to('A1', 'A2')], { client });
    state.missed = [];
    await ledger.resume('old', { client });
    assert.deepEqual(reached, ['A1', 'A2']);
  });

  it('goes to nobody twice where the parts of the other one begin elsewhere', async () => {
    const { client, ledger, reached } = await cancelled(to('A1', 'A2', 'A3'), to('A4', 'A5'));
    await ledger.start(facts('new', client), [to('A2', 'A3', 'A4'), to('A5')], { client });
    assert.deepEqual(resultsOf((await ledger.resume('old', { client })).outcomes), ['done', 'alreadyDone']);
    assert.deepEqual(reached.toSorted(), ['A1', 'A2', 'A3', 'A4', 'A5']);
  });

  it('is known to go to the others alone after a restart', async () => {
    const { client, ledger, reached, store } = await cancelled(to('A1', 'A2'));
    await ledger.start(facts('new', client), [to('A2')], { client });
    await ledger.resume('old', { client });
    const [old] = await newLedger(store, fakeRuntime()).plans();
    assert.deepEqual(old?.items[0]?.operation, to('A1'));
    assert.deepEqual(reached, ['A2', 'A1']);
  });

  it('is not tried again for those who were missed at first and reached by the other one', async () => {
    const { client, ledger, reached, state } = await cancelled(to('A0'));
    state.missed = ['A1', 'A2'];
    const { outcomes } = await ledger.start(facts('missed', client), [to('A1', 'A2')], { client });
    assert.deepEqual(resultsOf(outcomes), ['failed']);
    state.missed = [];
    await ledger.start(facts('new', client), [to('A1', 'A2')], { client });
    assert.deepEqual(resultsOf((await ledger.retryFailed('missed', { client })).outcomes), ['alreadyDone']);
    assert.deepEqual(reached, ['A1', 'A2']);
  });
});

describe('an operation that another plan may have done since', () => {
  /** One plan that was cancelled before it began, and an equal one whose answer was lost. */
  const lost = async () => {
    const { state, client } = service();
    const ledger = newLedger(memoryStore(), fakeRuntime());
    const [, message] = operations;
    if (!message) throw new Error('there is a message');
    await ledger.start(facts('old', client), [message], { client, signal: AbortSignal.abort() });
    state.works = 'lost';
    const { outcomes } = await ledger.start(facts('new', client), [message], { client });
    assert.deepEqual(resultsOf(outcomes), ['unknown']);
    state.works = true;
    return { state, client, ledger };
  };

  it('waits, and its plan stays open', async () => {
    const { state, client, ledger } = await lost();
    const { outcomes, pending } = await ledger.resume('old', { client });
    assert.deepEqual(resultsOf(outcomes), ['notSent']);
    assert.deepEqual(pending, [0]);
    assert.equal(state.sent, 0);
    assert.deepEqual(
      (await ledger.openPlans()).map(({ plan }) => plan.header.plan),
      ['old', 'new'],
    );
  });

  it('is sent once the other plan was discarded', async () => {
    const { state, client, ledger } = await lost();
    await ledger.drop('new');
    assert.deepEqual(resultsOf((await ledger.resume('old', { client })).outcomes), ['done']);
    assert.equal(state.sent, 1);
  });
});
