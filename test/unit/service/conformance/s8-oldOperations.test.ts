/** What old code did with one operation and must now do with others: the preconditions of the table in §8. */
import assert from 'node:assert/strict';
import { day, tally } from '../setup.ts';
import { part, useWireBench } from './wireBench.ts';

describe('conformance §8: the old operations by the new ones', () => {
  const bench = useWireBench();
  const seconds = async () => Math.floor(Number((await bench().local.control('health')).now));

  it('§8 DisableHIT: expire, approve what is submitted, and wait for what is in progress before DeleteHIT', async () => {
    const { ask, refusal, createHIT, accept, work, advance } = bench();
    const { HITId } = await createHIT();
    const AssignmentId = await work(HITId, 'A1');
    await accept(HITId, 'A2');
    await ask('UpdateExpirationForHIT', { HITId, ExpireAt: 0 });
    await ask('ApproveAssignment', { AssignmentId });
    const { Message } = await refusal('DeleteHIT', { HITId });
    assert.match(String(Message), /currently in the state 'Unassignable'/);
    await advance(600);
    await ask('DeleteHIT', { HITId });
  });

  it('§8 ExtendHIT: from now where it has expired, from Expiration where it has not', async () => {
    const { ask, createHIT, getHIT, advance } = bench();
    const { HITId, Expiration } = await createHIT({ LifetimeInSeconds: 600 });
    const increment = 3600;
    await ask('UpdateExpirationForHIT', { HITId, ExpireAt: Number(Expiration) / 1000 + increment });
    assert.equal(Number((await getHIT(HITId)).Expiration) - Number(Expiration), increment * 1000);
    await advance(day);
    assert.equal(tally(await getHIT(HITId)), 'Reviewable 3/0/0');
    await ask('CreateAdditionalAssignmentsForHIT', { HITId, NumberOfAdditionalAssignments: 1 });
    await ask('UpdateExpirationForHIT', { HITId, ExpireAt: (await seconds()) + increment });
    assert.equal(tally(await getHIT(HITId)), 'Assignable 4/0/0');
  });

  it('§8 ForceExpireHIT: ExpireAt 0, without an error on a HIT that has expired or is being reviewed', async () => {
    const { ask, createHIT, getHIT } = bench();
    const { HITId } = await createHIT();
    for (let time = 0; time < 2; time++) await ask('UpdateExpirationForHIT', { HITId, ExpireAt: 0 });
    await ask('UpdateHITReviewStatus', { HITId });
    await ask('UpdateExpirationForHIT', { HITId, ExpireAt: 0 });
    assert.equal(tally(await getHIT(HITId)), 'Reviewing 3/0/0');
  });

  it('§8 SetHITAsReviewing: Revert false and true, each from its one state', async () => {
    const { ask, refusal, createHIT } = bench();
    const { HITId } = await createHIT();
    const code = async (input: object) => (await refusal('UpdateHITReviewStatus', { HITId, ...input })).TurkErrorCode;
    assert.equal(await code({}), 'AWS.MechanicalTurk.InvalidHITState');
    await ask('UpdateExpirationForHIT', { HITId, ExpireAt: 0 });
    assert.equal(await code({ Revert: true }), 'AWS.MechanicalTurk.InvalidHITState');
    await ask('UpdateHITReviewStatus', { HITId, Revert: false });
    assert.equal(await code({ Revert: false }), 'AWS.MechanicalTurk.InvalidHITState');
    await ask('UpdateHITReviewStatus', { HITId, Revert: true });
  });

  it('§8 ChangeHITTypeOfHIT: not once somebody has accepted', async () => {
    const { ask, refusal, createHIT, accept } = bench();
    const { HITTypeId } = await createHIT({ Title: 'Another' });
    const { HITId } = await createHIT();
    await ask('UpdateHITTypeOfHIT', { HITId, HITTypeId });
    assert.equal(part(await ask('GetHIT', { HITId }), 'HIT').Title, 'Another');
    await accept(HITId, 'A1');
    assert.equal(
      (await refusal('UpdateHITTypeOfHIT', { HITId, HITTypeId })).TurkErrorCode,
      'AWS.MechanicalTurk.InvalidHITState',
    );
  });

  it('§8 UpdateQualificationScore: AssociateQualificationWithWorker also creates it', async () => {
    const { ask } = bench();
    const type = part(
      await ask('CreateQualificationType', { Name: 'n', Description: 'd', QualificationTypeStatus: 'Active' }),
      'QualificationType',
    );
    const input = { QualificationTypeId: type.QualificationTypeId, WorkerId: 'A1' };
    await ask('AssociateQualificationWithWorker', { ...input, IntegerValue: 4, SendNotification: false });
    assert.equal(part(await ask('GetQualificationScore', input), 'Qualification').IntegerValue, 4);
  });
});
