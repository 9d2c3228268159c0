import assert from 'node:assert/strict';
import { requestQualification } from '../../../src/service/qualificationRules.ts';
import { useInnerBench } from '../service/inside.ts';
import { answers, test as testForm } from '../service/qualificationTests.ts';
import { useBench } from '../service/setup.ts';
import { useAccounts } from './setup.ts';

describe('the qualifications of an account', () => {
  const bench = useInnerBench();
  const openAt = useAccounts();

  it('are its own types, who has them, and who asks for them with which answers', async () => {
    const { account } = openAt(bench().local);
    const { client } = account;
    const { QualificationType } = await client.call('CreateQualificationType', {
      Name: 'Colours',
      Description: 'Sees colours.',
      QualificationTypeStatus: 'Active',
      Test: testForm,
      TestDurationInSeconds: 600,
    });
    const typeId = QualificationType?.QualificationTypeId ?? '';
    await client.call('AssociateQualificationWithWorker', {
      QualificationTypeId: typeId,
      WorkerId: 'A1HOLDER',
      IntegerValue: 7,
    });
    await bench().run(tx => requestQualification(tx, 'A1ASKER', typeId, answers('yes', 'no')));
    await account.workers.refresh();
    const { workers } = account;
    const type = workers.types.get(typeId);
    assert.deepEqual([type?.name, type?.hasTest, type?.hasKey, type?.active], ['Colours', true, false, true]);
    assert.deepEqual(
      workers.held.get('A1HOLDER')?.map(({ score }) => score),
      [7],
    );
    const [request] = workers.requests;
    assert.deepEqual([request?.workerId, request?.typeId, request?.hasAnswer], ['A1ASKER', typeId, true]);
    assert.equal(workers.testAnswer(request?.id ?? ''), answers('yes', 'no'));
  });
});

describe('the workers of an account', () => {
  const bench = useBench();
  const openAt = useAccounts();

  it('are summed up over all HITs that were read', async () => {
    const one = await bench().createHIT({ Title: 'One', Reward: '0.60' });
    const two = await bench().createHIT({ Title: 'Two', Reward: '1.00' });
    const good = await bench().work(one.HITId, 'A1GOOD');
    await bench().work(two.HITId, 'A1GOOD');
    const bad = await bench().work(one.HITId, 'A2BAD');
    const { account } = openAt(bench().local);
    const { client } = account;
    await client.call('ApproveAssignment', { AssignmentId: good });
    await client.call('RejectAssignment', { AssignmentId: bad, RequesterFeedback: 'No.' });
    await client.call('SendBonus', {
      WorkerId: 'A1GOOD',
      AssignmentId: good,
      BonusAmount: '0.25',
      Reason: 'Careful',
      UniqueRequestToken: 'once',
    });
    await client.call('CreateWorkerBlock', { WorkerId: 'A2BAD', Reason: 'Not done' });
    const { QualificationType } = await client.call('CreateQualificationType', {
      Name: 'Careful',
      Description: 'Worked well.',
      QualificationTypeStatus: 'Active',
    });
    await client.call('AssociateQualificationWithWorker', {
      QualificationTypeId: QualificationType?.QualificationTypeId,
      WorkerId: 'A1GOOD',
      IntegerValue: 90,
    });
    await account.refreshHITs();
    for (const { id } of account.hits()) {
      await account.refreshWork(id);
      await account.workers.bonuses.refresh(id);
    }
    await account.workers.refresh();
    assert.equal(account.workers.freshness.state, 'fresh');
    const all = account.workers.summaries(account.works(), id => account.hit(id));
    const facts = all.map(({ last: _, ...rest }) => rest).sort((a, b) => (a.id < b.id ? -1 : 1));
    assert.deepEqual(facts, [
      {
        id: 'A1GOOD',
        approved: 1,
        rejected: 0,
        unreviewed: 1,
        earned: 60,
        bonuses: 25,
        blocked: false,
        qualifications: [{ typeId: QualificationType?.QualificationTypeId, name: 'Careful', value: 90 }],
      },
      {
        id: 'A2BAD',
        approved: 0,
        rejected: 1,
        unreviewed: 0,
        earned: 0,
        bonuses: 0,
        blocked: true,
        qualifications: [],
      },
    ]);
    assert.equal(account.workers.blockOf('A2BAD'), 'Not done');
    assert.equal(account.answer(one.HITId, good), undefined);
  });

  it('keep what was known when a reading fails, and say why', async () => {
    const { account } = openAt(bench().local);
    const { HITId } = await bench().createHIT();
    await bench().work(HITId, 'A2BAD');
    await account.client.call('CreateWorkerBlock', { WorkerId: 'A2BAD', Reason: 'Not done' });
    await account.workers.refresh();
    await bench().local.stop();
    await account.workers.refresh();
    assert.equal(account.workers.freshness.state, 'failed');
    assert.deepEqual([...account.workers.ids()], ['A2BAD']);
  });
});
