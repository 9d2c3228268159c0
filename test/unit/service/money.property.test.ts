import assert from 'node:assert/strict';
import fc from 'fast-check';
import { cents } from '../../../src/mturk/money.ts';
import { accountOf, balanceOf, changeFunds, holdOf } from '../../../src/service/requesterFunds.ts';
import { RequestError } from '../../../src/service/serviceErrors.ts';
import { available, completed } from '../../../src/service/states/hit.ts';
import { acceptHIT, returnAssignment, submitAssignment } from '../../../src/service/workerSteps.ts';
import { type Direct, startDirect } from './direct.ts';
import { externalQuestion } from './setup.ts';

/** What is known to exist; steps pick from it by number. */
interface World extends Direct {
  readonly hits: string[];
  readonly work: { readonly id: string; readonly worker: string }[];
}

type Step = (world: World) => Promise<unknown>;

const pick = <T>(from: readonly T[], index: number): T => {
  const picked = from[index % from.length];
  if (picked === undefined) throw new RequestError('InvalidParameterValue', 'there is nothing to pick');
  return picked;
};

const index = fc.nat(50);
const worker = fc.integer({ min: 1, max: 12 }).map(number => `A${number}`);

const createHIT = fc
  .record({
    max: fc.constantFrom(1, 2, 3, 9, 10),
    cents: fc.constantFrom(0, 1, 3, 52, 300),
    delay: fc.constantFrom(0, 60),
  })
  .map(
    ({ max, cents, delay }): Step =>
      async ({ call, hits }) => {
        const { HIT } = await call('CreateHIT', {
          Title: `Of ${max}`,
          Description: 'Work.',
          Reward: (cents / 100).toFixed(2),
          AssignmentDurationInSeconds: 30,
          LifetimeInSeconds: 100,
          AutoApprovalDelayInSeconds: delay,
          MaxAssignments: max,
          Question: externalQuestion,
          QualificationRequirements:
            cents === 3 ? [{ QualificationTypeId: '2ARFPLSP75KLA8M8DH1HTEQVJT3SY6', Comparator: 'Exists' }] : [],
        });
        hits.push((HIT as { HITId: string }).HITId);
      },
  );

const steps: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: createHIT },
  {
    weight: 8,
    arbitrary: fc.tuple(index, worker).map(
      ([index, worker]): Step =>
        async ({ run, hits, work }) => {
          const hit = pick(hits, index);
          work.push({ id: await run(tx => acceptHIT(tx, worker, hit).id), worker });
        },
    ),
  },
  {
    weight: 8,
    arbitrary: index.map(
      (index): Step =>
        async ({ run, work }) => {
          const { id, worker } = pick(work, index);
          await run(tx => submitAssignment(tx, worker, id, ''));
        },
    ),
  },
  index.map(
    (index): Step =>
      async ({ run, work }) => {
        const { id, worker } = pick(work, index);
        await run(tx => returnAssignment(tx, worker, id));
      },
  ),
  fc.tuple(index, fc.boolean()).map(
    ([index, override]): Step =>
      async ({ call, work }) =>
        call('ApproveAssignment', { AssignmentId: pick(work, index).id, OverrideRejection: override }),
  ),
  index.map(
    (index): Step =>
      async ({ call, work }) =>
        call('RejectAssignment', { AssignmentId: pick(work, index).id, RequesterFeedback: '' }),
  ),
  fc.tuple(index, fc.constantFrom('0.01', '0.50', '9.99')).map(
    ([index, amount]): Step =>
      async ({ call, work }) => {
        const { id, worker } = pick(work, index);
        return call('SendBonus', { WorkerId: worker, AssignmentId: id, BonusAmount: amount, Reason: 'Good' });
      },
  ),
  fc.tuple(index, fc.constantFrom(1, 5)).map(
    ([index, count]): Step =>
      async ({ call, hits }) =>
        call('CreateAdditionalAssignmentsForHIT', { HITId: pick(hits, index), NumberOfAdditionalAssignments: count }),
  ),
  fc.tuple(index, fc.constantFrom(0, 50, 500)).map(
    ([index, seconds]): Step =>
      async ({ call, hits, engine }) =>
        call('UpdateExpirationForHIT', {
          HITId: pick(hits, index),
          ExpireAt: seconds && engine.now() / 1000 + seconds,
        }),
  ),
  index.map(
    (index): Step =>
      async ({ call, hits }) =>
        call('DeleteHIT', { HITId: pick(hits, index) }),
  ),
  fc.constantFrom(10, 31, 120).map(
    (seconds): Step =>
      async ({ engine }) =>
        engine.advance(seconds * 1000),
  ),
  fc.nat(300).map(
    (amount): Step =>
      async ({ run, requester }) =>
        run(tx => changeFunds(tx, requester.id, { add: cents(amount) })),
  ),
);

async function check({ run, requester, hits }: World): Promise<void> {
  await run(tx => {
    const account = accountOf(tx, requester.id);
    const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0);
    const entries = tx.store.money.list(requester.id, 0, 10_000);
    const paid = entries.filter(entry => entry.kind !== 'funds').map(entry => entry.amount + entry.fee);
    assert.equal(account.paid, sum(paid), 'what was paid is what the ledger says');
    assert.equal(account.funded, sum(entries.filter(entry => entry.kind === 'funds').map(entry => entry.amount)));
    assert.equal(
      account.held,
      sum([...tx.store.hits.living(requester.id)].map(holdOf)),
      'what is held is what HITs may cost',
    );
    assert.equal(balanceOf(account) + account.held + account.paid, account.funded);
    assert(balanceOf(account) >= 0);
    for (const id of hits) {
      const hit = tx.store.hits.get(id);
      assert(hit);
      const slots = available(hit) + hit.pending + hit.submitted + completed(hit);
      if (!hit.expired && hit.status !== 'Disposed') assert.equal(slots, hit.maxAssignments);
      assert(slots <= hit.maxAssignments);
    }
  });
}

describe('service: money, whatever happens', () => {
  it('adds up after every step, and never runs below zero (§7)', async () => {
    const seen = { done: 0, broke: 0 };
    await fc.assert(
      fc.asyncProperty(fc.nat(2000), fc.array(steps, { minLength: 20, maxLength: 60 }), async (funds, steps) => {
        const direct = startDirect();
        const world: World = { ...direct, hits: [], work: [] };
        await direct.run(tx => changeFunds(tx, direct.requester.id, { mode: 'funded', balance: cents(funds) }));
        for (const step of steps) {
          try {
            await step(world);
            seen.done++;
          } catch (error) {
            if (!(error instanceof RequestError)) throw error;
            if (error.code === 'InsufficientFunds') seen.broke++;
          }
          await check(world);
        }
        await direct.close();
      }),
      { numRuns: 60 },
    );
    assert(seen.done > 200 && seen.broke > 0, `the steps reach what is to be checked: ${JSON.stringify(seen)}`);
  });
});
