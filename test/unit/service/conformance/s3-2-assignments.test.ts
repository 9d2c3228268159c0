import assert from 'node:assert/strict';
import { GetAssignmentCommand } from '@aws-sdk/client-mturk';
import { day, tally } from '../setup.ts';
import { part, rows, useWireBench } from './wireBench.ts';

const said = ({ Message }: { readonly Message?: unknown }) => String(Message).replace(/ \(\d{13}\)$/, '');

describe('conformance §3.2: assignments', () => {
  const bench = useWireBench();
  const statuses = async (HITId: string, AssignmentStatuses?: string[]) =>
    rows(await bench().ask('ListAssignmentsForHIT', { HITId, AssignmentStatuses }), 'Assignments').map(
      each => `${String(each.WorkerId)} ${String(each.AssignmentStatus)}`,
    );
  const approve = (AssignmentId: string, more: object = {}) =>
    bench().ask('ApproveAssignment', { AssignmentId, ...more });
  const reject = (AssignmentId: string) =>
    bench().ask('RejectAssignment', { AssignmentId, RequesterFeedback: 'Not what was asked.' });
  const code = async (...call: Parameters<ReturnType<typeof bench>['refusal']>) =>
    (({ __type, TurkErrorCode }) =>
      __type === 'RequestError' ? String(TurkErrorCode).replace('AWS.MechanicalTurk.', '') : __type)(
      await bench().refusal(...call),
    );

  it('§3.2 GetAssignment: the assignment with its HIT; one merely accepted is refused in the backend’s words', async () => {
    const { ask, refusal, createHIT, accept, submit } = bench();
    const { HITId } = await createHIT();
    const AssignmentId = await accept(HITId, 'A1');
    assert.equal(
      said(await refusal('GetAssignment', { AssignmentId })),
      'This operation can be called with a status of: Reviewable,Approved,Rejected',
    );
    await submit(AssignmentId, 'A1');
    const answer = await ask('GetAssignment', { AssignmentId });
    assert.equal(part(answer, 'Assignment').HITId, HITId);
    assert.deepEqual(part(answer, 'HIT'), part(await ask('GetHIT', { HITId }), 'HIT'));
    const unknown = await refusal('GetAssignment', { AssignmentId: '3NONE' });
    assert.equal(said(unknown), 'Assignment 3NONE does not exist.');
    assert.equal(unknown.TurkErrorCode, 'AWS.MechanicalTurk.AssignmentDoesNotExist');
  });

  it('§3.2: another requester’s assignment does not exist', async () => {
    const { createHIT, work, stranger } = bench();
    const { HITId } = await createHIT();
    const AssignmentId = await work(HITId, 'A1');
    const client = await stranger();
    await assert.rejects(client.send(new GetAssignmentCommand({ AssignmentId })), /does not exist/);
  });

  it('§3.2 ListAssignmentsForHIT: what was submitted, in any state of the HIT; never what was not', async () => {
    const { ask, createHIT, accept, work, advance, local } = bench();
    const { HITId } = await createHIT({ MaxAssignments: 9 });
    await accept(HITId, 'A1');
    await local.control('return', { WorkerId: 'A2', AssignmentId: await accept(HITId, 'A2') });
    const [, approved, rejected] = [await work(HITId, 'A3'), await work(HITId, 'A4'), await work(HITId, 'A5')];
    await approve(approved);
    await reject(rejected);
    const all = ['A3 Submitted', 'A4 Approved', 'A5 Rejected'];
    assert.deepEqual(await statuses(HITId), all);
    assert.deepEqual(await statuses(HITId, []), all);
    assert.deepEqual(await statuses(HITId, ['Rejected', 'Submitted']), ['A3 Submitted', 'A5 Rejected']);
    await advance(600);
    assert.deepEqual(await statuses(HITId), all, 'abandoned');
    await ask('UpdateExpirationForHIT', { HITId, ExpireAt: 0 });
    assert.deepEqual(await statuses(HITId), all, 'expired');
    assert.equal(
      (await bench().refusal('ListAssignmentsForHIT', { HITId, AssignmentStatuses: ['Accepted'] })).message,
      "1 validation error detected: Value 'Accepted' at 'assignmentStatuses.1.member' failed to satisfy constraint: Member must satisfy enum value set: [Submitted, Approved, Rejected]",
    );
  });

  it('§3.2 ApproveAssignment: from Submitted only, once; the feedback is kept', async () => {
    const { ask, refusal, createHIT, work } = bench();
    const { HITId } = await createHIT();
    const AssignmentId = await work(HITId, 'A1');
    await approve(AssignmentId, { RequesterFeedback: 'f'.repeat(1024) });
    const again = await refusal('ApproveAssignment', { AssignmentId });
    assert.equal(said(again), 'This operation can be called with a status of: Submitted');
    assert.equal(again.TurkErrorCode, 'AWS.MechanicalTurk.InvalidAssignmentState');
    assert.equal(await code('ApproveAssignment', { AssignmentId, OverrideRejection: true }), 'InvalidAssignmentState');
    assert.equal(await code('RejectAssignment', { AssignmentId, RequesterFeedback: '' }), 'InvalidAssignmentState');
    const assignment = part(await ask('GetAssignment', { AssignmentId }), 'Assignment');
    assert.equal(assignment.RequesterFeedback, 'f'.repeat(1024));
    const long = { AssignmentId, RequesterFeedback: 'f'.repeat(1025) };
    assert.equal(await code('ApproveAssignment', long), 'ParameterValidationError');
    assert.equal(await code('RejectAssignment', long), 'ParameterValidationError');
    const running = await bench().accept(HITId, 'A2');
    assert.equal(await code('ApproveAssignment', { AssignmentId: running }), 'InvalidAssignmentState');
  });

  it('§3.2 ApproveAssignment: overrides a rejection up to 30 days after the submission', async () => {
    const { ask, createHIT, work, advance, status } = bench();
    const { HITId } = await createHIT({ MaxAssignments: 2 });
    const [first, second] = [await work(HITId, 'A1'), await work(HITId, 'A2')];
    for (const id of [first, second]) await reject(id);
    const later = { OverrideRejection: true };
    assert.equal(await code('ApproveAssignment', { AssignmentId: first }), 'InvalidAssignmentState');
    await advance(30 * day - 2);
    await approve(first, later);
    const { ApprovalTime, RejectionTime, RequesterFeedback } = part(
      await ask('GetAssignment', { AssignmentId: first }),
      'Assignment',
    );
    assert.equal(Number(ApprovalTime) - Number(RejectionTime), 30 * day - 2);
    assert.equal(RequesterFeedback, 'Not what was asked.');
    await advance(3);
    assert.equal(await code('ApproveAssignment', { AssignmentId: second, ...later }), 'InvalidAssignmentState');
    assert.equal(await status(second), 'Rejected');
  });

  it('§3.2 RejectAssignment: asks for feedback, which may be empty', async () => {
    const { ask, refusal, createHIT, work } = bench();
    const { HITId } = await createHIT();
    const AssignmentId = await work(HITId, 'A1');
    assert.deepEqual(await refusal('RejectAssignment', { AssignmentId }), {
      __type: 'ValidationException',
      message:
        "1 validation error detected: Value null at 'requesterFeedback' failed to satisfy constraint: Member must not be null",
    });
    await ask('RejectAssignment', { AssignmentId, RequesterFeedback: '' });
  });

  it('§3.2 RejectAssignment: the slot is not published again; the assignment counts as completed', async () => {
    const { ask, createHIT, work, getHIT } = bench();
    const { HITId } = await createHIT({ MaxAssignments: 1 });
    await reject(await work(HITId, 'A1'));
    assert.equal(tally(await getHIT(HITId)), 'Reviewable 0/0/1');
    await ask('CreateAdditionalAssignmentsForHIT', { HITId, NumberOfAdditionalAssignments: 1 });
    assert.equal(tally(await getHIT(HITId)), 'Assignable 1/0/1');
  });

  it('§3.2 RejectAssignment: not after the automatic approval', async () => {
    const { createHIT, work, advance } = bench();
    const { HITId } = await createHIT({ AutoApprovalDelayInSeconds: 60 });
    const AssignmentId = await work(HITId, 'A1');
    await advance(60);
    assert.equal(await code('RejectAssignment', { AssignmentId, RequesterFeedback: '' }), 'InvalidAssignmentState');
  });

  it('§3.2 SendBonus: for what is Submitted, Approved or Rejected, to its worker', async () => {
    const { ask, createHIT, work, accept } = bench();
    const { HITId } = await createHIT({ MaxAssignments: 9 });
    const bonus = (AssignmentId: string, WorkerId: string, more: object = {}) => ({
      WorkerId,
      AssignmentId,
      BonusAmount: '0.01',
      Reason: 'Thanks',
      ...more,
    });
    const ids = [await work(HITId, 'A1'), await work(HITId, 'A2'), await work(HITId, 'A3')] as const;
    await approve(ids[1]);
    await reject(ids[2]);
    for (const [index, id] of ids.entries()) assert.deepEqual(await ask('SendBonus', bonus(id, `A${index + 1}`)), {});
    assert.equal(await code('SendBonus', bonus(ids[0], 'A2')), 'ParameterValidationError');
    assert.equal(await code('SendBonus', bonus(await accept(HITId, 'A4'), 'A4')), 'InvalidAssignmentState');
    assert.equal(await code('SendBonus', bonus('3NONE', 'A1')), 'AssignmentDoesNotExist');
    for (const BonusAmount of ['0', '0.00'])
      assert.equal(await code('SendBonus', bonus(ids[0], 'A1', { BonusAmount })), 'ParameterValidationError');
    await ask('SendBonus', bonus(ids[0], 'A1', { BonusAmount: '250.00' }));
  });

  it('§5.1: control characters in RequesterFeedback and Reason are a RequestError', async () => {
    const { ask, refusal, createHIT, work } = bench();
    const { HITId } = await createHIT();
    const AssignmentId = await work(HITId, 'A1');
    const bonus = { WorkerId: 'A1', AssignmentId, BonusAmount: '1.00' };
    for (const code of [0, 8, 11, 12, 14, 31]) {
      const text = `a${String.fromCharCode(code)}b`;
      for (const [operation, input] of [
        ['ApproveAssignment', { AssignmentId, RequesterFeedback: text }],
        ['RejectAssignment', { AssignmentId, RequesterFeedback: text }],
        ['SendBonus', { ...bonus, Reason: text }],
        ['CreateWorkerBlock', { WorkerId: 'A1', Reason: text }],
      ] as const) {
        const { __type, TurkErrorCode } = await refusal(operation, input);
        assert.deepEqual(
          [__type, TurkErrorCode],
          ['RequestError', 'AWS.MechanicalTurk.InvalidParameterValue'],
          operation,
        );
      }
    }
    await ask('SendBonus', { ...bonus, Reason: 'tab\t, lines\r\nand \u007f' });
    await ask('ApproveAssignment', { AssignmentId, RequesterFeedback: 'a\tb\nc' });
  });

  it('§3.2 SendBonus: a token pays once in 24 hours', async () => {
    const { ask, refusal, createHIT, work, advance } = bench();
    const { HITId } = await createHIT();
    const AssignmentId = await work(HITId, 'A1');
    const input = { WorkerId: 'A1', AssignmentId, BonusAmount: '1', Reason: 'r', UniqueRequestToken: 'a "quoted" one' };
    await ask('SendBonus', input);
    assert.equal(
      said(await refusal('SendBonus', { ...input, BonusAmount: '2' })),
      'The idempotency token "a "quoted" one" has already been processed.',
    );
    await advance(day);
    await ask('SendBonus', input);
    const { BonusPayments, NumResults } = await ask('ListBonusPayments', { AssignmentId });
    assert.equal(NumResults, 2);
    const [{ GrantTime, ...payment } = {}] = BonusPayments as Record<string, unknown>[];
    assert.deepEqual(payment, { WorkerId: 'A1', BonusAmount: '1.00', AssignmentId, Reason: 'r' });
    assert(Number.isInteger(GrantTime));
  });

  it('§3.2 ListBonusPayments: of a HIT or of an assignment; one of the two must be said', async () => {
    const { ask, createHIT, work } = bench();
    const { HITId } = await createHIT();
    const [first, second] = [await work(HITId, 'A1'), await work(HITId, 'A2')];
    for (const [AssignmentId, WorkerId] of [
      [second, 'A2'],
      [first, 'A1'],
    ])
      await ask('SendBonus', { WorkerId, AssignmentId, BonusAmount: '1', Reason: 'r' });
    const workers = async (of: object) =>
      rows(await ask('ListBonusPayments', of), 'BonusPayments').map(each => each.WorkerId);
    assert.deepEqual(await workers({ HITId }), ['A2', 'A1']);
    assert.deepEqual(await workers({ AssignmentId: first }), ['A1']);
    assert.equal(await code('ListBonusPayments', {}), 'InvalidParameterValue');
  });

  it('§3.2 GetFileUploadURL: always refused, since nothing is uploaded any more', async () => {
    const { createHIT, work } = bench();
    const { HITId } = await createHIT();
    const QuestionIdentifier = 'file';
    const AssignmentId = await work(HITId, 'A1');
    assert.equal(await code('GetFileUploadURL', { AssignmentId, QuestionIdentifier }), 'InvalidParameterValue');
    assert.equal(
      await code('GetFileUploadURL', { AssignmentId: '3NONE', QuestionIdentifier }),
      'AssignmentDoesNotExist',
    );
  });
});
