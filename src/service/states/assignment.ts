/** The life of an assignment as pure functions (reference.md §4.2). All times in ms. */

export type AssignmentStatus = 'Accepted' | 'Submitted' | 'Approved' | 'Rejected' | 'Returned' | 'Abandoned';

export interface AssignmentState {
  readonly status: AssignmentStatus;
  readonly acceptTime: number;
  /** When an assignment that is only accepted is abandoned. */
  readonly deadline: number;
  readonly submitTime: number | undefined;
  readonly autoApprovalTime: number | undefined;
  readonly approvalTime: number | undefined;
  readonly rejectionTime: number | undefined;
  readonly answer: string | undefined;
  readonly feedback: string | undefined;
}

/** How long after its submission a rejection may be overridden (§3.2). */
const overrideWindow = 30 * 86_400_000;

/** A fresh or reused slot taken by a worker; nothing of an earlier worker's attempt stays. */
export function accepted(now: number, durationInSeconds: number): AssignmentState {
  return {
    status: 'Accepted',
    acceptTime: now,
    deadline: now + durationInSeconds * 1000,
    submitTime: undefined,
    autoApprovalTime: undefined,
    approvalTime: undefined,
    rejectionTime: undefined,
    answer: undefined,
    feedback: undefined,
  };
}

export function submitted<A extends AssignmentState>(
  assignment: A,
  answer: string,
  autoApprovalDelayInSeconds: number,
  now: number,
): A {
  return {
    ...assignment,
    status: 'Submitted',
    answer,
    submitTime: now,
    autoApprovalTime: now + autoApprovalDelayInSeconds * 1000,
  };
}

export function released<A extends AssignmentState>(assignment: A, how: 'Returned' | 'Abandoned'): A {
  return { ...assignment, status: how };
}

/** Approves; also over a rejection, whose time stays on record. Feedback replaces older feedback only when given. */
export function approved<A extends AssignmentState>(assignment: A, feedback: string | undefined, now: number): A {
  return { ...assignment, status: 'Approved', approvalTime: now, feedback: feedback ?? assignment.feedback };
}

export function rejected<A extends AssignmentState>(assignment: A, feedback: string, now: number): A {
  return { ...assignment, status: 'Rejected', rejectionTime: now, feedback };
}

type Refusal = 'wrongState' | 'overrideTooLate';

/** Whether ApproveAssignment may act now (§3.2). */
export function approvalRefusal(assignment: AssignmentState, override: boolean, now: number): Refusal | undefined {
  if (assignment.status === 'Submitted') return undefined;
  if (assignment.status !== 'Rejected' || !override) return 'wrongState';
  return now - (assignment.submitTime ?? 0) > overrideWindow ? 'overrideTooLate' : undefined;
}

/** What requesters may see: everything else has no record for them. */
export function isVisible(status: AssignmentStatus): status is 'Submitted' | 'Approved' | 'Rejected' {
  return status === 'Submitted' || status === 'Approved' || status === 'Rejected';
}
