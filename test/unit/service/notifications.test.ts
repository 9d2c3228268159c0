import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  ApproveAssignmentCommand,
  type EventType,
  type NotificationSpecification,
  SendTestEventNotificationCommand,
  UpdateNotificationSettingsCommand,
} from '@aws-sdk/client-mturk';
import { readCommandLine, UsageError } from '../../../src/service/cli.ts';
import { startLocal } from '../../support/local.ts';
import { type Receiver, startReceiver } from '../../support/receiver.ts';
import { assertRefused, type Bench, makeBench, useBench } from './setup.ts';

const queue = 'http://127.0.0.1:9324/000000000000/mturk';
const topic = 'arn:aws:sns:eu-west-1:123456789012:mturk';

const all: EventType[] = [
  'AssignmentAccepted',
  'AssignmentAbandoned',
  'AssignmentReturned',
  'AssignmentSubmitted',
  'AssignmentRejected',
  'AssignmentApproved',
  'HITCreated',
  'HITExpired',
  'HITReviewable',
  'HITExtended',
  'HITDisposed',
];

const toQueue = (...EventTypes: EventType[]): NotificationSpecification => ({
  Destination: queue,
  Transport: 'SQS',
  Version: '2006-05-05',
  EventTypes: EventTypes.length > 0 ? EventTypes : all,
});

interface Told {
  readonly cursor: number;
  readonly transport: string;
  readonly destination: string;
  readonly body: { readonly Events: readonly Record<string, string>[]; readonly [member: string]: unknown };
  readonly error?: string;
}

const read = async ({ local }: Bench, input: object = {}) => {
  const { messages, cursor } = await local.control('events', input);
  return { messages: messages as Told[], cursor: Number(cursor) };
};

const types = (told: readonly { readonly body: Told['body'] }[]) =>
  told.flatMap(({ body }) => body.Events.map(event => event.EventType));

