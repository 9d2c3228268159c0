/** Operations on assignments (reference.md §3.2). */

import { approve, reject } from '../lifecycle.ts';
import { RequestError, wrongState } from '../serviceErrors.ts';
import { approvalRefusal, isVisible } from '../states/assignment.ts';
import type { Assignment, HIT } from '../storage/tableRows.ts';
import { type Call, type Handlers, livingHIT, nothing, ownAssignment, unknownAssignment } from './call.ts';
import { pageOf } from './paging.ts';
import { assignmentForm, hitForm } from './wireForms.ts';

const allStatuses = ['Submitted', 'Approved', 'Rejected'] as const;

export const assignmentOperations = {
  GetAssignment: (call, input) => {
    const assignment = ownAssignment(call, input.AssignmentId);
    const hit = call.store.hits.get(assignment.hitId);
    if (!hit || hit.status === 'Disposed') throw unknownAssignment(assignment.id);
    // "Reviewable" is the service's own word for Submitted here (§3.2).
    if (!isVisible(assignment.status))
      throw wrongState('InvalidAssignmentState', ['Reviewable', 'Approved', 'Rejected']);
    return { Assignment: assignmentForm(assignment), HIT: hitForm(hit) };
  },

  ListAssignmentsForHIT: (call, input) => {
    const hit = livingHIT(call, input.HITId);
    const asked = input.AssignmentStatuses ?? [];
    const statuses = allStatuses.filter(status => asked.length === 0 || asked.includes(status));
    const page = pageOf(call, input, ['ListAssignmentsForHIT', hit.id, statuses], 2);
    const [submitTime, seq] = page.after ?? [];
    const after = submitTime === undefined || seq === undefined ? undefined : { submitTime, seq };
    const assignments = call.store.assignments.list(hit.seq, statuses, after, page.limit);
    const last = assignments.at(-1);
    return {
      ...page.ending(assignments.length, last && [last.submitTime ?? 0, last.seq]),
      Assignments: assignments.map(assignmentForm),
    };
  },

  ApproveAssignment: (call, input) => {
    const assignment = ownAssignment(call, input.AssignmentId);
    const refusal = approvalRefusal(assignment, input.OverrideRejection ?? false, call.now);
    if (refusal === 'wrongState') throw wrongState('InvalidAssignmentState', ['Submitted']);
    if (refusal === 'overrideTooLate')
      throw new RequestError(
        'InvalidAssignmentState',
        'A rejection can be overridden only within 30 days after the assignment was submitted.',
      );
    if (hitOf(call, assignment).status === 'Disposed')
      throw new RequestError('InvalidHITState', 'A rejection can not be overridden after its HIT was deleted.');
    approve(call, assignment, input.RequesterFeedback);
    return nothing;
  },

  RejectAssignment: (call, input) => {
    reject(call, ownAssignment(call, input.AssignmentId), input.RequesterFeedback);
    return nothing;
  },
} satisfies Handlers;

function hitOf(call: Call, assignment: Assignment): HIT {
  const hit = call.store.hits.bySeq(assignment.hitSeq);
  if (!hit) throw unknownAssignment(assignment.id);
  return hit;
}
