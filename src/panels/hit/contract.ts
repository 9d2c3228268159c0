/** What the HIT panel shows and what may be said between its two sides. No state lives here, only its shape. */
import type { AssignmentStatus, HITStatus, Instant } from '../../mturk/model.ts';
import type { ReviewLevel } from '../../mturk/reviewReport.ts';
import { command, isRecord, nothing, notification, type Reader, readLink, readTextUpTo, request } from '../contract.ts';

/** What the page does by itself. Commands on the HIT are in the panel's title bar and menu. */
export const hitActions = ['refresh', 'openQuestion'] as const;
export type HITAction = (typeof hitActions)[number];

export const assignmentActions = [
  'approve',
  'reject',
  'softReject',
  'bonus',
  'reverse',
  'mark',
  'note',
  'openAnswer',
  'openJson',
] as const;
export type AssignmentAction = (typeof assignmentActions)[number];

/** An action, and the rule that forbids it now. */
export interface ActionState<A extends string> {
  readonly action: A;
  readonly forbidden?: string;
}

/** In the order of the bar: what is settled first, what is open last. */
export const segmentKinds = [
  'approved',
  'rejected',
  'reviewed',
  'submitted',
  'unclear',
  'working',
  'available',
  'unfilled',
] as const;
export type SegmentKind = (typeof segmentKinds)[number];

export interface Segment {
  readonly kind: SegmentKind;
  readonly count: number;
}

export interface Failure {
  readonly reason: string;
  readonly advice: string;
}

/** How old what is shown is, and why it is not younger. */
export interface Staleness {
  readonly loading: boolean;
  readonly updated?: Instant;
  readonly failure?: Failure;
}

export interface MoneyView {
  readonly reward: string;
  /** The fee on one approved assignment. */
  readonly fee: string;
  /** Rewards and fees of what is approved, with bonuses as far as they are known; absent until the assignments are known. */
  readonly soFar?: string;
  /** Bonuses with their fees; absent until they are known. */
  readonly bonuses?: string;
  /** Rewards and fees if everything that is open is approved. */
  readonly toCome: string;
  /** False where no money moves. */
  readonly real: boolean;
}

export interface RequirementView {
  readonly name: string;
  readonly id: string;
  readonly condition: string;
  /** What the requirement guards besides accepting, as a clause; empty for the usual. */
  readonly guards: string;
}

export interface BonusView {
  readonly workerId: string;
  readonly assignmentId: string;
  readonly amount: string;
  readonly reason: string;
  readonly paid: Instant;
}

export interface HistoryView {
  readonly key: string;
  readonly at: Instant;
  readonly label: string;
  readonly result: string;
  readonly workerIds: readonly string[];
  readonly about: string;
  readonly words: string;
  /** With fees; empty for nothing. */
  readonly spent: string;
}

/** What this machine's ledger has of the HIT. */
export type LedgerView =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly reason: string }
  /** Newest first, and no more than fit; `known` is how many there are. */
  | { readonly state: 'ready'; readonly entries: readonly HistoryView[]; readonly known: number };

export const timelineKinds = [
  'created',
  'extended',
  'rescheduled',
  'ended',
  'submitted',
  'approved',
  'rejected',
  'bonus',
  'autoApproves',
  'expires',
] as const;
export type TimelineKind = (typeof timelineKinds)[number];

export interface TimelineEvent {
  readonly kind: TimelineKind;
  readonly at: Instant;
  /** The last of several. */
  readonly until?: Instant;
  readonly count: number;
  /** It has not happened yet. */
  readonly ahead: boolean;
  /** What there is to say of one. */
  readonly detail?: string;
}

export type QuestionView =
  | { readonly kind: 'external'; readonly url: string; readonly frameHeight: number }
  /** With the crowd elements that Local's worker site does not cover. */
  | { readonly kind: 'html'; readonly frameHeight: number; readonly uncovered: readonly string[] }
  | { readonly kind: 'form' }
  | { readonly kind: 'unreadable'; readonly reason: string }
  /** It is still being read, or could not be. */
  | { readonly kind: 'loading' | 'unread' }
  | { readonly kind: 'none' };

export type AnswersView =
  | { readonly ok: true; readonly fields: readonly { readonly name: string; readonly text: string }[] }
  | { readonly ok: false; readonly raw: string; readonly reason: string };

