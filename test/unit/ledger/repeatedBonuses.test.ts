import assert from 'node:assert/strict';
import { memoryStore } from '../../../src/ledger/journalStore.ts';
import type { Caller } from '../../../src/ledger/requests.ts';
import { cents } from '../../../src/mturk/money.ts';
import { facts, fakeRuntime, newLedger } from './setup.ts';

const bonus = {
  verb: 'bonus',
  assignmentId: '3A',
  hitId: '3H',
  workerId: 'A1',
  amount: cents(50),
  reason: 'thorough',
} as const;

describe('bonuses of a plan that may have been sent when its process died', () => {
  const hour = 3_600_000;
  const bonuses = Array.from({ length: 10 }, (_, each) => ({ ...bonus, assignmentId: `3A${each}` }));

  /** Pays a token once in a day, lists what it paid, and ends its caller's process while it is told to: no answer comes. */
  const payments = () => {
    const runtime = fakeRuntime();
    const paid: { AssignmentId: string; BonusAmount: string; Reason: string; GrantTime: Date }[] = [];
    const tokens = new Map<string, number>();
    const state = { dies: 'never' as 'never' | 'before' | 'after' };
    const call = async (operation: string, input: { UniqueRequestToken: string } & (typeof paid)[number]) => {
      if (operation === 'ListBonusPayments')
        return { BonusPayments: paid.filter(({ AssignmentId }) => AssignmentId === input.AssignmentId) };
      if (state.dies === 'before') return new Promise(() => {});
      if (runtime.now() - (tokens.get(input.UniqueRequestToken) ?? 0) < 24 * hour) return {};
      tokens.set(input.UniqueRequestToken, runtime.now());
      paid.push({ ...input, GrantTime: new Date(runtime.now()) });
      return state.dies === 'after' ? new Promise(() => {}) : {};
    };
    return { state, paid, runtime, client: { endpoint: 'http://x', call: call as unknown as Caller['call'] } };
  };
  const untilSending = async (ledger: ReturnType<typeof newLedger>, plan: string, items: number) => {
    for (;;) {
      const found = (await ledger.plans()).find(({ header }) => header.plan === plan);
      if ((found?.items.filter(({ sentSince }) => sentSince !== undefined).length ?? 0) >= items) return;
      await new Promise(setImmediate);
    }
  };

  for (const [when, later] of [
    ['while their tokens count', 1000],
    ['when their tokens no longer count', 30 * hour],
  ] as const)
    it(`are not paid again ${when}, if another plan paid them`, async () => {
      const { state, paid, runtime, client } = payments();
      const store = memoryStore();
      state.dies = 'before';
      void newLedger(store, runtime).start(facts('old', client), bonuses, { client });
      const ledger = newLedger(store, runtime);
      await untilSending(ledger, 'old', 10);
      state.dies = 'never';
      runtime.advance(1000);
      await ledger.start(facts('new', client), bonuses, { client });
      runtime.advance(later);
      const { outcomes } = await ledger.resume('old', { client });
      assert.equal(paid.length, 10);
      assert.ok(outcomes.every(({ result }) => result === 'alreadyDone'));
    });

  it('are paid where neither plan has paid them', async () => {
    const { state, paid, runtime, client } = payments();
    const store = memoryStore();
    state.dies = 'before';
    void newLedger(store, runtime).start(facts('old', client), bonuses, { client });
    await untilSending(newLedger(store, runtime), 'old', 10);
    runtime.advance(1000);
    void newLedger(store, runtime).start(facts('new', client), bonuses, { client });
    const ledger = newLedger(store, runtime);
    await untilSending(ledger, 'new', 10);
    state.dies = 'never';
    runtime.advance(30 * hour);
    assert.equal((await ledger.resume('old', { client })).pending.length, 10);
    assert.equal(paid.length, 0);
    await ledger.resume('new', { client });
    await ledger.resume('old', { client });
    assert.equal(paid.length, 10);
    assert.deepEqual(await ledger.openPlans(), []);
  });

  it('are looked up without counting what another plan paid twice', async () => {
    const { state, paid, runtime, client } = payments();
    const store = memoryStore();
    const ledger = newLedger(store, runtime);
    await ledger.start(facts('old', client), [bonus, bonus], { client, signal: AbortSignal.abort() });
    runtime.advance(1000);
    await ledger.start(facts('new', client), [bonus], { client });
    runtime.advance(1000);
    state.dies = 'after';
    void ledger.resume('old', { client });
    await untilSending(newLedger(store, runtime), 'old', 1);
    state.dies = 'never';
    while (paid.length < 2) await new Promise(setImmediate);
    runtime.advance(30 * hour);
    await newLedger(store, runtime).resume('old', { client });
    assert.equal(paid.length, 2);
  });
});
