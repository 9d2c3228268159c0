import assert from 'node:assert/strict';
import {
  AcceptQualificationRequestCommand,
  AssociateQualificationWithWorkerCommand,
  CreateQualificationTypeCommand,
  type CreateQualificationTypeCommandInput,
  DisassociateQualificationFromWorkerCommand,
  GetQualificationScoreCommand,
  ListQualificationRequestsCommand,
  ListWorkersWithQualificationTypeCommand,
  paginateListQualificationRequests,
  paginateListWorkersWithQualificationType,
  RejectQualificationRequestCommand,
  UpdateQualificationTypeCommand,
} from '@aws-sdk/client-mturk';
import { requestQualification, startTest, testDeadline } from '../../../src/service/qualificationRules.ts';
import { useInnerBench } from './inside.ts';
import { answerKey, answers, test } from './qualificationTests.ts';
import { assertRefused } from './setup.ts';

describe('service: qualifications', () => {
  const bench = useInnerBench();
  const create = async (input: Partial<CreateQualificationTypeCommandInput> = {}, client = bench().client) => {
    const { QualificationType } = await client.send(
      new CreateQualificationTypeCommand({
        Name: 'Colour vision',
        Description: 'Sees all colours.',
        QualificationTypeStatus: 'Active',
        ...input,
      }),
    );
    assert(QualificationType?.QualificationTypeId);
    return QualificationType.QualificationTypeId;
  };
  const associate = (
    QualificationTypeId: string,
    WorkerId: string,
    IntegerValue?: number,
    SendNotification?: boolean,
  ) =>
    bench().client.send(
      new AssociateQualificationWithWorkerCommand({ QualificationTypeId, WorkerId, IntegerValue, SendNotification }),
    );
  const disassociate = (QualificationTypeId: string, WorkerId: string, Reason?: string) =>
    bench().client.send(new DisassociateQualificationFromWorkerCommand({ QualificationTypeId, WorkerId, Reason }));
  const score = async (QualificationTypeId: string, WorkerId: string) =>
    (await bench().client.send(new GetQualificationScoreCommand({ QualificationTypeId, WorkerId }))).Qualification;
  const workers = async (QualificationTypeId: string, Status?: 'Granted' | 'Revoked') => {
    const listed = await bench().client.send(
      new ListWorkersWithQualificationTypeCommand({ QualificationTypeId, Status }),
    );
    return listed.Qualifications?.map(each => `${each.WorkerId} ${each.IntegerValue} ${each.Status}`);
  };
  const request = (typeId: string, workerId: string, answer?: string) =>
    bench().run(tx => requestQualification(tx, workerId, typeId, answer));
  const pending = async (QualificationTypeId?: string) =>
    (await bench().client.send(new ListQualificationRequestsCommand({ QualificationTypeId }))).QualificationRequests ??
    [];
  const messages = (workerId: string) =>
    bench().run(tx => tx.store.workerMessages.list(workerId, undefined, 10).map(message => message.subject));

  it('are granted with value 1 unless told, and given another value by doing it again (§3.4)', async () => {
    const id = await create();
    const now = await bench().advance(10);
    assert.deepEqual(await associate(id, 'A1').then(({ $metadata: _, ...rest }) => rest), {});
    const qualification = await score(id, 'A1');
    assert.deepEqual(qualification, {
      QualificationTypeId: id,
      WorkerId: 'A1',
      GrantTime: new Date(Math.floor(now) * 1000),
      IntegerValue: 1,
      Status: 'Granted',
    });
    await bench().advance(10);
    await associate(id, 'A1', -5, false);
    assert.deepEqual(await score(id, 'A1'), { ...qualification, IntegerValue: -5 });
    assert.deepEqual(await messages('A1'), ['You have been granted the Qualification Colour vision']);
  });

  it('are revoked with a reason, and then neither scored nor revoked again (§3.4)', async () => {
    const id = await create();
    await assertRefused(
      score(id, 'A1'),
      'QualificationDoesNotExist',
      'You requested a Qualification that does not exist.',
    );
    await assertRefused(disassociate(id, 'A1'), 'QualificationDoesNotExist');
    await associate(id, 'A1', 7, false);
    await disassociate(id, 'A1', 'Colour-blind after all.');
    for (const call of [score(id, 'A1'), disassociate(id, 'A1')])
      await assertRefused(call, 'InvalidQualificationState', 'This operation can be called with a status of: Granted');
    assert.deepEqual(
      await bench().run(tx => tx.store.workerMessages.list('A1', undefined, 1)[0]?.text),
      'Colour-blind after all.',
    );
    assert.deepEqual(await workers(id), []);
    assert.deepEqual(await workers(id, 'Revoked'), ['A1 7 Revoked']);
    await associate(id, 'A1', 8);
    assert.deepEqual(await workers(id, 'Granted'), ['A1 8 Granted']);
  });

  it('are listed in pages, granted ones unless told (§2, §3.4)', async () => {
    const { client } = bench();
    const id = await create();
    for (const worker of ['A3', 'A1', 'A2']) await associate(id, worker, 1);
    const pages: string[][] = [];
    for await (const page of paginateListWorkersWithQualificationType(
      { client, pageSize: 2 },
      { QualificationTypeId: id, Status: 'Granted' },
    ))
      pages.push((page.Qualifications ?? []).map(each => each.WorkerId ?? ''));
    assert.deepEqual(pages, [['A3', 'A1'], ['A2'], []]);
    assert.deepEqual(await workers(id), ['A3 1 Granted', 'A1 1 Granted', 'A2 1 Granted']);
  });

  it('are their owner’s to give and to see (§3.4)', async () => {
    const id = await create({}, await bench().stranger());
    for (const type of [id, '00000000000000000071']) {
      await assertRefused(associate(type, 'A1'), 'PermissionDenied');
      await assertRefused(score(type, 'A1'), 'PermissionDenied');
      await assertRefused(workers(type), 'PermissionDenied');
      await assertRefused(pending(type), 'PermissionDenied');
    }
    await assertRefused(associate('3NONE', 'A1'), 'QualificationTypeDoesNotExist');
    const request = await bench().run(tx => requestQualification(tx, 'A1', id));
    await assertRefused(
      bench().client.send(new AcceptQualificationRequestCommand({ QualificationRequestId: request.requestId })),
      'QualificationRequestDoesNotExist',
    );
  });

  it('are asked for, and the request accepted or rejected once (§3.4)', async () => {
    const { client } = bench();
    const id = await create();
    const other = await create({ Name: 'Other' });
    const [first, second] = [await request(id, 'A1'), await request(id, 'A2')];
    assert.equal(first.kind, 'pending');
    await request(other, 'A1');
    const listed = await pending(id);
    assert.deepEqual(
      listed.map(each => [each.QualificationRequestId, each.WorkerId, each.QualificationTypeId]),
      [
        [first.requestId, 'A1', id],
        [second.requestId, 'A2', id],
      ],
    );
    assert(listed[0]?.SubmitTime instanceof Date && listed[0].Answer === undefined);
    const pages: (number | undefined)[] = [];
    for await (const page of paginateListQualificationRequests({ client, pageSize: 2 }, {}))
      pages.push(page.NumResults);
    assert.deepEqual(pages, [2, 1, 0]);

    const accept = (requestId: string, IntegerValue?: number) =>
      client.send(new AcceptQualificationRequestCommand({ QualificationRequestId: requestId, IntegerValue }));
    const reject = (requestId: string, Reason?: string) =>
      client.send(new RejectQualificationRequestCommand({ QualificationRequestId: requestId, Reason }));
    await accept(first.requestId, 42);
    await reject(second.requestId, 'Not this time.');
    assert.equal((await score(id, 'A1'))?.IntegerValue, 42);
    await assertRefused(score(id, 'A2'), 'QualificationDoesNotExist');
    assert.equal((await pending(id)).length, 0);
    for (const call of [accept(first.requestId), reject(second.requestId)])
      await assertRefused(call, 'InvalidQualificationRequestState');
    await assertRefused(accept('nonsense'), 'QualificationRequestDoesNotExist');
    assert.deepEqual(await messages('A2'), ['Your request for the Qualification Colour vision was rejected']);
  });

  it('are granted at once where the type says so, and never wait (§3.4)', async () => {
    const id = await create({ AutoGranted: true, AutoGrantedValue: 5 });
    assert.deepEqual((await request(id, 'A1')).kind, 'granted');
    assert.equal((await score(id, 'A1'))?.IntegerValue, 5);
    assert.deepEqual(await pending(), []);
  });

  it('are asked for once, or again after the retry delay (§3.4)', async () => {
    const { client, advance } = bench();
    const once = await create({ AutoGranted: true });
    await request(once, 'A1');
    await assertRefused(wire(request(once, 'A1')), 'QualificationTypeDoesNotAllowRetake');
    const again = await create({ Name: 'Again', AutoGranted: true, RetryDelayInSeconds: 60 });
    await request(again, 'A1');
    await advance(59);
    await assertRefused(wire(request(again, 'A1')), 'QualificationTypeRetryDelayNotElapsed', /again in 1 seconds/);
    await advance(1);
    assert.equal((await request(again, 'A1')).kind, 'granted');
    const asked = await create({ Name: 'Asked', RetryDelayInSeconds: 0 });
    await request(asked, 'A1');
    await assertRefused(wire(request(asked, 'A1')), 'InvalidQualificationRequestState');
    await client.send(
      new UpdateQualificationTypeCommand({ QualificationTypeId: asked, QualificationTypeStatus: 'Inactive' }),
    );
    await assertRefused(
      wire(request(asked, 'A2')),
      'InvalidQualificationTypeState',
      'This operation can be called with a status of: Active',
    );
  });

  it('with a test and a key are scored without the requester (§6.7)', async () => {
    const id = await create({ Test: test, AnswerKey: answerKey, TestDurationInSeconds: 600, RetryDelayInSeconds: 10 });
    await assertRefused(wire(request(id, 'A1')), 'InvalidParameterValue', /answers are missing/);
    await bench().run(tx => startTest(tx, 'A1', id));
    assert.deepEqual((await request(id, 'A1', answers('yes', 'no'))).kind, 'granted');
    assert.equal((await score(id, 'A1'))?.IntegerValue, 50);
    await bench().advance(10);
    await request(id, 'A1', answers('yes', 'yes'));
    assert.equal((await score(id, 'A1'))?.IntegerValue, 100);
    assert.deepEqual(await pending(), []);
    await assertRefused(wire(request(id, 'A2', '<no')), 'XMLParseError');
  });

  it('with a test and no key wait with the answers for the requester (§3.4)', async () => {
    const id = await create({ Test: test, TestDurationInSeconds: 600 });
    const { requestId } = await request(id, 'A1', answers('no', 'no'));
    const [waiting] = await pending(id);
    assert.deepEqual(
      [waiting?.QualificationRequestId, waiting?.Test, waiting?.Answer],
      [requestId, test, answers('no', 'no')],
    );
  });

  it('have tests that end with their time, and count as an attempt from their start (§3.4)', async () => {
    const { run, advance } = bench();
    const id = await create({ Test: test, AnswerKey: answerKey, TestDurationInSeconds: 60, RetryDelayInSeconds: 100 });
    const begun = await run(tx => startTest(tx, 'A1', id));
    assert.equal(begun.test, test);
    await advance(30);
    const same = await run(tx => startTest(tx, 'A1', id));
    assert.equal(same.id, begun.id, 'a running test goes on');
    assert.equal(
      await run(tx => {
        const type = tx.store.qualificationTypes.get(id);
        assert(type);
        return testDeadline(type, same) - begun.startTime;
      }),
      60_000,
    );
    await advance(31);
    await assertRefused(
      wire(request(id, 'A1', answers('yes', 'yes'))),
      'QualificationTypeRetryDelayNotElapsed',
      /again in 39 seconds/,
    );
    await assertRefused(wire(run(tx => startTest(tx, 'A1', id))), 'QualificationTypeRetryDelayNotElapsed');
    await advance(39);
    await run(tx => startTest(tx, 'A1', id));
    assert.equal((await request(id, 'A1', answers('yes', 'yes'))).kind, 'granted');
    const untested = await create({ Name: 'Untested' });
    await assertRefused(wire(run(tx => startTest(tx, 'A1', untested))), 'InvalidQualificationTypeState');
  });
});

/** Gives a refusal from inside the service the form that clients see. */
async function wire<T>(call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error;
    throw Object.assign(new Error(`${error.message} (${1_600_000_000_000})`), {
      name: error.name,
      TurkErrorCode: `AWS.MechanicalTurk.${error.code}`,
    });
  }
}
