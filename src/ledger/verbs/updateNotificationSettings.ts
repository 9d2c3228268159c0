/** Sets where notifications of a HIT type go, or turns them on and off. */
import * as v from 'valibot';
import { notification, notificationInput } from './notificationFields.ts';
import { id } from './schemaFields.ts';
import { defineVerb } from './verbDefinition.ts';

export const updateNotificationSettings = defineVerb({
  schema: v.object({
    verb: v.literal('updateNotificationSettings'),
    hitTypeId: id,
    /** As before if absent. */
    notification: v.optional(notification),
    active: v.optional(v.boolean()),
  }),
  label: 'Update notifications',
  done: 'Set',
  apiOperation: 'UpdateNotificationSettings',
  // One specification for each HIT type: a new one replaces the old.
  idempotent: true,
  input: ({ hitTypeId, notification, active }) => ({
    HITTypeId: hitTypeId,
    ...(notification ? { Notification: notificationInput(notification) } : {}),
    ...(active === undefined ? {} : { Active: active }),
  }),
  find: async () => ({ found: 'noTrace', words: 'the service does not report notification settings' }),
  conflict: ({ hitTypeId }) => ['notifications', hitTypeId],
  reversal: ({ hitTypeId, notification, active }) =>
    notification || active === undefined
      ? undefined
      : {
          label: active ? 'Turn Off' : 'Turn On',
          operation: { verb: 'updateNotificationSettings', hitTypeId, active: !active },
        },
  about: ({ notification, active }) => notification?.destination ?? (active ? 'on' : 'off'),
  target: ({ hitTypeId }) => hitTypeId,
});
