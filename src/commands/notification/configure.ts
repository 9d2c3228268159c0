/** Sets where notifications of a HIT type go, turns them on and off, and sends a test event. */

import type { OperationOf } from '../../ledger/ledgerOperations.ts';
import { notificationEvents } from '../../ledger/verbs/notificationFields.ts';
import { storageKeys } from '../../storageKeys.ts';
import type { Handler } from '../commandHandler.ts';
import { performOperations } from '../perform.ts';
import { connected } from '../selectTargets.ts';
import type { Needs, Operating } from '../workbench.ts';
import { selectHITType } from './hitTypes.ts';

type Notification = OperationOf<'sendTestEvent'>['notification'];

const title = 'Set Notifications';
const forms = {
  SQS: { pattern: /^https?:\/\/[^\s/]+\/\S+$/, example: 'https://sqs.us-east-1.amazonaws.com/123456789012/mturk' },
  SNS: { pattern: /^arn:[\w-]+:sns:[\w-]+:\w+:[\w.-]+$/, example: 'arn:aws:sns:us-east-1:123456789012:mturk' },
} as const;

export const setNotifications: Handler<Operating & Needs<'explorer' | 'memory'>> = async (
  workbench,
  clicked,
  selected,
) => {
  const session = connected(workbench);
  const { prompts } = workbench;
  const types = await selectHITType(workbench, session, title, clicked, selected);
  if (!types || types.length === 0) return;
  const what = await prompts.pick(title, 'What do you want to change?', [
    { label: 'Destination and events…', detail: 'Replaces what was set before', value: 'set' as const },
    { label: 'Turn on', value: 'on' as const },
    { label: 'Turn off', value: 'off' as const },
  ]);
  if (!what) return;
  const notification = what === 'set' ? await askNotification(workbench, true) : undefined;
  if (what === 'set' && !notification) return;
  await performOperations(workbench, session, {
    verb: what === 'off' ? 'Turn Off' : what === 'on' ? 'Turn On' : 'Set',
    done: what === 'off' ? 'Turned off' : what === 'on' ? 'Turned on' : 'Set',
    noun: ['notification of a HIT type', 'notifications of HIT types'],
    items: types,
    operation: ({ typeId }) => ({
      verb: 'updateNotificationSettings',
      hitTypeId: typeId,
      ...(notification ? { notification } : {}),
      active: what !== 'off',
    }),
    remarks: [
      ...types.map(type => `“${type.title}”`),
      ...(notification
        ? [`${notification.transport}: ${notification.destination}`, notification.events.join(', ')]
        : []),
      'The service doesn’t report what was set before. Send a test event to try the destination.',
    ],
  });
};

export const sendTestEvent: Handler<Operating & Needs<'memory'>> = async workbench => {
  const session = connected(workbench);
  const notification = await askNotification(workbench, false);
  if (!notification) return;
  const event = await workbench.prompts.pick(
    'Send Test Event',
    'Which event?',
    ['Ping' as const, ...notificationEvents.filter(each => each !== 'Ping')].map(each => ({
      label: each,
      value: each,
    })),
  );
  if (!event) return;
  await performOperations(workbench, session, {
    verb: 'Send',
    noun: ['test event', 'test events'],
    items: [event],
    operation: each => ({
      verb: 'sendTestEvent',
      notification: { ...notification, events: notification.events.length > 0 ? notification.events : [each] },
      event: each,
    }),
    remarks: [`${notification.transport}: ${notification.destination}`],
  });
};

/** Where notifications go, beginning with what was used last. */
async function askNotification(
  workbench: Needs<'memory' | 'prompts'>,
  withEvents: boolean,
): Promise<Notification | undefined> {
  const { prompts, memory } = workbench;
  const transport = await prompts.pick(title, 'Where to?', [
    { label: 'An SQS queue', value: 'SQS' as const },
    { label: 'An SNS topic', value: 'SNS' as const },
  ]);
  if (!transport) return undefined;
  const { pattern, example } = forms[transport];
  const key = storageKeys.destinationPrefix + transport;
  const last = memory.get<unknown>(key);
  const destination = await prompts.input({
    title,
    prompt: transport === 'SQS' ? 'URL of the queue' : 'ARN of the topic',
    placeholder: example,
    ...(typeof last === 'string' ? { value: last } : {}),
    check: text =>
      pattern.test(text.trim()) ? undefined : `Enter ${transport === 'SQS' ? 'a URL' : 'an ARN'} such as ${example}.`,
  });
  if (destination === undefined) return undefined;
  const events = withEvents
    ? await prompts.pickMany(
        title,
        'Which events?',
        notificationEvents
          .filter(each => each !== 'Ping')
          .map(each => ({
            label: each,
            value: each,
            picked: each === 'AssignmentSubmitted' || each === 'HITReviewable',
          })),
      )
    : [];
  if (!events || (withEvents && events.length === 0)) return undefined;
  await memory.update(key, destination.trim());
  return { transport, destination: destination.trim(), version: '2014-08-15', events: [...events] };
}
