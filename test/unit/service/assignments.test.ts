import assert from 'node:assert/strict';
import {
  ApproveAssignmentCommand,
  GetAssignmentCommand,
  ListAssignmentsForHITCommand,
  ListBonusPaymentsCommand,
  paginateListAssignmentsForHIT,
  RejectAssignmentCommand,
  SendBonusCommand,
} from '@aws-sdk/client-mturk';
import { decodeAnswers } from '../../../src/mturk/answers.ts';
import { ControlRefusal } from '../../support/local.ts';
import { assertFramework, assertRefused, day, tally, useBench } from './setup.ts';

describe('service: assignments', () => {
  const bench = useBench();

  it("follows the guide's worked example (§4.1)", async () => {
    const { createHIT, getHIT, accept, submit, local, client } = bench();
    const { HITId } = await createHIT({ MaxAssignments: 5 });
    const now = async () => tally(await getHIT(HITId));
    assert.equal(await now(), 'Assignable 5/0/0');
    const workers = ['A1', 'A2', 'A3', 'A4', 'A5'];
    const ids: string[] = [];
    for (const worker of workers.slice(0, 3)) ids.push(await accept(HITId, worker));
    assert.equal(await now(), 'Assignable 2/3/0');
    for (const worker of workers.slice(3)) ids.push(await accept(HITId, worker));
    for (const index of [0, 1]) await submit(ids[index] ?? '', workers[index] ?? '');
    assert.equal(await now(), 'Unassignable 0/3/0');
    await local.control('return', { AssignmentId: ids[4], WorkerId: 'A5' });
    assert.equal(await now(), 'Assignable 1/2/0');
    const again = await accept(HITId, 'A6');
    assert.equal(again, ids[4], 'the id of a returned assignment is used again (§4.2)');
    for (const [id, worker] of [
      [ids[2], 'A3'],
      [ids[3], 'A4'],
      [again, 'A6'],
    ] as const)
      await submit(id ?? '', worker);
    assert.equal(await now(), 'Reviewable 0/0/0');
    for (const AssignmentId of ids) await client.send(new ApproveAssignmentCommand({ AssignmentId }));
    assert.equal(await now(), 'Reviewable 0/0/5');
  });

  it('shows answers, times and nothing of what is not submitted (§3.2, §6.2)', async () => {
    const { createHIT, accept, submit, client, advance } = bench();
    const { HITId } = await createHIT();
    const id = await accept(HITId, 'A1');
    await assertRefused(
      client.send(new GetAssignmentCommand({ AssignmentId: id })),
      'InvalidAssignmentState',
      'This operation can be called with a status of: Reviewable,Approved,Rejected',
    );
    assert.equal((await client.send(new ListAssignmentsForHITCommand({ HITId }))).NumResults, 0);
    await advance(30);
    await submit(id, 'A1', { colour: 'a < b & “c”', many: ['x', 'y'], other: { selected: ['z'], other: 'else' } });
    const { Assignment: assignment, HIT: hit } = await client.send(new GetAssignmentCommand({ AssignmentId: id }));
    assert.equal(hit?.HITId, HITId);
    assert.equal(assignment?.AssignmentStatus, 'Submitted');
    const accepted = assignment?.AcceptTime?.getTime() ?? 0;
    assert.equal(assignment?.SubmitTime?.getTime(), accepted + 30_000);
    assert.equal(assignment?.Deadline?.getTime(), accepted + 600_000);
    assert.equal(assignment?.AutoApprovalTime?.getTime(), accepted + 30_000 + 30 * day * 1000);
    assert(assignment && !('ApprovalTime' in assignment) && !('RequesterFeedback' in assignment));
    assert.deepEqual(decodeAnswers(assignment.Answer ?? ''), {
      ok: true,
      answers: [
        { question: 'colour', value: { kind: 'text', text: 'a < b & “c”' } },
        { question: 'many', value: { kind: 'selection', selected: ['x', 'y'] } },
        { question: 'other', value: { kind: 'selection', selected: ['z'], other: 'else' } },
      ],
    });
    await assertRefused(
      client.send(new GetAssignmentCommand({ AssignmentId: '3NONE' })),
      'AssignmentDoesNotExist',
      'Assignment 3NONE does not exist.',
    );
  });

  it('lists by time of submission, filtered and in pages (§3.2)', async () => {
    const { createHIT, work, client } = bench();
    const { HITId } = await createHIT({ MaxAssignments: 7 });
    const ids: string[] = [];
    for (let i = 1; i <= 6; i++) ids.push(await work(HITId, `A${i}`));
    await client.send(new ApproveAssignmentCommand({ AssignmentId: ids[0] }));
    await client.send(new RejectAssignmentCommand({ AssignmentId: ids[1], RequesterFeedback: '' }));
    const list = async (...statuses: ('Submitted' | 'Approved' | 'Rejected')[]) => {
      const found: string[] = [];
      const input = { HITId, ...(statuses.length > 0 ? { AssignmentStatuses: statuses } : {}) };
      for await (const page of paginateListAssignmentsForHIT({ client, pageSize: 2 }, input))
        for (const assignment of page.Assignments ?? []) found.push(assignment.AssignmentId ?? '');
      return found;
    };
    assert.deepEqual(await list(), ids);
    assert.deepEqual(await list('Submitted'), ids.slice(2));
    assert.deepEqual(await list('Rejected', 'Approved'), ids.slice(0, 2));
  });

  it('approves only what is submitted (§3.2)', async () => {
    const { createHIT, work, client, getHIT } = bench();
    const { HITId } = await createHIT();
    const id = await work(HITId, 'A1');
    const approve = () =>
      client.send(new ApproveAssignmentCommand({ AssignmentId: id, RequesterFeedback: 'Good work.' }));
    await approve();
    await assertRefused(
      approve(),
      'InvalidAssignmentState',
      'This operation can be called with a status of: Submitted',
    );
    await assertRefused(
      client.send(new RejectAssignmentCommand({ AssignmentId: id, RequesterFeedback: 'x' })),
      'InvalidAssignmentState',
    );
    const { Assignment } = await client.send(new GetAssignmentCommand({ AssignmentId: id }));
    assert.equal(Assignment?.RequesterFeedback, 'Good work.');
    assert(Assignment.ApprovalTime);
    assert.equal(tally(await getHIT(HITId)), 'Assignable 2/0/1');
  });

  it('rejects with feedback, which may be empty but not missing (§3.2)', async () => {
    const { createHIT, work, client, status } = bench();
    const { HITId } = await createHIT();
    const id = await work(HITId, 'A1');
    await assertFramework(
      client.send(new RejectAssignmentCommand({ AssignmentId: id } as never)),
      'ValidationException',
      "1 validation error detected: Value null at 'requesterFeedback' failed to satisfy constraint: Member must not be null",
    );
    await client.send(new RejectAssignmentCommand({ AssignmentId: id, RequesterFeedback: '' }));
    assert.equal(await status(id), 'Rejected');
  });

  it('overrides a rejection within 30 days of the submission (§3.2)', async () => {
    const { createHIT, work, client, status, advance, getHIT } = bench();
    const { HITId } = await createHIT({ MaxAssignments: 2 });
    const [first, second] = [await work(HITId, 'A1'), await work(HITId, 'A2')];
    for (const AssignmentId of [first, second])
      await client.send(new RejectAssignmentCommand({ AssignmentId, RequesterFeedback: 'no' }));
    const override = (AssignmentId: string) =>
      client.send(new ApproveAssignmentCommand({ AssignmentId, OverrideRejection: true }));
    await assertRefused(
      client.send(new ApproveAssignmentCommand({ AssignmentId: first })),
      'InvalidAssignmentState',
      'This operation can be called with a status of: Submitted',
    );
    await override(first);
    assert.equal(await status(first), 'Approved');
    assert.equal(tally(await getHIT(HITId)), 'Reviewable 0/0/2');
    await advance(30 * day + 1);
    await assertRefused(override(second), 'InvalidAssignmentState', /30 days/);
  });

  it('abandons at the deadline, also after the HIT expired, and approves by itself (§4.2)', async () => {
    const { createHIT, accept, work, getHIT, advance, local, status } = bench();
    const { HITId } = await createHIT({ LifetimeInSeconds: 300, AutoApprovalDelayInSeconds: 3600 });
    const [late, done] = [await accept(HITId, 'A1'), await work(HITId, 'A2')];
    await advance(300);
    assert.equal(tally(await getHIT(HITId)), 'Unassignable 1/1/0');
    await advance(299);
    assert.equal(tally(await getHIT(HITId)), 'Unassignable 1/1/0');
    await advance(1);
    assert.equal(tally(await getHIT(HITId)), 'Reviewable 2/0/0');
    await assert.rejects(
      local.control('submit', { AssignmentId: late, WorkerId: 'A1', Answers: {} }),
      (error: unknown) => error instanceof ControlRefusal && error.code === 'InvalidAssignmentState',
    );
    await advance(3600);
    assert.equal(await status(done), 'Approved');
    assert.equal(tally(await getHIT(HITId)), 'Reviewable 2/0/1');
  });

  it('approves at once with an auto-approval delay of 0 (§4.2)', async () => {
    const { createHIT, work, status } = bench();
    const { HITId } = await createHIT({ AutoApprovalDelayInSeconds: 0 });
    assert.equal(await status(await work(HITId, 'A1')), 'Approved');
  });

  it('lets a worker have one assignment of a HIT, and none when none is left (§4.2)', async () => {
    const { createHIT, accept, work, local } = bench();
    const { HITId } = await createHIT({ MaxAssignments: 2 });
    await work(HITId, 'A1');
    const refused = (code: string) => (error: unknown) => error instanceof ControlRefusal && error.code === code;
    await assert.rejects(accept(HITId, 'A1'), refused('ExceedsMaxAssignmentsPerWorker'));
    const id = await accept(HITId, 'A2');
    await assert.rejects(accept(HITId, 'A3'), refused('NoMoreWorkableHITsInGroupException'));
    await local.control('return', { AssignmentId: id, WorkerId: 'A2' });
    assert.equal(await accept(HITId, 'A2'), id);
  });

  it('pays bonuses once per token, to the worker of the assignment (§3.2)', async () => {
    const { createHIT, work, client } = bench();
    const { HITId } = await createHIT();
    const id = await work(HITId, 'A1');
    const bonus = (changes: object = {}) =>
      client.send(
        new SendBonusCommand({
          WorkerId: 'A1',
          AssignmentId: id,
          BonusAmount: '1.5',
          Reason: 'Fast',
          UniqueRequestToken: 'b1',
          ...changes,
        }),
      );
    await bonus();
    await assertRefused(
      bonus(),
      'IdempotencyTokenAlreadyProcessed',
      'The idempotency token "b1" has already been processed.',
    );
    await assertRefused(
      bonus({ UniqueRequestToken: 'b2', WorkerId: 'A2' }),
      'ParameterValidationError',
      'The value "A2" is not valid for the parameter WorkerId.',
    );
    await bonus({ UniqueRequestToken: undefined, BonusAmount: '0.05' });
    for (const subject of [{ HITId }, { AssignmentId: id }, { HITId, AssignmentId: id }]) {
      const { BonusPayments } = await client.send(new ListBonusPaymentsCommand(subject));
      assert.deepEqual(
        BonusPayments?.map(payment => payment.BonusAmount),
        ['1.50', '0.05'],
      );
    }
    await assertRefused(client.send(new ListBonusPaymentsCommand({})), 'InvalidParameterValue');
  });
});
