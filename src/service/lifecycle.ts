/**
 * The steps of a HIT's and an assignment's life: each changes an assignment, its HIT's counters and tells the event. Operations,
 * timers and workers all go through here; whether a step is allowed has been decided before.
 */
import type { Tx } from './domain/tx.ts';
import type { EventType } from './events.ts';
import { queueEvent } from './notify/outbox.ts';
import { releaseTypes } from './qualificationRules.ts';
import { moveHold, payReward } from './requesterFunds.ts';
import { reviewAssignment, reviewHIT, type Steps } from './reviewPolicyRuns.ts';
import { invalidParameter, RequestError, wrongState } from './serviceErrors.ts';
import * as assignmentStates from './states/assignment.ts';
import * as hitStates from './states/hit.ts';
import type { Assignment, HIT } from './storage/tableRows.ts';
import { countStep, ensureWorker } from './workerRecords.ts';

/** A HIT created with fewer assignments may not grow to this many (§3.1). */
const largeHIT = 10;
const mostAssignments = 1_000_000_000;

/**
 * Writes a HIT's new state; when it became Reviewable, tells so and has its answers reviewed, which may change it again. Throws
 * InsufficientFunds, before anything is written.
 */
export function saveHIT(tx: Tx, before: HIT, after: HIT): void {
  writeHIT(tx, before, after);
  welcomeReviewable(tx, before, after);
}

function writeHIT(tx: Tx, before: HIT, after: HIT): void {
  moveHold(tx, before, after);
  tx.store.hits.saveState(after);
  tx.touch(after.id);
}

function welcomeReviewable(tx: Tx, before: HIT, after: HIT): void {
  if (after.status !== 'Reviewable' || before.status === 'Reviewable' || before.status === 'Reviewing') return;
  emit(tx, 'HITReviewable', after);
  reviewHIT(tx, after, reviewSteps);
}

/** A worker takes a slot: a vacant one with its id if there is one, else a new one. */
export function accept(tx: Tx, hit: HIT, workerId: string): Assignment {
  ensureWorker(tx, workerId);
  const state = assignmentStates.accepted(tx.now, hit.type.assignmentDuration);
  const vacant = tx.store.assignments.vacant(hit.seq);
  let assignment: Assignment;
  if (vacant) {
    assignment = { ...vacant, ...state, workerId };
    tx.store.assignments.save(assignment);
  } else {
    assignment = tx.store.assignments.add({ ...state, id: tx.newId(), hitSeq: hit.seq, workerId });
  }
  countStep(tx, assignment, { accepted: 1 });
  saveHIT(tx, hit, hitStates.afterAccept(hit, tx.now));
  emit(tx, 'AssignmentAccepted', hit, assignment);
  return assignment;
}

/** Results come in: the HIT's policy looks at them, and with an auto-approval delay of 0 they are approved at once. */
export function submit(tx: Tx, assignment: Assignment, answer: string): void {
  const before = hitOf(tx, assignment);
  const submitted = assignmentStates.submitted(assignment, answer, before.type.autoApprovalDelay, tx.now);
  tx.store.assignments.save(submitted);
  writeHIT(tx, before, hitStates.afterSubmit(before, tx.now));
  countStep(tx, assignment, { submitted: 1 });
  emit(tx, 'AssignmentSubmitted', before, assignment);
  reviewAssignment(tx, submitted, reviewSteps);
  if (before.type.autoApprovalDelay === 0) {
    const reviewed = tx.store.assignments.bySeq(submitted.seq);
    if (reviewed?.status === 'Submitted') approve(tx, reviewed, undefined);
  }
  // Only now, because the policy for assignments may have opened the HIT again.
  welcomeReviewable(tx, before, hitOf(tx, assignment));
}

export function giveBack(tx: Tx, assignment: Assignment): void {
  release(tx, assignment, 'Returned', 'AssignmentReturned');
}

export function abandon(tx: Tx, assignment: Assignment): void {
  release(tx, assignment, 'Abandoned', 'AssignmentAbandoned');
}

function release(tx: Tx, assignment: Assignment, how: 'Returned' | 'Abandoned', type: EventType): void {
  const hit = hitOf(tx, assignment);
  tx.store.assignments.save(assignmentStates.released(assignment, how));
  countStep(tx, assignment, how === 'Returned' ? { returned: 1 } : { abandoned: 1 });
  emit(tx, type, hit, assignment);
  saveHIT(tx, hit, hitStates.afterRelease(hit, tx.now));
}

