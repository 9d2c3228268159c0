/** HITs and assignments as the workbench thinks of them: nothing optional that the service always sends (reference.md §6). */
import type { Assignment as SdkAssignment, HIT as SdkHIT } from '@aws-sdk/client-mturk';
import { type Cents, cents, parseAmount } from './money.ts';

/** `Unknown` is none of the service's: saved data often does not say it. */
export const hitStatuses = ['Assignable', 'Unassignable', 'Reviewable', 'Reviewing', 'Disposed', 'Unknown'] as const;
export type HITStatus = (typeof hitStatuses)[number];

export const assignmentStatuses = ['Submitted', 'Approved', 'Rejected'] as const;
export type AssignmentStatus = (typeof assignmentStatuses)[number];

/** Milliseconds since the epoch; 0 where saved data does not say it. */
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

/** Reads a HIT of the wire. What a strange service leaves out, or fills with something else, becomes the harmless default. */
export function readHIT(hit: SdkHIT): HITWithQuestion {
  return {
    id: textIn(hit.HITId),
    typeId: textIn(hit.HITTypeId),
    groupId: textIn(hit.HITGroupId),
    title: textIn(hit.Title),
    description: textIn(hit.Description),
    keywords: textIn(hit.Keywords),
    question: textIn(hit.Question),
    annotation: textIn(hit.RequesterAnnotation),
    status: oneOf(hitStatuses, hit.HITStatus) ?? 'Unknown',
    created: instantIn(hit.CreationTime) ?? 0,
    expires: instantIn(hit.Expiration) ?? 0,
    reward: amountIn(hit.Reward),
    maxAssignments: wholeNumber(hit.MaxAssignments) ?? Math.max(1, wholeNumber(hit.NumberOfAssignmentsCompleted) ?? 0),
    autoApprovalDelay: wholeNumber(hit.AutoApprovalDelayInSeconds) ?? 0,
    assignmentDuration: wholeNumber(hit.AssignmentDurationInSeconds) ?? 0,
    pending: wholeNumber(hit.NumberOfAssignmentsPending) ?? 0,
    available: wholeNumber(hit.NumberOfAssignmentsAvailable) ?? 0,
    completed: wholeNumber(hit.NumberOfAssignmentsCompleted) ?? 0,
    requirements: listIn(hit.QualificationRequirements).map(requirement => ({
      qualificationTypeId: textIn(requirement.QualificationTypeId),
      comparator: textIn(requirement.Comparator),
      integers: listIn(requirement.IntegerValues).filter(value => typeof value === 'number'),
      locales: listIn(requirement.LocaleValues).map(({ Country, Subdivision }) =>
        [Country, Subdivision].map(textIn).filter(Boolean).join('-'),
      ),
      actionsGuarded: textIn(requirement.ActionsGuarded) || 'Accept',
    })),
  };
}

/** Whether the reward is one that somebody said: data without a status often has no reward either. */
export function knowsReward({ status, reward }: Pick<HIT, 'status' | 'reward'>): boolean {
  return status !== 'Unknown' || reward > 0;
}

/** Reads an assignment of the wire. */
export function readAssignment(assignment: SdkAssignment): AnsweredAssignment {
  const approved = instantIn(assignment.ApprovalTime);
  const rejected = instantIn(assignment.RejectionTime);
  return {
    id: textIn(assignment.AssignmentId),
    hitId: textIn(assignment.HITId),
    workerId: textIn(assignment.WorkerId),
    status: oneOf(assignmentStatuses, assignment.AssignmentStatus) ?? 'Submitted',
    accepted: instantIn(assignment.AcceptTime) ?? 0,
    submitted: instantIn(assignment.SubmitTime) ?? 0,
    autoApproves: instantIn(assignment.AutoApprovalTime) ?? 0,
    ...(approved === undefined ? {} : { approved }),
    ...(rejected === undefined ? {} : { rejected }),
    answer: textIn(assignment.Answer),
    ...(assignment.RequesterFeedback === undefined ? {} : { feedback: textIn(assignment.RequesterFeedback) }),
  };
}

// The SDK checks the form of times, and hands everything else on as the service wrote it.

/** Empty where the service did not send a text. */
export function textIn(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

// Far above what the service knows: sums over all that an account may hold stay exact.
const largestAmount = cents(1_000_000);
const largestCount = 1_000_000_000;

/** Nothing where the service did not send an amount; at most $10,000, which no reward and no bonus reaches. */
export function amountIn(value: unknown): Cents {
  const amount = parseAmount(textIn(value)) ?? cents(0);
  return amount > largestAmount ? largestAmount : amount;
}

function wholeNumber(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 ? Math.min(value, largestCount) : undefined;
}

function listIn<T>(value: readonly T[] | undefined): readonly T[] {
  return Array.isArray(value) ? value.filter(item => (typeof item === 'object' ? item !== null : true)) : [];
}

/** `undefined` where the service did not send a time, or none that there is. */
export function instantIn(date: unknown): Instant | undefined {
  const time = date instanceof Date ? date.getTime() : Number.NaN;
  return Number.isNaN(time) ? undefined : time;
}

function oneOf<T extends string>(known: readonly T[], value: unknown): T | undefined {
  return known.find(each => each === value);
}
