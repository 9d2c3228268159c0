/** The life of a HIT as pure functions over its counters (reference.md §4.1). */

export type HITStatus = 'Assignable' | 'Unassignable' | 'Reviewable' | 'Reviewing' | 'Disposed';

/** What decides a HIT's status. Submitted assignments are in none of the three counters of the API. */
export interface HITState {
  readonly status: HITStatus;
  readonly maxAssignments: number;
  /** Accepted and not yet submitted, returned or abandoned. */
  readonly pending: number;
  /** Submitted and not yet reviewed. */
  readonly submitted: number;
  readonly approved: number;
  readonly rejected: number;
  /** Whether the lifetime has elapsed. */
  readonly expired: boolean;
  /** ms; when expired turns true by itself. */
  readonly expiration: number;
  /** ms; since when the HIT has been Reviewable or Reviewing. */
  readonly reviewableSince: number | undefined;
}

/** NumberOfAssignmentsAvailable: slots that nobody took. They stay after expiry, as clients rely on (§4.1). */
export function available(hit: HITState): number {
  return hit.status === 'Disposed' ? 0 : hit.maxAssignments - hit.pending - hit.submitted - hit.approved - hit.rejected;
}

/** Slots that a worker may still accept: none after expiry or disposal. */
export function acceptable(hit: HITState): number {
  return hit.expired ? 0 : available(hit);
}

/** NumberOfAssignmentsCompleted: approved or rejected. */
export function completed(hit: HITState): number {
  return hit.approved + hit.rejected;
}

/** Gives the HIT the status that its counters call for; a HIT under review stays so until it opens again. */
function settle<H extends HITState>(hit: H, now: number): H {
  if (hit.status === 'Disposed') return hit;
  if (acceptable(hit) > 0) return { ...hit, status: 'Assignable', reviewableSince: undefined };
  if (hit.pending > 0) return { ...hit, status: 'Unassignable', reviewableSince: undefined };
  if (hit.status === 'Reviewing') return hit;
  return { ...hit, status: 'Reviewable', reviewableSince: hit.reviewableSince ?? now };
}

export function afterAccept<H extends HITState>(hit: H, now: number): H {
  return settle({ ...hit, pending: hit.pending + 1 }, now);
}

/** After a return or an abandonment: the slot is free again. */
export function afterRelease<H extends HITState>(hit: H, now: number): H {
  return settle({ ...hit, pending: hit.pending - 1 }, now);
}

export function afterSubmit<H extends HITState>(hit: H, now: number): H {
  return settle({ ...hit, pending: hit.pending - 1, submitted: hit.submitted + 1 }, now);
}

export function afterApprove<H extends HITState>(hit: H, now: number): H {
  return settle({ ...hit, submitted: hit.submitted - 1, approved: hit.approved + 1 }, now);
}

export function afterReject<H extends HITState>(hit: H, now: number): H {
  return settle({ ...hit, submitted: hit.submitted - 1, rejected: hit.rejected + 1 }, now);
}

/** After a rejection was overridden. */
export function afterOverride<H extends HITState>(hit: H, now: number): H {
  return settle({ ...hit, rejected: hit.rejected - 1, approved: hit.approved + 1 }, now);
}

/** When the lifetime has elapsed. */
export function afterExpiry<H extends HITState>(hit: H, now: number): H {
  return settle({ ...hit, expired: true }, now);
}

/** With another expiration: one that is not in the future ends the lifetime now, one in the future reopens an expired HIT. */
export function withExpiration<H extends HITState>(hit: H, expiration: number, now: number): H {
  const expired = expiration <= now;
  return settle({ ...hit, expired, expiration: expired ? Math.min(hit.expiration, now) : expiration }, now);
}

export function withMoreAssignments<H extends HITState>(hit: H, count: number, now: number): H {
  return settle({ ...hit, maxAssignments: hit.maxAssignments + count }, now);
}

/** Between Reviewable and Reviewing; the caller has checked the present status. */
export function withReview<H extends HITState>(hit: H, status: 'Reviewable' | 'Reviewing'): H {
  return { ...hit, status };
}

export function disposed<H extends HITState>(hit: H): H {
  return { ...hit, status: 'Disposed' };
}

/** A HIT is removed by itself this long after it became Reviewable (§3.1; the reference point is our choice). */
export const disposalDelay = 120 * 86_400_000;
