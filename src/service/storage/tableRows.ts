/** What the service keeps. Times are ms since the epoch, durations seconds, money whole cents. */
import type { Cents } from '../../mturk/money.ts';
import type { QualificationRequirementInput, ReviewPolicyInput } from '../shapes/operationInputs.ts';
import type { AssignmentState } from '../states/assignment.ts';
import type { HITState } from '../states/hit.ts';

export interface Requester {
  readonly id: number;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly customerId: string;
}

/** A requirement with both of its guards filled in, as the service echoes it. */
export type QualificationRequirement = QualificationRequirementInput & {
  readonly RequiredToPreview: boolean;
  readonly ActionsGuarded: 'Accept' | 'PreviewAndAccept' | 'DiscoverPreviewAndAccept';
};

export interface HITTypeProperties {
  readonly title: string;
  readonly description: string;
  readonly keywords: string | undefined;
  readonly reward: Cents;
  readonly assignmentDuration: number;
  readonly autoApprovalDelay: number;
  readonly qualificationRequirements: readonly QualificationRequirement[];
}

export interface HITType extends HITTypeProperties {
  readonly id: string;
  readonly groupId: string;
  readonly requesterId: number;
}

/** What of a HIT never changes after its creation. */
export interface HITContent {
  readonly question: string;
  readonly layoutId: string | undefined;
  readonly annotation: string | undefined;
  readonly assignmentReviewPolicy: ReviewPolicyInput | undefined;
  readonly hitReviewPolicy: ReviewPolicyInput | undefined;
}

export interface NewHIT {
  readonly id: string;
  readonly requesterId: number;
  readonly type: HITType;
  readonly creationTime: number;
  readonly content: HITContent;
  readonly state: HITState;
}

export interface HIT extends HITState {
  /** Order of creation; the key of paging. */
  readonly seq: number;
  readonly id: string;
  readonly requesterId: number;
  readonly type: HITType;
  readonly creationTime: number;
  /** MaxAssignments at creation, which decides the fee and the rule of ten. */
  readonly initialMaxAssignments: number;
}

export type HITWithContent = HIT & HITContent;

export interface Assignment extends AssignmentState {
  readonly seq: number;
  readonly id: string;
  readonly hitSeq: number;
  readonly hitId: string;
  readonly requesterId: number;
  readonly workerId: string;
}

export interface BonusPayment {
  readonly seq: number;
  readonly assignmentId: string;
  readonly workerId: string;
  readonly amount: Cents;
  readonly reason: string;
  readonly grantTime: number;
}

/** Something that time alone brings about. */
export type DueKind =
  | 'abandon'
  | 'approve'
  | 'expire'
  | 'dispose'
  | 'disposeQualificationType'
  | 'wakeMessage'
  | 'simulate'
  | 'forgetToken';

export interface DueEvent {
  readonly at: number;
  readonly kind: DueKind;
  /** The row's key in its table. */
  readonly seq: number;
}
