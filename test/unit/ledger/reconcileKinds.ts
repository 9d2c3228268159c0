/** Each kind of operation, ready to be run at a fresh service. */
import assert from 'node:assert/strict';
import { addAssignmentsOperation, type Operation } from '../../../src/ledger/ledgerOperations.ts';
import { readHIT } from '../../../src/mturk/model.ts';
import { type Bench, plainHIT } from '../service/setup.ts';
import { bonusOf, clientOf, submitted } from './setup.ts';

async function reviewable(bench: Bench): Promise<string> {
  const { work } = await submitted(bench, 1);
  return work[0]?.hitId ?? '';
}

export async function qualificationType(bench: Bench): Promise<string> {
  const input = { Name: 'Careful', Description: 'Reads instructions.', QualificationTypeStatus: 'Active' } as const;
  const { QualificationType } = await clientOf(bench).call('CreateQualificationType', input);
  return QualificationType?.QualificationTypeId ?? '';
}

export const workerId = 'A1WORKER0';

export const kinds: Record<string, (bench: Bench, now: number) => Promise<Operation>> = {
  approve: async bench => {
    const [work] = (await submitted(bench, 1)).work;
    assert.ok(work);
    return { verb: 'approve', ...work };
  },
  override: async bench => {
    const { work, client } = await submitted(bench, 1);
    const [only] = work;
    assert.ok(only);
    await client.call('RejectAssignment', { AssignmentId: only.assignmentId, RequesterFeedback: 'no' });
    return { verb: 'override', ...only };
  },
  reject: async bench => {
    const [work] = (await submitted(bench, 1)).work;
    assert.ok(work);
    return { verb: 'reject', ...work, feedback: 'all the same' };
  },
  bonus: async bench => {
    const [work] = (await submitted(bench, 1)).work;
    assert.ok(work);
    return bonusOf(work);
  },
  'bonus after equal ones': async bench => {
    const { work, client } = await submitted(bench, 1);
    const [only] = work;
    assert.ok(only);
    const WorkerId = only.workerId;
    const paid = { AssignmentId: only.assignmentId, WorkerId, BonusAmount: '0.50', Reason: 'thorough' };
    await client.call('SendBonus', paid);
    return { ...bonusOf(only), equalBefore: 1 };
  },
  addAssignments: async bench => addAssignmentsOperation((await submitted(bench, 1)).hit, 3),
  setExpiration: async (bench, now) => {
    const { HITId: hitId } = await bench.createHIT();
    return {
      verb: 'setExpiration',
      hitId,
      at: Math.round(now / 1000) * 1000 + 9 * 86_400_000,
      before: now + 86_400_000,
    };
  },
  expire: async (bench, now) => {
    const { HITId: hitId } = await bench.createHIT({ LifetimeInSeconds: 20 * 86_400 });
    return { verb: 'expire', hitId, before: now + 20 * 86_400_000 };
  },
  delete: async bench => {
    const { work, client, hit } = await submitted(bench, 1);
    await client.call('ApproveAssignment', { AssignmentId: work[0]?.assignmentId });
    return { verb: 'delete', hitId: hit.id };
  },
  createHIT: async () => {
    const { Title = '', Reward = '' } = plainHIT;
    return { verb: 'createHIT', input: { ...plainHIT, Title, Reward, RequesterAnnotation: 'row 7' } };
  },
  createHITWithType: async bench => {
    const { HITTypeId = '' } = await bench.createHIT();
    const input = { HITTypeId, LifetimeInSeconds: 86_400, Question: plainHIT.Question, RequesterAnnotation: 'row 8' };
    const { reward } = readHIT({ Reward: '0.60' });
    return { verb: 'createHITWithType', input, title: 'Stroop task', reward, fee: reward };
  },
  block: async bench => {
    await submitted(bench, 1);
    return { verb: 'block', workerId, reason: 'a robot' };
  },
  unblock: async bench => {
    await submitted(bench, 1);
    await clientOf(bench).call('CreateWorkerBlock', { WorkerId: workerId, Reason: 'a robot' });
    return { verb: 'unblock', workerId };
  },
  createQualificationType: async () => ({
    verb: 'createQualificationType',
    name: 'Took part',
    description: 'Marks who took part before.',
  }),
  assignQualification: async bench => {
    await submitted(bench, 1);
    return { verb: 'assignQualification', qualificationTypeId: await qualificationType(bench), workerId, score: 80 };
  },
  revokeQualification: async bench => {
    await submitted(bench, 1);
    const qualificationTypeId = await qualificationType(bench);
    const input = { QualificationTypeId: qualificationTypeId, WorkerId: workerId, IntegerValue: 5 };
    await clientOf(bench).call('AssociateQualificationWithWorker', input);
    return { verb: 'revokeQualification', qualificationTypeId, workerId };
  },
  setReviewing: async bench => ({ verb: 'setReviewing', hitId: await reviewable(bench) }),
  revertReviewing: async bench => {
    const hitId = await reviewable(bench);
    await clientOf(bench).call('UpdateHITReviewStatus', { HITId: hitId });
    return { verb: 'revertReviewing', hitId };
  },
  changeHITType: async bench => {
    const { HITId: hitId } = await bench.createHIT();
    const { HITTypeId: hitTypeId = '' } = await bench.createHIT({ Title: 'Another title' });
    return { verb: 'changeHITType', hitId, hitTypeId };
  },
};
