/** Operations on qualification types, requests, messages and notifications: what is sent, what is found of it later, what reverses it. */
import assert from 'node:assert/strict';
import { memoryStore } from '../../../src/ledger/journalStore.ts';
import type { Operation, OperationOf } from '../../../src/ledger/ledgerOperations.ts';
import type { Caller } from '../../../src/ledger/requests.ts';
import { undoOf } from '../../../src/ledger/reversal.ts';
import type { MTurkClient } from '../../../src/mturk/client.ts';
import { requestQualification } from '../../../src/service/qualificationRules.ts';
import { type InnerBench, useInnerBench } from '../service/inside.ts';
import { answerKey, test as testForm } from '../service/qualificationTests.ts';
import { clientOf, facts, newLedger, resultsOf } from './setup.ts';

const workerId = 'A1WORKER0';

async function newType(client: MTurkClient, settings: object = {}): Promise<string> {
  const { QualificationType } = await client.call('CreateQualificationType', {
    Name: 'Careful readers',
    Description: 'Reads with care.',
    QualificationTypeStatus: 'Active',
    ...settings,
  });
  return QualificationType?.QualificationTypeId ?? '';
}

async function pendingRequest(bench: InnerBench, client: MTurkClient, typeId: string) {
  await bench.run(tx => requestQualification(tx, workerId, typeId));
  const { QualificationRequests = [] } = await client.call('ListQualificationRequests', {});
  return {
    requestId: QualificationRequests[0]?.QualificationRequestId ?? '',
    qualificationTypeId: typeId,
    workerId,
  };
}

/** Sends the operation from a process that dies as soon as it had its effect, then resumes the plan. */
async function afterCrash(client: Caller, operation: Operation): Promise<string[]> {
  let die: () => void = () => {};
  const dead = new Promise<void>(resolve => {
    die = resolve;
  });
  const call = async (...request: Parameters<Caller['call']>) => {
    await client.call(...request);
    die();
    return new Promise<never>(() => {});
  };
  const store = memoryStore();
  void newLedger(store).start(facts('plan'), [operation], {
    client: { endpoint: client.endpoint, call: call as Caller['call'] },
  });
  await dead;
  const { outcomes } = await newLedger(store).resume('plan', { client });
  return resultsOf(outcomes);
}

async function carriedOut(client: Caller, operation: Operation) {
  const { outcomes } = await newLedger().start(facts('plan'), [operation], { client });
  const [outcome] = outcomes;
  assert.ok(outcome);
  return outcome;
}

describe('the ledger on qualification types', () => {
  const bench = useInnerBench();

  it('creates one with a test, and finds it after a crash', async () => {
    const client = clientOf(bench());
    const operation: Operation = {
      verb: 'createQualificationType',
      name: 'Colours',
      description: 'Sees colours.',
      keywords: 'colour, sight',
      settings: { Test: testForm, AnswerKey: answerKey, TestDurationInSeconds: 600, RetryDelayInSeconds: 60 },
    };
    assert.deepEqual(await afterCrash(client, operation), ['done']);
    const { QualificationTypes = [] } = await client.call('ListQualificationTypes', { MustBeRequestable: true });
    assert.deepEqual(
      QualificationTypes.map(({ Name, Keywords, TestDurationInSeconds }) => [Name, Keywords, TestDurationInSeconds]),
      [['Colours', 'colour, sight', 600]],
    );
  });

  it('updates one, finds that after a crash, and restores what it was', async () => {
    const client = clientOf(bench());
    const qualificationTypeId = await newType(client);
    const operation: OperationOf<'updateQualificationType'> = {
      verb: 'updateQualificationType',
      qualificationTypeId,
      name: 'Careful readers',
      changes: { Description: 'Reads twice.', QualificationTypeStatus: 'Inactive' },
      before: { Description: 'Reads with care.', QualificationTypeStatus: 'Active' },
    };
    assert.deepEqual(await afterCrash(client, operation), ['done']);
    const undo = undoOf(operation, { at: 0 }, 0);
    assert.ok(undo);
    assert.equal((await carriedOut(client, undo.operation)).result, 'done');
    const { QualificationType } = await client.call('GetQualificationType', {
      QualificationTypeId: qualificationTypeId,
    });
    assert.equal(QualificationType?.Description, 'Reads with care.');
    assert.equal(QualificationType?.QualificationTypeStatus, 'Active');
  });

  it('offers no way back for a setting that was not there before', () => {
    const operation: Operation = {
      verb: 'updateQualificationType',
      qualificationTypeId: 'T',
      name: '',
      changes: { RetryDelayInSeconds: 60 },
      before: {},
    };
    assert.equal(undoOf(operation, { at: 0 }, 0), undefined);
  });

  it('deletes one, and finds that after a crash', async () => {
    const client = clientOf(bench());
    const qualificationTypeId = await newType(client);
    const operation: Operation = { verb: 'deleteQualificationType', qualificationTypeId, name: 'Careful readers' };
    assert.deepEqual(await afterCrash(client, operation), ['done']);
  });

  it('accepts a request, finds that after a crash, and revokes to undo it', async () => {
    const client = clientOf(bench());
    const request = await pendingRequest(bench(), client, await newType(client));
    const operation: Operation = { verb: 'acceptQualificationRequest', ...request, score: 70 };
    assert.deepEqual(await afterCrash(client, operation), ['done']);
    const { Qualification } = await client.call('GetQualificationScore', {
      QualificationTypeId: request.qualificationTypeId,
      WorkerId: workerId,
    });
    assert.equal(Qualification?.IntegerValue, 70);
    const undo = undoOf(operation, { at: 0 }, 0);
    assert.ok(undo);
    assert.equal((await carriedOut(client, undo.operation)).result, 'done');
  });

  it('rejects a request, and finds that after a crash', async () => {
    const client = clientOf(bench());
    const request = await pendingRequest(bench(), client, await newType(client));
    assert.deepEqual(await afterCrash(client, { verb: 'rejectQualificationRequest', ...request, reason: 'Full.' }), [
      'done',
    ]);
  });

  it('reports a request that somebody else decided the other way', async () => {
    const client = clientOf(bench());
    const request = await pendingRequest(bench(), client, await newType(client));
    await client.call('RejectQualificationRequest', { QualificationRequestId: request.requestId });
    const accepted = await carriedOut(client, { verb: 'acceptQualificationRequest', ...request });
    assert.ok(accepted.result === 'failed');
    assert.match(accepted.error.words, /no longer pending/);
    await client.call('AssociateQualificationWithWorker', {
      QualificationTypeId: request.qualificationTypeId,
      WorkerId: workerId,
    });
    const rejected = await carriedOut(client, { verb: 'rejectQualificationRequest', ...request });
    assert.ok(rejected.result === 'failed');
    assert.match(rejected.error.words, /has the qualification/);
  });
});

