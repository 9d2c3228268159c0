import assert from 'node:assert/strict';
import {
  ApproveAssignmentCommand,
  CreateQualificationTypeCommand,
  ListQualificationRequestsCommand,
  NotifyWorkersCommand,
} from '@aws-sdk/client-mturk';
import { answerKey, test as testForm } from './qualificationTests.ts';
import { useBench } from './setup.ts';

describe('service: the control verbs request and messages', () => {
  const bench = useBench();

  it('let a worker ask, with answers to a test, and be scored', async () => {
    const { client, local } = bench();
    const create = async (more: object) =>
      (
        await client.send(
          new CreateQualificationTypeCommand({
            Name: `Type ${JSON.stringify(more).length}`,
            Description: 'Described.',
            QualificationTypeStatus: 'Active',
            ...more,
          }),
        )
      ).QualificationType?.QualificationTypeId;
    const plain = await create({});
    const asked = await local.control('request', { WorkerId: 'A1', QualificationTypeId: plain });
    assert.equal(asked.granted, false);
    const { QualificationRequests } = await client.send(new ListQualificationRequestsCommand({}));
    assert.deepEqual(
      QualificationRequests?.map(each => each.QualificationRequestId),
      [asked.QualificationRequestId],
    );
    const scored = await create({ Test: testForm, AnswerKey: answerKey, TestDurationInSeconds: 60 });
    const { granted, IntegerValue } = await local.control('request', {
      WorkerId: 'A1',
      QualificationTypeId: scored,
      Answers: { red: ['yes'], green: ['no'] },
    });
    assert.deepEqual([granted, IntegerValue], [true, 50]);
    await assert.rejects(local.control('request', { WorkerId: 'A1', QualificationTypeId: plain }), /already requested/);
  });

  it('list what was written to a worker, newest first', async () => {
    const { client, local } = bench();
    const { HITId } = await bench().createHIT();
    await client.send(new ApproveAssignmentCommand({ AssignmentId: await bench().work(HITId, 'A1WORKER') }));
    for (const Subject of ['One', 'Two'])
      await client.send(new NotifyWorkersCommand({ Subject, MessageText: 'Hello', WorkerIds: ['A1WORKER'] }));
    const { messages } = (await local.control('messages', { WorkerId: 'A1WORKER' })) as {
      messages: { subject: string; text: string; cursor: number }[];
    };
    assert.deepEqual(
      messages.map(({ subject, text }) => [subject, text]),
      [
        ['Two', 'Hello'],
        ['One', 'Hello'],
      ],
    );
    const older = await local.control('messages', { WorkerId: 'A1WORKER', before: messages[0]?.cursor });
    assert.equal((older.messages as object[]).length, 1);
  });
});