export interface AssignmentView {
  readonly id: string;
  readonly workerId: string;
  readonly status: AssignmentStatus;
  readonly submitted: Instant;
  /** From accepting to submitting, in milliseconds. */
  readonly spent: number;
  /** Only while it is pending review. */
  readonly autoApproves?: Instant;
  /** When it was approved or rejected. */
  readonly decided?: Instant;
  readonly feedback?: string;
  /** What the user noted; no worker sees it. */
  readonly note?: string;
  readonly mark?: { readonly sign: string; readonly name: string };
  readonly answers: AnswersView;
  readonly actions: readonly ActionState<AssignmentAction>[];
}

/** What the policy of one level found and did. */
export interface ReviewView extends ReviewLevel {
  readonly resultsKnown: number;
  readonly actionsKnown: number;
}

export interface HITView {
  readonly title: string;
  readonly description: string;
  readonly keywords: readonly string[];
  readonly annotation: string;
  readonly status: HITStatus;
  readonly typeId: string;
  readonly groupId: string;
  readonly max: number;
  readonly segments: readonly Segment[];
  readonly money: MoneyView;
  readonly created: Instant;
  readonly expires: Instant;
  /** Seconds. */
  readonly autoApprovalDelay: number;
  /** Seconds. */
  readonly assignmentDuration: number;
  readonly requirements: readonly RequirementView[];
  readonly question: QuestionView;
  /** Newest first, and no more than asked for. */
  readonly assignments: readonly AssignmentView[];
  /** How many are known. */
  readonly assignmentsKnown: number;
  /** Newest first, and no more than fit; absent until they are known. */
  readonly bonuses?: readonly BonusView[];
  readonly bonusesKnown: number;
  readonly timeline: readonly TimelineEvent[];
  /** What the review policies found and did, no more than fit; empty without any. */
  readonly review: readonly ReviewView[];
  /** Why they could not be read. */
  readonly reviewFailure?: string;
  readonly ledger: LedgerView;
}

/** What there is to show of the HIT. */
export type HITState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly failure: Failure }
  /** Deleted, or never there. */
  | { readonly kind: 'gone' }
  | { readonly kind: 'present'; readonly hit: HITView; readonly staleness: Staleness };

export interface HITViewModel {
  readonly hitId: string;
  readonly profile: { readonly id: string; readonly name: string; readonly environment: string };
  /** The account's clock, which the page's relative times follow. */
  readonly now: Instant;
  readonly state: HITState;
}

const longestCopy = 1024;

const readHITAction: Reader<{ action: HITAction }> = value => {
  const action = isRecord(value) ? hitActions.find(each => each === value.action) : undefined;
  return action && { action };
};

const readAssignmentAction: Reader<{ action: AssignmentAction; assignmentId: string }> = value => {
  if (!isRecord(value) || typeof value.assignmentId !== 'string') return undefined;
  const action = assignmentActions.find(each => each === value.action);
  return action && { action, assignmentId: value.assignmentId };
};

const readCopy = readTextUpTo(longestCopy);

const readCount: Reader<{ count: number }> = value =>
  isRecord(value) && typeof value.count === 'number' && Number.isSafeInteger(value.count) && value.count > 0
    ? { count: value.count }
    : undefined;

export const hitContract = {
  requests: {
    /** The question's source. Up to 64 kB that never change, so they don't travel with every update. */
    question: request<Record<string, never>, { source: string }>(nothing),
  },
  commands: {
    perform: command(readHITAction),
    performOnAssignment: command(readAssignmentAction),
    copy: command(readCopy),
    openLink: command(readLink),
    /** How many assignments the page wants. */
    showAssignments: command(readCount),
  },
  notifications: {
    model: notification<HITViewModel>(),
    /** Scroll to an assignment and mark it. */
    reveal: notification<{ assignmentId: string }>(),
  },
};

export type HITContract = typeof hitContract;

/** How many assignments a page shows at first, and how many more each time. */
export const assignmentsStep = 100;

/** What a page keeps over a reload: who it is, never data. */
export interface HITPanelIdentity {
  readonly profileId: string;
  readonly hitId: string;
}

export const readIdentity: Reader<HITPanelIdentity> = value =>
  isRecord(value) && typeof value.profileId === 'string' && typeof value.hitId === 'string'
    ? { profileId: value.profileId, hitId: value.hitId }
    : undefined;
