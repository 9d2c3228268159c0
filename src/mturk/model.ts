/** HITs and assignments as the workbench thinks of them: nothing optional that the service always sends (mturk-api.md §6). */
import type { Assignment as SdkAssignment, HIT as SdkHIT } from '@aws-sdk/client-mturk';
import { type Cents, cents, parseAmount } from './money.ts';

export const hitStatuses = ['Assignable', 'Unassignable', 'Reviewable', 'Reviewing', 'Disposed'] as const;
export type HITStatus = (typeof hitStatuses)[number];

export const assignmentStatuses = ['Submitted', 'Approved', 'Rejected'] as const;
export type AssignmentStatus = (typeof assignmentStatuses)[number];

/** Milliseconds since the epoch. */
export type Instant = number;

export interface HIT {
  readonly id: string;
  readonly typeId: string;
  readonly groupId: string;
  readonly title: string;
  readonly description: string;
  readonly keywords: string;
  readonly annotation: string;
  readonly status: HITStatus;
  readonly created: Instant;
  readonly expires: Instant;
  readonly reward: Cents;
  readonly maxAssignments: number;
  /** Seconds. */
  readonly autoApprovalDelay: number;
  /** Seconds. */
  readonly assignmentDuration: number;
  /** Accepted and not yet submitted, returned or abandoned. */
  readonly pending: number;
  /** Can still be accepted; none after expiry. */
  readonly available: number;
  /** Approved or rejected. */
  readonly completed: number;
  readonly requirements: readonly Requirement[];
}

/** A HIT as one request gives it. The question can be long, so what keeps many HITs keeps {@link HIT}s. */
export interface HITWithQuestion extends HIT {
  /** XML, at most 128 kB. */
  readonly question: string;
}

export interface Requirement {
  readonly qualificationTypeId: string;
  readonly comparator: string;
  readonly integers: readonly number[];
  readonly locales: readonly string[];
  readonly actionsGuarded: string;
}

export interface Assignment {
  readonly id: string;
  readonly hitId: string;
  readonly workerId: string;
  readonly status: AssignmentStatus;
  readonly accepted: Instant;
  readonly submitted: Instant;
  readonly autoApproves: Instant;
  readonly approved?: Instant;
  readonly rejected?: Instant;
  readonly feedback?: string;
}

/** An assignment with what its worker answered, which can be long. */
export interface AnsweredAssignment extends Assignment {
  /** QuestionFormAnswers XML, may be empty. */
  readonly answer: string;
}

/** Reads a HIT of the wire. What a strange service leaves out becomes the harmless default. */
export function readHIT(hit: SdkHIT): HITWithQuestion {
  return {
    id: hit.HITId ?? '',
    typeId: hit.HITTypeId ?? '',
    groupId: hit.HITGroupId ?? '',
    title: hit.Title ?? '',
    description: hit.Description ?? '',
    keywords: hit.Keywords ?? '',
    question: hit.Question ?? '',
    annotation: hit.RequesterAnnotation ?? '',
    status: oneOf(hitStatuses, hit.HITStatus) ?? 'Assignable',
    created: instant(hit.CreationTime) ?? 0,
    expires: instant(hit.Expiration) ?? 0,
    reward: parseAmount(hit.Reward ?? '') ?? cents(0),
    maxAssignments: hit.MaxAssignments ?? 1,
    autoApprovalDelay: hit.AutoApprovalDelayInSeconds ?? 0,
    assignmentDuration: hit.AssignmentDurationInSeconds ?? 0,
    pending: hit.NumberOfAssignmentsPending ?? 0,
    available: hit.NumberOfAssignmentsAvailable ?? 0,
    completed: hit.NumberOfAssignmentsCompleted ?? 0,
    requirements: (hit.QualificationRequirements ?? []).map(requirement => ({
      qualificationTypeId: requirement.QualificationTypeId ?? '',
      comparator: requirement.Comparator ?? '',
      integers: requirement.IntegerValues ?? [],
      locales: (requirement.LocaleValues ?? []).map(({ Country, Subdivision }) =>
        Subdivision ? `${Country}-${Subdivision}` : (Country ?? ''),
      ),
      actionsGuarded: requirement.ActionsGuarded ?? 'Accept',
    })),
  };
}

/** Reads an assignment of the wire. */
export function readAssignment(assignment: SdkAssignment): AnsweredAssignment {
  const approved = instant(assignment.ApprovalTime);
  const rejected = instant(assignment.RejectionTime);
  return {
    id: assignment.AssignmentId ?? '',
    hitId: assignment.HITId ?? '',
    workerId: assignment.WorkerId ?? '',
    status: oneOf(assignmentStatuses, assignment.AssignmentStatus) ?? 'Submitted',
    accepted: instant(assignment.AcceptTime) ?? 0,
    submitted: instant(assignment.SubmitTime) ?? 0,
    autoApproves: instant(assignment.AutoApprovalTime) ?? 0,
    ...(approved === undefined ? {} : { approved }),
    ...(rejected === undefined ? {} : { rejected }),
    answer: assignment.Answer ?? '',
    ...(assignment.RequesterFeedback === undefined ? {} : { feedback: assignment.RequesterFeedback }),
  };
}

function instant(date: Date | undefined): Instant | undefined {
  return date?.getTime();
}

function oneOf<T extends string>(known: readonly T[], value: string | undefined): T | undefined {
  return known.find(each => each === value);
}
