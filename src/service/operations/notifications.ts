/** Operations on notifications (reference.md §3.6, §6.11). */

import { notificationDocument } from '../notify/document.ts';
import { queueMessage } from '../notify/outbox.ts';
import { DeliveryRefused } from '../notify/post.ts';
import { invalidParameter, RequestError } from '../serviceErrors.ts';
import type { Input, NotificationInput } from '../shapes/operationInputs.ts';
import type { NotificationTarget } from '../storage/notifications.ts';
import { type Call, type Handlers, nothing, type Outside } from './call.ts';
import { ownHITType } from './hitTypes.ts';

export const notificationOperations = {
  UpdateNotificationSettings: (call, input) => {
    const { HITTypeId: hitTypeId, Notification: notification, Active: active } = input;
    const { notifications } = call.store;
    ownHITType(call, hitTypeId);
    if (notification === undefined && active === undefined)
      throw invalidParameter('Either a Notification or Active must be given.');
    const before = notifications.settings(hitTypeId);
    if (notification) {
      const target = readTarget(notification);
      if (notification.EventTypes.length === 0) throw invalidParameter('EventTypes must name at least one event.');
      // The documentation's own example leaves Active out, and wants to be told.
      const eventTypes = [...new Set(notification.EventTypes)];
      notifications.saveSettings({ hitTypeId, ...target, eventTypes, active: active ?? before?.active ?? true });
    } else {
      if (!before) throw invalidParameter(`HITType ${hitTypeId} has no notification specification yet.`);
      notifications.saveSettings({ ...before, active: active ?? before.active });
    }
    return nothing;
  },

  SendTestEventNotification: (call, input) => {
    const target = readTarget(input.Notification);
    // Where the transport has an endpoint, the message has been sent already.
    if (!call.outgoing.has(target.transport)) queueMessage(call, testEvent(call, input), target, call.requester.id);
    return nothing;
  },
} satisfies Handlers;

/** Sends the test message before the call is answered. Rejects with InvalidTransportEndpoint when it is not taken. */
export async function sendTestEvent(outside: Outside, input: Input<'SendTestEventNotification'>): Promise<void> {
  const target = readTarget(input.Notification);
  if (!outside.outgoing.has(target.transport)) return;
  const uniqueId = `test ${outside.now()} ${outside.uniqueId()}`;
  const body = notificationDocument(
    testEvent({ now: outside.now() }, input),
    outside.requester,
    target.version,
    uniqueId,
  );
  try {
    await outside.post({ ...target, body }, outside.requester);
  } catch (error) {
    if (!(error instanceof DeliveryRefused)) throw error;
    throw new RequestError(
      'InvalidTransportEndpoint',
      `The ${target.transport} destination ${target.destination} did not take the notification: ${error.message}`,
    );
  }
}

/** A test belongs to no HIT. */
const testId = '3TESTTESTTESTTESTTESTTESTTESTT';

function testEvent({ now }: Pick<Call, 'now'>, { TestEventType: type }: Input<'SendTestEventNotification'>) {
  const ids = { hitId: testId, hitTypeId: testId };
  return { type, ...ids, ...(type.startsWith('Assignment') ? { assignmentId: testId } : {}), at: now };
}

const versions: readonly string[] = ['2006-05-05', '2014-08-15'];

const destinationForms = {
  SQS: { pattern: /^https?:\/\/[^\s/]+\/\S+$/, words: "a queue's URL" },
  SNS: { pattern: /^arn:[\w-]+:sns:[\w-]+:\w+:[\w.-]+$/, words: "a topic's ARN" },
  Email: { pattern: /^[^\s@]+@[^\s@]+$/, words: 'an e-mail address' },
} as const;

function readTarget({
  Destination: destination,
  Transport: transport,
  Version: version,
}: NotificationInput): NotificationTarget {
  if (!versions.includes(version)) throw invalidParameter(`Version must be one of ${versions.join(', ')}.`);
  const { pattern, words } = destinationForms[transport];
  if (!pattern.test(destination))
    throw new RequestError('InvalidTransportEndpoint', `The Destination of ${transport} must be ${words}.`);
  return { destination, transport, version };
}