describe('service: notifications in the built-in queue (§6.11)', () => {
  const bench = useBench({ startTime: Date.UTC(2026, 0, 5, 12) });

  const subscribe = async (HITTypeId: string | undefined, input: object = { Notification: toQueue() }) =>
    bench().client.send(new UpdateNotificationSettingsCommand({ HITTypeId, ...input }));

  it("tells a HIT's life in the documented form, each event at its time", async () => {
    const { createHIT, accept, work, client, advance, local } = bench();
    const { HITId, HITTypeId = '' } = await createHIT({ LifetimeInSeconds: 1000, AutoApprovalDelayInSeconds: 3600 });
    await subscribe(HITTypeId);
    const first = await work(HITId, 'A1');
    const second = await accept(HITId, 'A2');
    await client.send(new ApproveAssignmentCommand({ AssignmentId: first }));
    await advance(500);
    await local.control('return', { AssignmentId: second, WorkerId: 'A2' });
    const third = await accept(HITId, 'A3');
    await advance(121 * 86_400);
    const { messages } = await read(bench());
    assert.deepEqual(types(messages), [
      'AssignmentAccepted',
      'AssignmentSubmitted',
      'AssignmentAccepted',
      'AssignmentApproved',
      'AssignmentReturned',
      'AssignmentAccepted',
      'HITExpired',
      'AssignmentAbandoned',
      'HITReviewable',
      'HITDisposed',
    ]);
    const [{ body, transport, destination } = assert.fail()] = messages;
    assert.deepEqual([transport, destination], ['SQS', queue]);
    const { EventDocId, CustomerId, ...rest } = body;
    assert.match(String(EventDocId), /^[0-9a-f]{40}$/);
    assert.match(String(CustomerId), /^A[A-Z0-9]{13}$/);
    assert.deepEqual(rest, {
      Events: [
        {
          EventType: 'AssignmentAccepted',
          EventTimestamp: '2026-01-05T12:00:00Z',
          HITId,
          AssignmentId: first,
          HITTypeId,
        },
      ],
      SourceAccount: '000000000000',
      EventDocVersion: '2006-05-05',
    });
    const expired = messages[6]?.body.Events[0];
    assert.deepEqual(expired, { EventType: 'HITExpired', EventTimestamp: '2026-01-05T12:16:40Z', HITId, HITTypeId });
    assert.equal(messages[7]?.body.Events[0]?.AssignmentId, third);
    assert.equal(messages[7]?.body.Events[0]?.EventTimestamp, '2026-01-05T12:18:20Z');
    assert.equal(new Set(messages.map(message => message.body.EventDocId)).size, messages.length);
  });

  it('is read with a cursor, and forgets what was acknowledged', async () => {
    const { createHIT } = bench();
    const { HITTypeId } = await createHIT();
    await subscribe(HITTypeId, { Notification: toQueue('HITCreated') });
    for (let count = 0; count < 3; count++) await createHIT();
    const first = await read(bench(), { limit: 2 });
    const rest = await read(bench(), { after: first.cursor });
    assert.deepEqual([first.messages.length, rest.messages.length], [2, 1]);
    assert.deepEqual(await read(bench(), { after: rest.cursor }), { messages: [], cursor: rest.cursor });
    assert.deepEqual((await read(bench(), { acknowledge: first.cursor })).messages, rest.messages);
    assert.equal((await read(bench(), { acknowledge: rest.cursor })).messages.length, 0);
  });

  it('keeps one specification for a HIT type, filters by event, and can be turned off and on (§3.6)', async () => {
    const { createHIT } = bench();
    const { HITTypeId } = await createHIT();
    await assertRefused(subscribe(HITTypeId, {}), 'InvalidParameterValue');
    await assertRefused(
      subscribe(HITTypeId, { Active: true }),
      'InvalidParameterValue',
      /no notification specification/,
    );
    await subscribe(HITTypeId, { Notification: toQueue('HITReviewable') });
    await createHIT();
    await subscribe(HITTypeId, { Notification: { ...toQueue('HITCreated'), Transport: 'SNS', Destination: topic } });
    await createHIT();
    await subscribe(HITTypeId, { Active: false });
    await createHIT();
    await subscribe(HITTypeId, { Notification: toQueue('HITCreated') });
    await createHIT();
    await createHIT({ Title: 'Of another type' });
    await subscribe(HITTypeId, { Active: true });
    await createHIT();
    const { messages } = await read(bench());
    assert.deepEqual(
      messages.map(({ destination }) => destination),
      [topic, queue],
      'a replaced specification stays inactive',
    );
  });

  it('refuses what it can not tell to (§6.11)', async () => {
    const { createHIT, client } = bench();
    const { HITTypeId } = await createHIT();
    const given = (change: Partial<NotificationSpecification>) => ({ Notification: { ...toQueue(), ...change } });
    await assertRefused(subscribe('3NONE'), 'HITTypeDoesNotExist');
    await assertRefused(subscribe(HITTypeId, given({ Version: '1999-01-01' })), 'InvalidParameterValue');
    await assertRefused(subscribe(HITTypeId, given({ EventTypes: [] })), 'InvalidParameterValue');
    await assertRefused(subscribe(HITTypeId, given({ Destination: topic })), 'InvalidTransportEndpoint', /queue's URL/);
    await assertRefused(subscribe(HITTypeId, given({ Transport: 'SNS' })), 'InvalidTransportEndpoint', /topic's ARN/);
    await assertRefused(
      client.send(
        new SendTestEventNotificationCommand({ ...given({ Transport: 'Email' }), TestEventType: 'Ping' } as never),
      ),
      'InvalidTransportEndpoint',
      /e-mail address/,
    );
  });

  it('takes tests of any kind, unfiltered, also by e-mail', async () => {
    const { client } = bench();
    const test = (Notification: NotificationSpecification, TestEventType: EventType) =>
      client.send(new SendTestEventNotificationCommand({ Notification, TestEventType }));
    await test(toQueue('HITCreated'), 'Ping');
    await test(
      { ...toQueue(), Transport: 'Email', Destination: 'me@example.org', Version: '2014-08-15' },
      'AssignmentSubmitted',
    );
    const { messages } = await read(bench());
    assert.deepEqual(types(messages), ['Ping', 'AssignmentSubmitted']);
    assert.deepEqual(
      messages.map(({ transport, body }) => [
        transport,
        body.EventDocVersion,
        'AssignmentId' in (body.Events[0] ?? {}),
      ]),
      [
        ['SQS', '2006-05-05', false],
        ['Email', '2014-08-15', true],
      ],
    );
  });
});

describe('service: notifications that are delivered (§6.11)', () => {
  let receiver: Receiver;
  let folder: string;
  beforeEach(async () => {
    receiver = await startReceiver();
    folder = await mkdtemp(join(tmpdir(), 'mturk-local-'));
  });
  afterEach(async () => {
    await receiver.close();
    await rm(folder, { recursive: true, force: true });
  });

  const start = async (options: object = {}) =>
    makeBench(await startLocal({ endpoints: { SQS: `${receiver.url}/sqs`, SNS: receiver.url }, ...options }));

  const subscribe = async ({ client }: Bench, HITTypeId: string | undefined, Notification: NotificationSpecification) =>
    client.send(new UpdateNotificationSettingsCommand({ HITTypeId, Notification }));

  it('sends to queues as AWS JSON 1.0, to topics as a query, both signed', async () => {
    const bench = await start();
    const { HITTypeId } = await bench.createHIT();
    await subscribe(bench, HITTypeId, toQueue());
    await bench.createHIT();
    const [toSqs = assert.fail()] = await receiver.until(1);
    assert.equal(toSqs.path, '/sqs');
    assert.equal(toSqs.headers['content-type'], 'application/x-amz-json-1.0');
    assert.equal(toSqs.headers['x-amz-target'], 'AmazonSQS.SendMessage');
    assert.match(toSqs.headers.authorization ?? '', /Credential=LOCALREQUESTER00\/\d{8}\/us-east-1\/sqs\/aws4_request/);
    const { QueueUrl, MessageBody } = JSON.parse(toSqs.body) as Record<string, string>;
    assert.equal(QueueUrl, queue);
    assert.equal(JSON.parse(MessageBody ?? '').Events[0].EventType, 'HITCreated');

    await subscribe(bench, HITTypeId, { ...toQueue(), Transport: 'SNS', Destination: topic });
    await bench.createHIT();
    const [, toSns = assert.fail()] = await receiver.until(2);
    assert.equal(toSns.headers['content-type'], 'application/x-www-form-urlencoded');
    assert.match(toSns.headers.authorization ?? '', /\/eu-west-1\/sns\/aws4_request/);
    const form = new URLSearchParams(toSns.body);
    assert.deepEqual([form.get('Action'), form.get('TopicArn')], ['Publish', topic]);
    assert.match(form.get('Subject') ?? '', /^\d{13}$/);
    assert.equal(JSON.parse(form.get('Message') ?? '').Events[0].EventType, 'HITCreated');
    assert.deepEqual((await read(bench)).messages, []);
    await bench.local.stop();
  });

  it('sends again, later and later by the clock, the same document, until it is taken', async () => {
    const bench = await start();
    const { HITTypeId } = await bench.createHIT();
    await subscribe(bench, HITTypeId, toQueue('HITCreated'));
    receiver.statuses.push(500, 403);
    await bench.createHIT();
    await receiver.until(1);
    const waiting = async (count: number) => {
      // Its failure is written down after the answer; nothing else says when.
      while (((await bench.local.control('stats')).notifications as { waiting: number }).waiting !== count);
    };
    await waiting(1);
    await bench.advance(1);
    await receiver.until(2);
    await waiting(1);
    await bench.advance(1);
    assert.equal(receiver.received.length, 2, 'the second pause is longer');
    await bench.advance(1);
    await receiver.until(3);
    await waiting(0);
    const documents = receiver.received.map(({ body }) => (JSON.parse(body) as { MessageBody: string }).MessageBody);
    assert.equal(new Set(documents).size, 1);
    await bench.local.stop();
  });

  it('gives up after three days, and shows what nobody took', async () => {
    const bench = await start();
    const { HITTypeId } = await bench.createHIT({ LifetimeInSeconds: 30 * 86_400 });
    await subscribe(bench, HITTypeId, toQueue('HITCreated'));
    const { url } = receiver;
    await receiver.close();
    await bench.createHIT({ LifetimeInSeconds: 30 * 86_400 });
    let failed: Told[] = [];
    while (failed.length === 0) {
      await bench.advance(3600);
      failed = (await read(bench, { failed: true })).messages;
    }
    assert.match(failed[0]?.error ?? '', new RegExp(`^${url}/sqs can't be reached: `));
    receiver = await startReceiver();
    await bench.local.stop();
  });

  it('sends what an earlier process could not, and keeps it where there is no endpoint any more', async () => {
    const data = join(folder, 'local.db');
    const { url } = receiver;
    await receiver.close();
    const before = await start({ data, endpoints: { SQS: url } });
    const { HITTypeId } = await before.createHIT();
    await subscribe(before, HITTypeId, toQueue('HITCreated'));
    await before.createHIT();
    await before.local.stop();
    receiver = await startReceiver();
    const after = await start({ data });
    await after.advance(1);
    await receiver.until(1);
    receiver.statuses.push(500);
    await after.createHIT();
    await receiver.until(2);
    await after.local.stop();
    const without = await start({ data, endpoints: {} });
    assert.deepEqual(types((await read(without)).messages), ['HITCreated']);
    await without.local.stop();
  });

  it('refuses a test that its destination does not take (§3.6)', async () => {
    const bench = await start();
    const ping = () =>
      bench.client.send(new SendTestEventNotificationCommand({ Notification: toQueue(), TestEventType: 'Ping' }));
    await ping();
    assert.equal(receiver.received.length, 1, 'it is there before the call is answered');
    receiver.statuses.push(403);
    await assertRefused(ping(), 'InvalidTransportEndpoint', /answered 403/);
    assert.deepEqual((await read(bench)).messages, []);
    await bench.local.stop();
  });

  it('takes endpoints from the command line', () => {
    assert.deepEqual(
      readCommandLine(['--sqs-endpoint', 'http://q:1', '--sns-endpoint', 'https://t/x']).options.endpoints,
      {
        SQS: 'http://q:1',
        SNS: 'https://t/x',
      },
    );
    assert.throws(() => readCommandLine(['--sqs-endpoint', 'queue']), UsageError);
  });
});
