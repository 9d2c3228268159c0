import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type NotificationSpecification,
  SendTestEventNotificationCommand,
  UpdateNotificationSettingsCommand,
} from '@aws-sdk/client-mturk';
import { readCommandLine, UsageError } from '../../../src/service/cli.ts';
import { startLocal } from '../../support/local.ts';
import { type Receiver, startReceiver } from '../../support/receiver.ts';
import { queue, read, type Told, topic, toQueue, types } from './notificationSetup.ts';
import { assertRefused, type Bench, makeBench } from './setup.ts';

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
