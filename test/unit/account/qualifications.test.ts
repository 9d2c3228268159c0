import assert from 'node:assert/strict';
import { useInnerBench } from '../service/inside.ts';
import { answerKey, answers, test as testForm } from '../service/qualificationTests.ts';
import { useAccounts } from './setup.ts';

describe('what an account knows of qualification types', () => {
  const bench = useInnerBench();
  const openAt = useAccounts();

  it('is who holds and held a type, and which HITs require it', async () => {
    const { account } = openAt(bench().local);
    const { client } = account;
    const { QualificationType } = await client.call('CreateQualificationType', {
      Name: 'Careful',
      Description: 'Reads.',
      QualificationTypeStatus: 'Active',
      Test: testForm,
      AnswerKey: answerKey,
      TestDurationInSeconds: 600,
    });
    const typeId = QualificationType?.QualificationTypeId ?? '';
    for (const [WorkerId, IntegerValue] of [
      ['A1ONE', 3],
      ['A2TWO', 5],
    ] as const)
      await client.call('AssociateQualificationWithWorker', { QualificationTypeId: typeId, WorkerId, IntegerValue });
    await client.call('DisassociateQualificationFromWorker', { QualificationTypeId: typeId, WorkerId: 'A1ONE' });
    const { HITId } = await bench().createHIT({
      QualificationRequirements: [{ QualificationTypeId: typeId, Comparator: 'Exists' }],
    });
    await account.workers.refresh();
    const qualifications = await account.people.qualifications();
    await qualifications.read(typeId);
    const { freshness, revoked, hits, type } = qualifications.details(typeId);
    assert.equal(freshness.state, 'fresh');
    assert.deepEqual(
      qualifications.holders(typeId).map(({ workerId, score }) => [workerId, score]),
      [['A2TWO', 5]],
    );
    assert.deepEqual(
      revoked.map(({ workerId }) => workerId),
      ['A1ONE'],
    );
    assert.deepEqual(
      hits.map(({ id }) => id),
      [HITId],
    );
    assert.equal(type?.answerKey, answerKey);
    assert.equal(qualifications.scoreOf(typeId, answers('yes', 'no')), 50);
    assert.equal(qualifications.scoreOf(typeId, 'no XML'), undefined);
  });

  it('follows what was changed by an operation', async () => {
    const { account } = openAt(bench().local);
    const { client } = account;
    const { QualificationType } = await client.call('CreateQualificationType', {
      Name: 'Careful',
      Description: 'Reads.',
      QualificationTypeStatus: 'Active',
    });
    const typeId = QualificationType?.QualificationTypeId ?? '';
    await account.workers.refresh();
    const qualifications = await account.people.qualifications();
    assert.deepEqual(qualifications.holders(typeId), []);
    await client.call('AssociateQualificationWithWorker', { QualificationTypeId: typeId, WorkerId: 'A1ONE' });
    await account.reread({ hitIds: [], workers: true });
    assert.equal(qualifications.holders(typeId).length, 1);
  });

  it('finds types of others, and knows them for foreign ones', async () => {
    const stranger = await bench().stranger();
    const { CreateQualificationTypeCommand } = await import('@aws-sdk/client-mturk');
    await stranger.send(
      new CreateQualificationTypeCommand({
        Name: 'Foreign birds',
        Description: 'Knows birds.',
        QualificationTypeStatus: 'Active',
      }),
    );
    const { account } = openAt(bench().local);
    const qualifications = await account.people.qualifications();
    const { types, more } = await qualifications.search({ query: 'birds', own: false, requestable: true });
    assert.deepEqual([types.map(({ name }) => name), more], [['Foreign birds'], false]);
    const [found] = types;
    assert.ok(found);
    assert.equal(qualifications.isOwn(found.id), false);
    assert.equal(qualifications.type(found.id)?.name, 'Foreign birds');
    await qualifications.read(found.id);
    assert.equal(qualifications.details(found.id).freshness.state, 'fresh');
  });

  it('says what failed, and keeps what it had', async () => {
    const { account } = openAt(bench().local);
    const qualifications = await account.people.qualifications();
    await qualifications.read('3NOTHERE');
    const { freshness, hits } = qualifications.details('3NOTHERE');
    assert.equal(freshness.state, 'failed');
    assert.deepEqual(hits, []);
  });
});
