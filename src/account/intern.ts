/** One copy of what many HITs and assignments have in common, so that ten thousand of them stay small. */
import type { Assignment, HIT, Requirement } from '../mturk/model.ts';

export class Interner {
  readonly #texts = new Map<string, string>();
  readonly #requirements = new Map<string, readonly Requirement[]>();

  text(text: string): string {
    const known = this.#texts.get(text);
    if (known !== undefined) return known;
    this.#texts.set(text, text);
    return text;
  }

  /** The HIT alone, without what else the object that was read may carry, the question above all. */
  hit(read: HIT): HIT {
    return {
      id: read.id,
      typeId: this.text(read.typeId),
      groupId: this.text(read.groupId),
      title: this.text(read.title),
      description: this.text(read.description),
      keywords: this.text(read.keywords),
      annotation: this.text(read.annotation),
      status: read.status,
      created: read.created,
      expires: read.expires,
      reward: read.reward,
      maxAssignments: read.maxAssignments,
      autoApprovalDelay: read.autoApprovalDelay,
      assignmentDuration: read.assignmentDuration,
      pending: read.pending,
      available: read.available,
      completed: read.completed,
      requirements: this.#requirementsOf(read.requirements),
    };
  }

  /** The assignment alone, without its answer. */
  assignment(read: Assignment, hitId: string): Assignment {
    return {
      id: read.id,
      hitId,
      workerId: this.text(read.workerId),
      status: read.status,
      accepted: read.accepted,
      submitted: read.submitted,
      autoApproves: read.autoApproves,
      ...(read.approved === undefined ? {} : { approved: read.approved }),
      ...(read.rejected === undefined ? {} : { rejected: read.rejected }),
      ...(read.feedback === undefined ? {} : { feedback: this.text(read.feedback) }),
    };
  }

  #requirementsOf(requirements: readonly Requirement[]): readonly Requirement[] {
    const key = requirements.length === 0 ? '' : JSON.stringify(requirements);
    const known = this.#requirements.get(key);
    if (known) return known;
    this.#requirements.set(key, requirements);
    return requirements;
  }
}

/** Whether two interned HITs say the same. */
export function sameHIT(a: HIT, b: HIT): boolean {
  return (
    a.status === b.status &&
    a.pending === b.pending &&
    a.available === b.available &&
    a.completed === b.completed &&
    a.maxAssignments === b.maxAssignments &&
    a.expires === b.expires &&
    a.typeId === b.typeId &&
    a.groupId === b.groupId &&
    a.title === b.title &&
    a.description === b.description &&
    a.keywords === b.keywords &&
    a.annotation === b.annotation &&
    a.created === b.created &&
    a.reward === b.reward &&
    a.autoApprovalDelay === b.autoApprovalDelay &&
    a.assignmentDuration === b.assignmentDuration &&
    a.requirements === b.requirements
  );
}

/** Whether two assignments of one id say the same. */
export function sameAssignment(a: Assignment, b: Assignment): boolean {
  return (
    a.id === b.id &&
    a.workerId === b.workerId &&
    a.status === b.status &&
    a.submitted === b.submitted &&
    a.autoApproves === b.autoApproves &&
    a.approved === b.approved &&
    a.rejected === b.rejected &&
    a.feedback === b.feedback
  );
}
