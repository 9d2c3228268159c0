import assert from 'node:assert/strict';
import { ListBonusPaymentsCommand } from '@aws-sdk/client-mturk';
import { type Act, costOf } from '../../../src/ledger/acts.ts';
import { applyPlan, type Outcome } from '../../../src/ledger/apply.ts';
import { MTurkClient } from '../../../src/mturk/client.ts';
import { readAssignment, readHIT } from '../../../src/mturk/model.ts';
import { cents } from '../../../src/mturk/money.ts';
import { type Bench, useBench } from '../service/setup.ts';

const wait = async () => {};

describe('a plan', () => {
  const bench = useBench();

  function client(): MTurkClient {
    const { endpoint, accessKeyId, secretAccessKey } = bench().local;
    return new MTurkClient({ endpoint, credentials: async () => ({ accessKeyId, secretAccessKey }) });
  }

  async function submitted(at: Bench, count: number) {
    const { HITId } = await at.createHIT({ MaxAssignments: count });
    for (let index = 0; index < count; index += 1) await at.work(HITId, `A1WORKER${index}`);
    const own = client();
    const { HIT } = await own.call('GetHIT', { HITId });
    const { Assignments } = await own.call('ListAssignmentsForHIT', { HITId });
    assert.ok(HIT && Assignments);
    return { own, hit: readHIT(HIT), assignments: Assignments.map(readAssignment) };
  }

  const results = (outcomes: readonly Outcome[]) => outcomes.map(({ result }) => result);

  it('is applied in the order of its acts, with an outcome for each', async () => {
    const { own, hit, assignments } = await submitted(bench(), 6);
    const acts: Act[] = assignments.map(assignment => ({ verb: 'approve', hit, assignment }));
    const counted: number[] = [];
    const outcomes = await applyPlan(
      { id: 'plan-1', acts },
      { client: own, wait, onOutcome: (_, done) => counted.push(done) },
    );
    assert.deepEqual(results(outcomes), Array(6).fill('done'));
    assert.deepEqual(
      outcomes.map(({ act }) => act),
      acts,
    );
    assert.deepEqual(counted, [1, 2, 3, 4, 5, 6]);
    for (const { id } of assignments) assert.equal(await bench().status(id), 'Approved');
  });

  it('pays no bonus twice when it is applied again', async () => {
    const { own, assignments } = await submitted(bench(), 3);
    const acts: Act[] = assignments.map(assignment => ({
      verb: 'bonus',
      assignment,
      amount: cents(50),
      reason: 'thorough',
    }));
    assert.deepEqual(results(await applyPlan({ id: 'plan-2', acts }, { client: own, wait })), Array(3).fill('done'));
    assert.deepEqual(
      results(await applyPlan({ id: 'plan-2', acts }, { client: own, wait })),
      Array(3).fill('alreadyDone'),
    );
    for (const { id } of assignments) {
      const { BonusPayments } = await bench().client.send(new ListBonusPaymentsCommand({ AssignmentId: id }));
      assert.equal(BonusPayments?.length, 1);
    }
  });

  it('keeps the service’s words for what it refuses, and goes on with the rest', async () => {
    const { own, hit, assignments } = await submitted(bench(), 2);
    const [first, second] = assignments;
    assert.ok(first && second);
    await own.call('ApproveAssignment', { AssignmentId: first.id });
    const outcomes = await applyPlan(
      {
        id: 'plan-3',
        acts: [first, second].map(assignment => ({ verb: 'reject', hit, assignment, feedback: 'no' })),
      },
      { client: own, wait },
    );
    assert.deepEqual(results(outcomes), ['failed', 'done']);
    const [refused] = outcomes;
    assert.ok(refused?.result === 'failed');
    assert.equal(refused.error.words, 'This operation can be called with a status of: Submitted');
    assert.equal(refused.error.turkErrorCode, 'InvalidAssignmentState');
  });

  it('sends nothing more once it is cancelled', async () => {
    const { own, hit, assignments } = await submitted(bench(), 9);
    const controller = new AbortController();
    const outcomes = await applyPlan(
      { id: 'plan-4', acts: assignments.map(assignment => ({ verb: 'approve', hit, assignment })) },
      { client: own, wait, signal: controller.signal, onOutcome: () => controller.abort() },
    );
    const done = outcomes.filter(({ result }) => result === 'done').length;
    assert.ok(done >= 1 && done < 9);
    assert.equal(outcomes.filter(({ result }) => result === 'notSent').length, 9 - done);
    const statuses = await Promise.all(assignments.map(({ id }) => bench().status(id)));
    assert.equal(statuses.filter(status => status === 'Approved').length, done);
  });

  it('fails plainly where nothing answers, after several tries', async () => {
    const { own, hit, assignments } = await submitted(bench(), 1);
    const [assignment] = assignments;
    assert.ok(assignment);
    await bench().local.stop();
    const waits: number[] = [];
    const outcomes = await applyPlan(
      { id: 'plan-5', acts: [{ verb: 'approve', hit, assignment }] },
      { client: own, wait: async milliseconds => void waits.push(milliseconds) },
    );
    assert.deepEqual(results(outcomes), ['failed']);
    assert.deepEqual(waits, [400, 800, 1600]);
  });

  it('is priced with fees', async () => {
    const { hit, assignments } = await submitted(bench(), 1);
    const [assignment] = assignments;
    assert.ok(assignment);
    assert.deepEqual(costOf({ verb: 'approve', hit, assignment }), { pay: 60, fees: 12, total: 72 });
    assert.deepEqual(costOf({ verb: 'bonus', assignment, amount: cents(50), reason: '' }), {
      pay: 50,
      fees: 10,
      total: 60,
    });
    assert.equal(costOf({ verb: 'reject', hit, assignment, feedback: '' }).total, 0);
  });
});
