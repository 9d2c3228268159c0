import assert from 'node:assert/strict';
import { setImmediate as turn } from 'node:timers/promises';
import fc from 'fast-check';
import { memoryLock } from '../../../src/ledger/journalLock.ts';
import { Ledger } from '../../../src/ledger/ledger.ts';
import type { Operation } from '../../../src/ledger/ledgerOperations.ts';
import { cents } from '../../../src/mturk/money.ts';
import { Disk } from './crashStore.ts';
import { FakeService, type Mishap, mishaps } from './fakeService.ts';
import { facts } from './setup.ts';

const hour = 3600 * 1000;

const operations = (size: number): Operation[] =>
  Array.from({ length: size }, (_, index): Operation[] => {
    const work = { assignmentId: `3A${index}`, hitId: '3H', workerId: `A${index}` };
    const bonus = { verb: 'bonus', ...work, amount: cents(25), reason: 'thanks' } as const;
    const input = { Title: 'T', Reward: '0.10', RequesterAnnotation: `row ${index}` };
    const createHIT = { verb: 'createHIT', input } as unknown as Operation;
    return [
      bonus,
      // The same again, on purpose: two payments are wanted.
      ...(index === 0 ? [bonus] : []),
      { verb: 'approve', ...work, reward: cents(10), fee: cents(2), submitted: 0 },
      createHIT,
      ...(index === 0 ? [createHIT] : []),
      { verb: 'message', subject: `subject ${index}`, text: 'hello', workerIds: [`A${index}`] },
    ];
  }).flat();

interface Life {
  /** After so many steps the process dies. */
  readonly steps: number;
  /** How much of what was not synced survives; all of it when only the process dies. */
  readonly powerCut: number | undefined;
  /** Where in a write the process may be torn away, 0 to 1. */
  readonly tear: number;
  /** What happens until the next one begins, in milliseconds. */
  readonly pause: number;
}

const life: fc.Arbitrary<Life> = fc.record({
  steps: fc.integer({ min: 1, max: 120 }),
  powerCut: fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { nil: undefined }),
  tear: fc.double({ min: 0, max: 1, noNaN: true }),
  pause: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 60 * hour })),
});

/** Runs the plan in processes that die, then in one that lives; gives the service and the last ledger. */
async function live(size: number, lives: readonly Life[], weather: readonly Mishap[], parallel: number) {
  let now = Date.UTC(2026, 0, 5);
  let drawn = 0;
  let calm = false;
  const service = new FakeService(
    () => now,
    () => (calm ? 'none' : (weather[drawn++ % weather.length] ?? 'none')),
  );
  const disk = new Disk();
  const plan = operations(size);

  const process = async (each: Life | undefined) => {
    let left = each?.steps ?? Number.POSITIVE_INFINITY;
    let die: () => void = () => {};
    const dead = new Promise<void>(resolve => {
      die = resolve;
    });
    const step = () => {
      left -= 1;
      if (left >= 0) return Promise.resolve();
      die();
      return new Promise<never>(() => {});
    };
    const wait = async (milliseconds: number) => {
      await step();
      now += milliseconds;
    };
    const store = disk.store(step, () => each?.tear ?? 1);
    const ledger = new Ledger(store, memoryLock(), { now: () => now, random: () => 0.5, wait });
    const options = { client: service.client(step), parallel };
    const [begun] = await ledger.plans();
    const failed = begun?.items.some(({ outcome }) => outcome?.result === 'failed');
    const work = begun
      ? ledger[failed ? 'retryFailed' : 'resume']('plan', options)
      : ledger.start(facts('plan'), plan, options);
    await Promise.race([work, dead]);
    return ledger;
  };

  for (const each of lives) {
    await process(each);
    // What the dead process still had under way is gone by then.
    await turn();
    if (each.powerCut !== undefined) disk.powerCut(each.powerCut);
    now += each.pause;
  }
  calm = true;
  let ledger = await process(undefined);
  for (let round = 0; round < 3; round += 1) {
    const [found] = await ledger.plans();
    if (!found?.items.some(({ outcome }) => outcome?.result === 'failed')) break;
    ledger = await process(undefined);
  }
  return { service, ledger, plan };
}

describe('whenever a process dies', () => {
  it('each act is done at most once, and is known to be done or to be unknown', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 6 }),
        fc.array(life, { maxLength: 6 }),
        fc.array(fc.constantFrom(...mishaps, 'none' as const, 'none' as const), { minLength: 1, maxLength: 40 }),
        fc.constantFrom(1, 3, 6),
        async (size, lives, weather, parallel) => {
          const { service, ledger, plan } = await live(size, lives, weather, parallel);
          const [found] = await ledger.plans();
          assert.ok(found);
          assert.deepEqual(ledger.damage, []);
          assert.deepEqual(
            found.items.map(({ operation }) => operation),
            plan,
          );
          for (let index = 0; index < size; index += 1) {
            const paid = service.bonuses.filter(({ AssignmentId }) => AssignmentId === `3A${index}`).length;
            const made = service.hits.filter(each => each.RequesterAnnotation === `row ${index}`).length;
            // The first are wanted twice. Of two equal ones in doubt, one may be taken for the other; never one too many.
            const right = (count: number) =>
              index > 0 ? count === 1 : count === 2 || (count === 1 && lives.length > 0);
            assert.ok(right(paid), `${paid} payments of bonus ${index}`);
            assert.ok(right(made), `${made} HITs of row ${index}`);
          }
          assert.equal(service.approvals.size, size);
          assert.equal(new Set(service.messages).size, service.messages.length, 'no message is sent twice');
          for (const { operation, outcome } of found.items) {
            if (operation.verb !== 'message')
              assert.match(outcome?.result ?? 'open', /^(done|alreadyDone)$/, operation.verb);
            else if (outcome?.result === 'done') assert.ok(service.messages.includes(operation.subject));
            else assert.equal(outcome?.result, 'unknown');
          }
        },
      ),
      {
        numRuns: 300,
        examples: [
          [
            1,
            [15, 1, 1, 28].map((steps, index) => ({
              steps,
              powerCut: undefined,
              tear: 0,
              pause: [82799750, 0, 0, 86400000][index] ?? 0,
            })),
            ['throttle', 'failAfter', 'none', 'none', 'none', 'none', 'none', 'failBefore'],
            1,
          ],
        ],
      },
    );
  });
});