describe('the ledger on notifications', () => {
  const bench = useInnerBench();
  const notification = {
    transport: 'SQS',
    destination: 'http://127.0.0.1:9324/000000000000/mturk',
    version: '2014-08-15',
    events: ['AssignmentSubmitted'],
  } as const;

  it('sets where they go, turns them off, and turns them on again to undo that', async () => {
    const client = clientOf(bench());
    const { HITTypeId: hitTypeId = '' } = await bench().createHIT();
    const set: Operation = {
      verb: 'updateNotificationSettings',
      hitTypeId,
      notification: { ...notification, events: [...notification.events] },
      active: true,
    };
    assert.deepEqual(await afterCrash(client, set), ['done']);
    assert.equal(undoOf(set, { at: 0 }, 0), undefined);
    const off: Operation = { verb: 'updateNotificationSettings', hitTypeId, active: false };
    assert.equal((await carriedOut(client, off)).result, 'done');
    const undo = undoOf(off, { at: 0 }, 0);
    assert.equal(undo?.label, 'Turn On');
  });

  it('sends a test event', async () => {
    const client = clientOf(bench());
    const operation: Operation = {
      verb: 'sendTestEvent',
      notification: { ...notification, events: [...notification.events] },
      event: 'Ping',
    };
    assert.equal((await carriedOut(client, operation)).result, 'done');
    const { messages } = (await bench().local.control('events')) as { messages: { body: { Events: object[] } }[] };
    assert.deepEqual(
      messages.map(({ body }) => body.Events.map(each => (each as { EventType: string }).EventType)),
      [['Ping']],
    );
  });
});

describe('a message that reached some of its workers', () => {
  const bench = useInnerBench();

  it('is done, and names whom it missed and whether a repeat may reach them', async () => {
    const client = clientOf(bench());
    const { HITId } = await bench().createHIT();
    await client.call('ApproveAssignment', { AssignmentId: await bench().work(HITId, workerId) });
    const store = memoryStore();
    const operation: Operation = {
      verb: 'message',
      subject: 'Thanks',
      text: 'Hi',
      workerIds: [workerId, 'A1STRANGER'],
    };
    const { outcomes } = await newLedger(store).start(facts('plan'), [operation], { client });
    assert.deepEqual(resultsOf(outcomes), ['done']);
    const [plan] = await newLedger(store).plans();
    const missed = plan?.items[0]?.outcome?.missed;
    assert.equal(missed?.length, 1);
    assert.equal(missed?.[0]?.workerId, 'A1STRANGER');
    assert.equal(missed?.[0]?.soft, false);
  });
});

describe('messages of a process that is killed', () => {
  it('are unclear only where they were under way, however many wait for their turn', async () => {
    const store = memoryStore();
    let sent = 0;
    const begun = Promise.withResolvers<void>();
    const call = () => {
      sent += 1;
      if (sent === 2) begun.resolve();
      return new Promise<never>(() => {});
    };
    const client = { endpoint: '', call: call as Caller['call'] };
    const operations = Array.from(
      { length: 60 },
      (_, index): Operation => ({ verb: 'message', subject: `${index}`, text: 'Hello', workerIds: [workerId] }),
    );
    void newLedger(store).start(facts('plan'), operations, { client, parallel: 2 });
    await begun.promise;
    const [open] = await newLedger(store).openPlans();
    assert.deepEqual([open?.unknown, open?.notSent], [2, 58]);
  });
});
