import assert from 'node:assert/strict';
import {
  ApproveAssignmentCommand,
  type EventType,
  type NotificationSpecification,
  SendTestEventNotificationCommand,
  UpdateNotificationSettingsCommand,
} from '@aws-sdk/client-mturk';
import { queue, read, topic, toQueue, types } from './notificationSetup.ts';
import { assertRefused, useBench } from './setup.ts';

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
