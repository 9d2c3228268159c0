/** The receivers of docs/people.md, run as they are printed there, but for their ports, against Local. */
import assert from 'node:assert/strict';
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface, type Interface } from 'node:readline';
import type { Readable } from 'node:stream';
import { CreateHITCommand, type NotificationTransport, UpdateNotificationSettingsCommand } from '@aws-sdk/client-mturk';
import { type Local, startLocal } from '../../support/local.ts';
import { hasPython } from '../../support/programs.ts';
import { queueServer, topicServer } from '../../support/queueServers.ts';
import { question } from '../../support/submittedWork.ts';
import { topic } from './notificationSetup.ts';

const [queueScript = '', topicScript = ''] = [
  ...readFileSync('docs/people.md', 'utf8').matchAll(/```python\n([^`]*)```/g),
].map(([, script]) => script ?? '');

interface Receiver {
  readonly child: ChildProcessByStdio<null, Readable, Readable>;
  readonly lines: Interface;
  stop(): Promise<void>;
}

function runPython(script: string): Receiver {
  const child = spawn('python3', ['-u', '-c', script], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH,
      AWS_ACCESS_KEY_ID: 'RECEIVER',
      AWS_SECRET_ACCESS_KEY: 'of no use elsewhere',
      AWS_EC2_METADATA_DISABLED: 'true',
    },
  });
  const words: string[] = [];
  child.stderr.setEncoding('utf8').on('data', (text: string) => words.push(text));
  const ended = once(child, 'exit');
  return {
    child,
    lines: createInterface({ input: child.stdout }),
    stop: async () => {
      child.kill();
      await ended;
      assert.deepEqual(words.join(''), '', 'it reported nothing');
    },
  };
}

/** The next lines that a receiver prints. */
async function read({ lines }: Receiver, count: number): Promise<string[]> {
  const found: string[] = [];
  if (count === 0) return found;
  for await (const line of lines) {
    found.push(line);
    if (found.length === count) break;
  }
  return found;
}

/** A HIT whose submissions and whose end are reported, done by two workers. Gives what a receiver must print. */
async function happen(local: Local, Transport: NotificationTransport, Destination: string): Promise<string[]> {
  const client = local.client();
  const newHIT = () =>
    client.send(
      new CreateHITCommand({
        Title: 'Birds',
        Description: 'Name them.',
        Reward: '0.10',
        MaxAssignments: 2,
        AssignmentDurationInSeconds: 600,
        LifetimeInSeconds: 86_400,
        Question: question,
      }),
    );
  const { HIT } = await newHIT();
  await client.send(
    new UpdateNotificationSettingsCommand({
      HITTypeId: HIT?.HITTypeId,
      Active: true,
      Notification: {
        Transport,
        Destination,
        Version: '2006-05-05',
        EventTypes: ['AssignmentSubmitted', 'HITReviewable'],
      },
    }),
  );
  const expected: string[] = [];
  for (const WorkerId of ['A1BIRDS', 'A2BIRDS']) {
    const { AssignmentId } = await local.control('accept', { HITId: HIT?.HITId, WorkerId });
    await local.control('submit', { AssignmentId, WorkerId, Answers: { bird: 'wren' } });
    expected.push(`AssignmentSubmitted ${HIT?.HITId} ${AssignmentId}`);
  }
  return [...expected, `HITReviewable ${HIT?.HITId} `];
}

describe('the receivers of the documentation', () => {
  const stops: (() => Promise<unknown>)[] = [];
  const later = <T>(thing: T, stop: (thing: T) => Promise<unknown>): T => {
    stops.unshift(() => stop(thing));
    return thing;
  };
  afterEach(async () => {
    for (const stop of stops.splice(0)) await stop();
  });

  it('reads a queue, each event once though each message comes twice', async function () {
    if (!hasPython('boto3')) return this.skip();
    const server = later(await queueServer(), each => each.close());
    const local = later(await startLocal({ endpoints: { SQS: server.url } }), each => each.stop());
    const receiver = later(runPython(queueScript.replaceAll('9324', String(server.port))), each => each.stop());
    const printed = read(receiver, 3);
    const expected = await happen(local, 'SQS', `${server.url}/000000000000/mturk`);
    assert.deepEqual((await printed).sort(), expected.sort());
  });

  it('is called by a topic, each event once though each message comes twice', async function () {
    if (!hasPython()) return this.skip();
    const receiver = later(runPython(topicScript.replace('8000', '0')), each => each.stop());
    const printed: string[] = [];
    const seen = new Promise<void>(resolve => {
      receiver.lines.on('line', line => {
        printed.push(line);
        if (printed.length === 5) resolve();
      });
    });
    const [line] = (await once(receiver.lines, 'line')) as [string];
    const port = /^listening on port (\d+)$/.exec(line)?.[1];
    const server = later(await topicServer(`http://127.0.0.1:${port}/`), each => each.close());
    const local = later(await startLocal({ endpoints: { SNS: server.url } }), each => each.stop());
    const expected = await happen(local, 'SNS', topic);
    await seen;
    assert.equal(printed[1], 'open this address to subscribe: https://sns.invalid/confirm');
    assert.deepEqual(printed.slice(2).sort(), expected.sort());
  });
});
