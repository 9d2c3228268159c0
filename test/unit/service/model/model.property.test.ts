import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { cents } from '../../../../src/mturk/money.ts';
import { seededRandom } from '../../../../src/service/entityIds.ts';
import { accountOf, balanceOf, changeFunds } from '../../../../src/service/requesterFunds.ts';
import { RequestError } from '../../../../src/service/serviceErrors.ts';
import { type Direct, startDirect } from '../direct.ts';
import { Model, type ModelHIT, Refused } from './model.ts';
import { type Step, steps, type World } from './steps.ts';

/** More runs than a test run has time for: MTURK_PROPERTY_RUNS=5000. */
const numRuns = Number(process.env.MTURK_PROPERTY_RUNS ?? 40);
const funds = 1_000_000_00;

/** Takes the step on both sides; gives the code both refused it with, or `done`, or `nothing`. */
async function take(world: World, step: Step): Promise<string> {
  let refusedWith: string | undefined;
  let result: unknown;
  try {
    const taken = step.real(world);
    if (!taken) return 'nothing';
    result = await taken;
  } catch (error) {
    if (!(error instanceof RequestError)) throw error;
    refusedWith = error.code;
  }
  let expected: string | undefined;
  try {
    step.expected(world, result);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    expected = error.code;
  }
  assert.equal(refusedWith, expected, 'refused for the same reason, or done by both');
  return refusedWith ?? 'done';
}

async function seen({ call }: Direct, hit: ModelHIT): Promise<object> {
  try {
    const { HIT } = (await call('GetHIT', { HITId: hit.id })) as { HIT: Record<string, unknown> };
    const { Assignments } = (await call('ListAssignmentsForHIT', { HITId: hit.id, MaxResults: 100 })) as {
      Assignments: Record<string, unknown>[];
    };
    return {
      status: HIT.HITStatus,
      max: HIT.MaxAssignments,
      available: HIT.NumberOfAssignmentsAvailable,
      pending: HIT.NumberOfAssignmentsPending,
      completed: HIT.NumberOfAssignmentsCompleted,
      expiration: HIT.Expiration,
      assignments: Assignments.map(each => `${each.AssignmentId} ${each.WorkerId} ${each.AssignmentStatus}`).sort(),
    };
  } catch (error) {
    if (error instanceof RequestError && error.code === 'HITDoesNotExist') return { status: 'Disposed' };
    throw error;
  }
}

function told(model: Model, hit: ModelHIT): object {
  if (hit.disposed) return { status: 'Disposed' };
  return {
    status: model.status(hit),
    max: hit.max,
    available: model.available(hit),
    pending: model.count(hit, 'Accepted'),
    completed: model.count(hit, 'Approved', 'Rejected'),
    expiration: hit.expiration,
    assignments: hit.slots
      .filter(slot => slot.status !== 'Accepted' && slot.status !== 'Vacant')
      .map(slot => `${slot.id} ${slot.worker} ${slot.status}`)
      .sort(),
  };
}

async function compare({ model, service }: World): Promise<void> {
  for (const hit of model.hits) assert.deepEqual(await seen(service, hit), told(model, hit));
  const listed = (await service.call('ListHITs', { MaxResults: 100 })) as { HITs: { HITId: string }[] };
  assert.deepEqual(
    listed.HITs.map(hit => hit.HITId),
    model.hits
      .filter(hit => !hit.disposed)
      .map(hit => hit.id)
      .reverse(),
  );
  await service.run(tx => {
    assert.equal(tx.now, model.now * 1000);
    const account = accountOf(tx, service.requester.id);
    assert.deepEqual([account.held, account.paid], [model.held, model.paid]);
    assert.equal(balanceOf(account), funds - model.held - model.paid);
    for (const [worker, record] of model.records) assert.deepEqual(tx.store.workers.record(worker), record);
    const bonuses = tx.store.money.list(service.requester.id, 0, 10_000).filter(entry => entry.kind === 'bonus');
    assert.deepEqual(
      bonuses.map(entry => ({ slotId: entry.work?.assignmentId, cents: entry.amount })),
      model.bonuses,
    );
  });
}

describe('service: a model of the reference', function () {
  this.timeout(600_000);
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mturk-model-'));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  it(`§3, §4, §7: agrees with the service after every step of ${numRuns} random lives, restarts among them`, async () => {
    const outcomes = new Map<string, number>();
    let files = 0;
    const live = async (seed: number, story: readonly Step[]): Promise<void> => {
      const random = seededRandom(seed);
      // Memory is faster, but does not survive a restart.
      const data = story.some(step => step.name === 'restart') ? join(folder, `${files++}.db`) : undefined;
      const open = () => startDirect({ random, ...(data === undefined ? {} : { data }) });
      const world: World = {
        model: new Model(Date.UTC(2026, 0, 5) / 1000),
        service: open(),
        restart: async () => {
          await world.service.close();
          world.service = open();
        },
      };
      await world.service.run(tx =>
        changeFunds(tx, world.service.requester.id, { mode: 'funded', balance: cents(funds) }),
      );
      try {
        for (const step of story) {
          const outcome = `${step.name.split(' ')[0]}: ${await take(world, step)}`;
          outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
          await compare(world);
        }
      } finally {
        await world.service.close();
      }
    };
    await fc.assert(fc.asyncProperty(fc.nat(), fc.array(steps, { minLength: 20, maxLength: 80 }), live), {
      numRuns,
      seed: Number(process.env.MTURK_PROPERTY_SEED ?? Date.now() % 2 ** 31),
    });
    // A model that nothing ever reaches would prove nothing.
    const reached = [...outcomes.keys()].filter(outcome => outcome.endsWith('done')).length;
    assert(reached >= 14, `all kinds of steps were done: ${[...outcomes].join('; ')}`);
  });
});
