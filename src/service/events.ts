/** What happens to HITs and assignments, as the service tells it (reference.md §4.3). */

export type EventType =
  | 'HITCreated'
  | 'HITExtended'
  | 'HITExpired'
  | 'HITReviewable'
  | 'HITDisposed'
  | 'AssignmentAccepted'
  | 'AssignmentReturned'
  | 'AssignmentAbandoned'
  | 'AssignmentSubmitted'
  | 'AssignmentApproved'
  | 'AssignmentRejected';

/** What a notification can tell of; Ping is only ever a test. */
export type NotificationEventType = EventType | 'Ping';

export interface ServiceEvent {
  readonly type: EventType;
  readonly hitId: string;
  readonly hitTypeId: string;
  /** Absent in events of a HIT. */
  readonly assignmentId?: string;
  /** ms */
  readonly at: number;
}
