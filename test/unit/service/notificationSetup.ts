import type { EventType, NotificationSpecification } from '@aws-sdk/client-mturk';
import type { Bench } from './setup.ts';

export const queue = 'http://127.0.0.1:9324/000000000000/mturk';
export const topic = 'arn:aws:sns:eu-west-1:123456789012:mturk';

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

export const toQueue = (...EventTypes: EventType[]): NotificationSpecification => ({
  Destination: queue,
  Transport: 'SQS',
  Version: '2006-05-05',
  EventTypes: EventTypes.length > 0 ? EventTypes : all,
});

export interface Told {
  readonly cursor: number;
  readonly transport: string;
  readonly destination: string;
  readonly body: { readonly Events: readonly Record<string, string>[]; readonly [member: string]: unknown };
  readonly error?: string;
}

export const read = async ({ local }: Bench, input: object = {}) => {
  const { messages, cursor } = await local.control('events', input);
  return { messages: messages as Told[], cursor: Number(cursor) };
};

export const types = (told: readonly { readonly body: Told['body'] }[]) =>
  told.flatMap(({ body }) => body.Events.map(event => event.EventType));
