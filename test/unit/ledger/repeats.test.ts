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
  message: { verb: 'message', subject: 'S', text: 'T', workerIds: ['A2', 'A3'] },
  addAssignments: { verb: 'addAssignments', hitId: '3H', count: 5, before: 12, reward: cents(10), fee: cents(2) },
  createHIT: { verb: 'createHIT', input: { ...hit, LifetimeInSeconds: 30 } },
  assignQualification: { verb: 'assignQualification', qualificationTypeId: '3Q', workerId: 'A1', score: 1, before: 4 },
};

/** Counts its requests, and refuses them while it is told to. */
function service() {
  const state = { works: true, sent: 0 };
  const call = async (operation: string) => {
    if (!state.works)
      throw new MTurkError({ kind: 'refused', operation: operation as 'SendBonus', words: 'no', code: 'X' });
    state.sent += 1;
    return { HIT: { HITId: `3${state.sent}` } };
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
      const { outcomes, repeated } = await ledger.retryFailed('old', { client });
      assert.equal(state.sent, 1);
      assert.deepEqual(resultsOf(outcomes), ['failed']);
      assert.deepEqual(repeated, [0]);
    });

    it(`is not sent when its plan is resumed, and leaves nothing open: ${operation.verb}`, async () => {
      const { state, client } = service();
      const ledger = newLedger(memoryStore(), fakeRuntime());
      await ledger.start(facts('old', client), [operation], { client, signal: AbortSignal.abort() });
      assert.equal((await ledger.openPlans())[0]?.notSent, 1);
      await ledger.start(facts('new', client), [operation], { client });
      assert.deepEqual(await ledger.openPlans(), []);
      const { outcomes, repeated } = await ledger.resume('old', { client });
      assert.equal(state.sent, 1);
      assert.deepEqual(resultsOf(outcomes), ['notSent']);
      assert.deepEqual(repeated, [0]);
    });
  }

  it('is left out while others of its plan are tried again', async () => {
    const { state, client } = service();
    const ledger = newLedger();
    const other = { ...bonus, amount: cents(60) };
    state.works = false;
    await ledger.start(facts('old', client), [bonus, other], { client });
    state.works = true;
    await ledger.start(facts('new', client), [bonus], { client });
    const { outcomes, repeated } = await ledger.retryFailed('old', { client });
    assert.deepEqual(resultsOf(outcomes), ['failed', 'done']);
    assert.deepEqual(repeated, [0]);
    assert.equal(state.sent, 2);
  });

  it('counts where an older plan was tried again in between', async () => {
    const { state, client } = service();
    const means = fakeRuntime();
    const ledger = newLedger(memoryStore(), means);
    state.works = false;
    await ledger.start(facts('first', client), [bonus], { client });
    means.advance(1000);
    await ledger.start(facts('second', client), [bonus], { client });
    state.works = true;
    means.advance(1000);
    await ledger.retryFailed('first', { client });
    const { repeated } = await ledger.retryFailed('second', { client });
    assert.deepEqual(repeated, [0]);
    assert.equal(state.sent, 1);
  });

  it('counts for a HIT of a batch whenever the other plan created it', async () => {
    const { state, client } = service();
    const means = fakeRuntime();
    const ledger = newLedger(memoryStore(), means);
    const { texts, operations, batch } = await batchOf(1);
    await ledger.start({ ...facts('first', client), texts, batch }, operations, { client });
    means.advance(1000);
    state.works = false;
    await ledger.start({ ...facts('second', client), texts, batch }, operations, { client });
    state.works = true;
    assert.deepEqual((await ledger.retryFailed('second', { client })).repeated, [0]);
    assert.equal(state.sent, 1);
  });

  it('is tried again if the other plan came before, or failed', async () => {
    const { state, client } = service();
    const means = fakeRuntime();
    const ledger = newLedger(memoryStore(), means);
    await ledger.start(facts('before', client), [bonus], { client });
    means.advance(1000);
    state.works = false;
    await ledger.start(facts('plan', client), [bonus], { client });
    await ledger.start(facts('failed', client), [bonus], { client });
    state.works = true;
    const { outcomes, repeated } = await ledger.retryFailed('plan', { client });
    assert.deepEqual(resultsOf(outcomes), ['done']);
    assert.deepEqual(repeated, []);
    assert.equal(state.sent, 2);
  });
});
