/** Work of the sample HITs that is pending review, and how rows name it. */
import type { Assignment, HIT } from '../../src/mturk/model.ts';
import type { WorkRef } from '../../src/refs.ts';
import type { LocalAtHand } from './support.ts';

export const target = ({ id, hitId }: Assignment): WorkRef => ({ kind: 'assignment', hitId, assignmentId: id });
export const hitTarget = ({ id }: HIT): WorkRef => ({ kind: 'hit', hitId: id });

/** A sample HIT with so many submitted assignments. */
export async function waitingWork(
  { account }: LocalAtHand,
  count: number,
): Promise<{ hit: HIT; assignments: Assignment[] }> {
  for (const hit of account.hits()) {
    await account.refreshAssignments(hit.id);
    const assignments = account.assignments(hit.id).filter(each => each.status === 'Submitted');
    if (assignments.length >= count) return { hit, assignments: assignments.slice(0, count) };
  }
  throw new Error(`no sample HIT has ${count} assignments to review`);
}

/** An assignment's status by the service's own word. */
export async function statusOf({ independent }: LocalAtHand, id: string): Promise<string | undefined> {
  return (await independent.call('GetAssignment', { AssignmentId: id })).Assignment?.AssignmentStatus;
}
