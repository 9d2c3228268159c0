/** The JSON document of events (reference.md §6.11). */
import { createHash } from 'node:crypto';
import type { NotificationEventType } from '../events.ts';
import type { Requester } from '../storage/tableRows.ts';

export interface ToldEvent {
  readonly type: NotificationEventType;
  readonly hitId: string;
  readonly hitTypeId: string;
  /** Absent in events of a HIT. */
  readonly assignmentId?: string;
  /** ms */
  readonly at: number;
}

/** There is no AWS account behind a Local requester. */
const sourceAccount = '000000000000';

/** `uniqueId` makes the EventDocId, by which a receiver knows a message that comes twice. */
export function notificationDocument(
  event: ToldEvent,
  requester: Requester,
  version: string,
  uniqueId: string,
): string {
  return JSON.stringify({
    Events: [
      {
        EventType: event.type,
        EventTimestamp: `${new Date(event.at).toISOString().slice(0, 19)}Z`,
        HITId: event.hitId,
        AssignmentId: event.assignmentId,
        HITTypeId: event.hitTypeId,
      },
    ],
    EventDocId: createHash('sha256').update(uniqueId).digest('hex').slice(0, 40),
    SourceAccount: sourceAccount,
    CustomerId: requester.customerId,
    EventDocVersion: version,
  });
}
