/** What workers do, by the control API, by the worker site or by simulation: the rules, then the step (reference.md §4.2). */

import type { Tx } from './domain/tx.ts';
import { mayAccept } from './eligibility.ts';
import * as lifecycle from './lifecycle.ts';
import { RequestError, wrongHITState, wrongState } from './serviceErrors.ts';
import { acceptable } from './states/hit.ts';
import type { Assignment, HITWithContent } from './storage/tableRows.ts';
import { checkWorkerId } from './workerRecords.ts';

/**
 * Takes a slot of a HIT. Throws RequestError: unknown HIT, none available, one the worker has or had already, a block, or
 * requirements that are not met.
 */
export function acceptHIT(tx: Tx, workerId: string, hitId: string): Assignment {
  checkWorkerId(workerId);
  const hit = existingHIT(tx, hitId);
  if (tx.store.assignments.held(hit.seq, workerId))
    throw new RequestError('ExceedsMaxAssignmentsPerWorker', `Worker ${workerId} has already worked on HIT ${hitId}.`);
  if (acceptable(hit) === 0) {
    if (hit.status === 'Disposed') throw wrongHITState(hit.status, ['Assignable']);
    throw new RequestError(
      'NoMoreWorkableHITsInGroupException',
      hit.expired ? `HIT ${hitId} has expired.` : `HIT ${hitId} has no assignment available.`,
    );
  }
  const { blocked, checks } = mayAccept(tx, workerId, hit);
  if (blocked)
    throw new RequestError('PermissionDenied', `Worker ${workerId} has been blocked by the Requester of HIT ${hitId}.`);
  const unmet = checks.filter(check => !check.met);
  if (unmet.length > 0) throw new RequestError('DoesNotMeetRequirements', unmet.map(check => check.words).join(' '));
  return lifecycle.accept(tx, hit, workerId);
}

/** Hands in results, as a QuestionFormAnswers document. Throws RequestError when it isn't this worker's to submit. */
export function submitAssignment(tx: Tx, workerId: string, assignmentId: string, answer: string): void {
  lifecycle.submit(tx, running(tx, workerId, assignmentId), answer);
}

/** Gives an accepted assignment back. Throws RequestError when it isn't this worker's to return. */
export function returnAssignment(tx: Tx, workerId: string, assignmentId: string): void {
  lifecycle.giveBack(tx, running(tx, workerId, assignmentId));
}

/** A HIT for preview. Throws RequestError. */
export function existingHIT(tx: Tx, hitId: string): HITWithContent {
  const hit = tx.store.hits.get(hitId);
  if (!hit) throw new RequestError('HITDoesNotExist', `Hit ${hitId} does not exist.`);
  return hit;
}

function running(tx: Tx, workerId: string, assignmentId: string): Assignment {
  const assignment = tx.store.assignments.get(assignmentId);
  // Ids are used again after a return: another worker's assignment does not exist for this one.
  if (!assignment || assignment.workerId !== workerId)
    throw new RequestError(
      'AssignmentDoesNotExist',
      `Assignment ${assignmentId} of worker ${workerId} does not exist.`,
    );
  if (assignment.status !== 'Accepted') throw wrongState('InvalidAssignmentState', ['Accepted']);
  return assignment;
}