/** Approves and pays what is Submitted, or overrides a rejection, for which nothing is held: throws InsufficientFunds. */
export function approve(tx: Tx, assignment: Assignment, feedback: string | undefined): void {
  const hit = hitOf(tx, assignment);
  tx.store.assignments.save(assignmentStates.approved(assignment, feedback, tx.now));
  const overridden = assignment.status === 'Rejected';
  countStep(tx, assignment, overridden ? { approved: 1, rejected: -1 } : { approved: 1 });
  const step = overridden ? hitStates.afterOverride : hitStates.afterApprove;
  saveHIT(tx, hit, step(hit, tx.now));
  payReward(tx, hit, assignment);
  emit(tx, 'AssignmentApproved', hit, assignment);
}

export function reject(tx: Tx, assignment: Assignment, feedback: string): void {
  if (assignment.status !== 'Submitted') throw wrongState('InvalidAssignmentState', ['Submitted']);
  const hit = hitOf(tx, assignment);
  tx.store.assignments.save(assignmentStates.rejected(assignment, feedback, tx.now));
  countStep(tx, assignment, { rejected: 1 });
  saveHIT(tx, hit, hitStates.afterReject(hit, tx.now));
  emit(tx, 'AssignmentRejected', hit, assignment);
}

/** Publishes more assignments (§3.1). Throws RequestError, before anything is written. */
export function addAssignments(tx: Tx, hit: HIT, count: number): void {
  grow(tx, hit, hit, count);
}

/** For one more worker, with so much time at least. Throws RequestError, before anything is written. */
function extendForReview(tx: Tx, hit: HIT, seconds: number): void {
  const until = Math.floor(tx.now / 1000 + seconds) * 1000;
  const longer = seconds > 0 && until > hit.expiration ? hitStates.withExpiration(hit, until, tx.now) : hit;
  if (longer.expired) throw new RequestError('InvalidHITState', `HIT ${hit.id} has expired.`);
  grow(tx, hit, longer, 1);
}

function grow(tx: Tx, before: HIT, after: HIT, count: number): void {
  const total = before.maxAssignments + count;
  if (before.initialMaxAssignments < largeHIT && total >= largeHIT)
    throw new RequestError(
      'InvalidMaximumAssignmentsIncrease',
      `HITs that were created with fewer than ${largeHIT} assignments can not be extended to have ${largeHIT} or more assignments.`,
    );
  if (total > mostAssignments) throw invalidParameter(`A HIT can have ${mostAssignments} assignments at most.`);
  const extended = hitStates.withMoreAssignments(after, count, tx.now);
  saveHIT(tx, before, extended);
  emit(tx, 'HITExtended', extended);
}

const reviewSteps: Steps = { approve, reject, extend: extendForReview };

/** The lifetime has elapsed. */
export function expire(tx: Tx, hit: HIT): void {
  setExpiration(tx, hit, hitStates.afterExpiry(hit, tx.now));
}

/** Writes a HIT with another expiration; tells HITExpired when that ended it before all assignments were submitted. */
export function setExpiration(tx: Tx, before: HIT, after: HIT): void {
  const open = hitStates.available(before) > 0 || before.pending > 0;
  if (after.expired && !before.expired && open) emit(tx, 'HITExpired', after);
  saveHIT(tx, before, after);
}

export function dispose(tx: Tx, hit: HIT): void {
  const after = hitStates.disposed(hit);
  moveHold(tx, hit, after);
  tx.store.hits.saveState(after);
  emit(tx, 'HITDisposed', hit);
  releaseTypes(
    tx,
    hit.type.qualificationRequirements.map(requirement => requirement.QualificationTypeId),
  );
}

export function emit(tx: Tx, type: EventType, hit: HIT, assignment?: Assignment): void {
  const event = { type, hitId: hit.id, hitTypeId: hit.type.id, ...(assignment ? { assignmentId: assignment.id } : {}) };
  tx.emit(event);
  queueEvent(tx, event, hit.requesterId);
}

function hitOf(tx: Tx, assignment: Assignment): HIT {
  const hit = tx.store.hits.bySeq(assignment.hitSeq);
  if (!hit) throw new Error(`assignment ${assignment.id} has no HIT`);
  return hit;
}
