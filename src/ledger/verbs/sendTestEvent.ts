/** Sends one notification to try its destination. */
import * as v from 'valibot';
import { notification, notificationEvents, notificationInput } from './notificationFields.ts';
import { defineVerb } from './verbDefinition.ts';

export const sendTestEvent = defineVerb({
  schema: v.object({ verb: v.literal('sendTestEvent'), notification, event: v.picklist(notificationEvents) }),
  label: 'Send test event',
  done: 'Sent',
  apiOperation: 'SendTestEventNotification',
  // Receivers get any notification at least once, and tell them apart by EventDocId.
  idempotent: true,
  input: ({ notification, event }) => ({ Notification: notificationInput(notification), TestEventType: event }),
  find: async () => ({ found: 'noTrace', words: 'the service does not report which notifications it sent' }),
  conflict: () => undefined,
  about: ({ event }) => event,
  target: ({ notification: { destination } }) => destination,
});
