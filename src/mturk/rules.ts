/** What may be done to a HIT or an assignment now, and if not, by which rule (reference.md §3.1, §3.2, §4). */
import type { Assignment, HIT, Instant } from './model.ts';
import { allowed, refuse, type Verdict } from './verdict.ts';

/** A rejection can be reversed for 30 days after the submission (§3.2). Milliseconds. */
export const overrideWindow = 30 * 24 * 3600 * 1000;

export function mayApprove(assignment: Pick<Assignment, 'status'>): Verdict {
  switch (assignment.status) {
    case 'Submitted':
      return allowed;
    case 'Approved':
      return refuse('it is already approved');
    case 'Rejected':
      return refuse('it is rejected; use Reverse Rejection to approve it');
  }
}

/** Approving what was rejected, by OverrideRejection. */
export function mayReverseRejection(assignment: Pick<Assignment, 'status' | 'submitted'>, now: Instant): Verdict {
  switch (assignment.status) {
    case 'Submitted':
      return refuse('it is not rejected');
    case 'Approved':
      return refuse('it is approved, and an approval can’t be reversed');
    case 'Rejected':
      return now - assignment.submitted <= overrideWindow
        ? allowed
        : refuse('a rejection can be reversed for 30 days after the submission, and they have passed');
  }
}

/** Paying for work and keeping its worker away from further HITs: approval, where it is missing, and a qualification. */
export function maySoftReject(assignment: Assignment): Verdict {
  return assignment.status === 'Rejected'
    ? refuse('it is rejected, and a soft rejection pays; use Reverse Rejection first')
    : allowed;
}

export function mayReject(assignment: Pick<Assignment, 'status'>): Verdict {
  switch (assignment.status) {
    case 'Submitted':
      return allowed;
    case 'Approved':
      return refuse('it is already approved and paid');
    case 'Rejected':
      return refuse('it is already rejected');
  }
}

export function mayExpire(hit: HIT, now: Instant): Verdict {
  if (hit.status === 'Disposed') return refuse('it is deleted');
  return hit.expires > now ? allowed : refuse('it has already expired');
}

/** Deletion wants a reviewable HIT with nothing left to review. `submitted` are the ids known to wait for review. */
export function mayDelete(hit: HIT, submitted: readonly string[]): Verdict {
  if (hit.status === 'Disposed') return refuse('it is already deleted');
  if (hit.status === 'Unknown') return refuse('its status is unknown');
  if (hit.status === 'Assignable') return refuse('workers can still accept it; expire it first');
  if (hit.status === 'Unassignable') return refuse('workers are still at work on it');
  if (submitted.length > 0)
    return refuse(
      `${submitted.length === 1 ? 'an assignment is pending' : 'assignments are pending'} review`,
      submitted,
    );
  return allowed;
}

/** HITs created with fewer than this many assignments can never reach it (§3.1). */
export const assignmentsBarrier = 10;

export function mayAddAssignments(hit: HIT, count: number): Verdict {
  if (hit.status === 'Disposed') return refuse('it is deleted');
  if (hit.maxAssignments < assignmentsBarrier && hit.maxAssignments + count >= assignmentsBarrier)
    return refuse(
      `a HIT created with fewer than ${assignmentsBarrier} assignments can’t reach ${assignmentsBarrier}; this one has ${hit.maxAssignments}, so at most ${assignmentsBarrier - 1 - hit.maxAssignments} more`,
    );
  return allowed;
}

export function mayAddTime(hit: HIT): Verdict {
  return hit.status === 'Disposed' ? refuse('it is deleted') : allowed;
}

/** A HIT takes another type only before anybody took it on (reference.md §3.1). */
export function mayChangeHITType(hit: HIT): Verdict {
  const taken = hit.pending > 0 || hit.completed > 0 || hit.available < hit.maxAssignments;
  return taken && hit.status !== 'Disposed'
    ? refuse('a HIT with accepted or submitted assignments keeps its type')
    : allowed;
}
