/** Where notifications go, as the journal holds it. */
import * as v from 'valibot';
import { id } from './schemaFields.ts';

export const notificationEvents = [
  'AssignmentAccepted',
  'AssignmentAbandoned',
  'AssignmentReturned',
  'AssignmentSubmitted',
  'AssignmentApproved',
  'AssignmentRejected',
  'HITCreated',
  'HITExtended',
  'HITDisposed',
  'HITReviewable',
  'HITExpired',
  'Ping',
] as const;

export const transports = ['SQS', 'SNS'] as const;

export const notification = v.object({
  transport: v.picklist(transports),
  /** A queue's URL, or a topic's ARN. */
  destination: id,
  version: v.picklist(['2006-05-05', '2014-08-15']),
  events: v.array(v.picklist(notificationEvents)),
});

export type Notification = Readonly<v.InferOutput<typeof notification>>;

/** The API's form of it (reference.md §6.11). */
export function notificationInput({ transport, destination, version, events }: Notification) {
  return { Destination: destination, Transport: transport, Version: version, EventTypes: [...events] };
}
