/** What the HIT panel shows, computed from the account. Pure: the same account gives the same view. */
import type { Account, Freshness } from '../../account/account.ts';
import { markNames, markSigns } from '../../account/notes.ts';
import { answerFields, decodeAnswers } from '../../mturk/answers.ts';
import { uncoveredCrowdElements } from '../../mturk/crowdElements.ts';
import { explain } from '../../mturk/explain.ts';
import type { Assignment, HIT, Instant } from '../../mturk/model.ts';
import { parseQuestion } from '../../mturk/questionKinds.ts';
import { mayApprove, mayReject, mayReverseRejection, maySoftReject } from '../../mturk/rules.ts';
import type { Verdict } from '../../mturk/verdict.ts';
import {
  type ActionState,
  type AnswersView,
  type AssignmentAction,
  type AssignmentView,
  assignmentsStep,
  type Failure,
  type HITState,
  type HITView,
  type QuestionView,
  type Segment,
  type Staleness,
} from './contract.ts';
import { entriesOf, type History, ledgerView } from './historySource.ts';
import { bonusViews, moneyOf } from './hitSpending.ts';
import { requirementView } from './requirementViews.ts';
import type { Review } from './reviewOf.ts';
import { reviewView } from './reviewViews.ts';
import { timeline } from './timeline.ts';

/** The part of an account that the panel reads. */
export type AccountView = Pick<
  Account,
  'hit' | 'question' | 'assignments' | 'answer' | 'assignmentsFreshness' | 'counts'
> & {
  readonly client: Pick<Account['client'], 'endpoint'>;
  readonly notes: Pick<Account['notes'], 'of'>;
  readonly workers: { readonly bonuses: Pick<Account['workers']['bonuses'], 'of'> };
  readonly qualificationTypes: Pick<Account['qualificationTypes'], 'name'>;
  readonly observedChanges: Pick<Account['observedChanges'], 'of'>;
};

export interface ViewOptions {
  /** How many assignments to show, newest first. */
  readonly limit?: number;
  /** False where the environment moves no money. */
  readonly realMoney?: boolean;
  /** Whether the service was asked about this HIT and has answered. */
  readonly asked?: boolean;
  /** The name of the profile, if nothing runs behind it: what is shown is then all that can be shown. */
  readonly offline?: string | undefined;
  /** Undefined while it is being read. */
  readonly history?: History;
  /** Of its review policies. */
  readonly review?: Review;
}

/** `account` is undefined before there was ever one to read. */
export function hitViewModel(
  account: AccountView | undefined,
  hitId: string,
  now: Instant,
  options: ViewOptions = {},
): HITState {
  const offline = options.offline === undefined ? undefined : offlineFailure(options.offline);
  const hit = account?.hit(hitId);
  if (!account || !hit) {
    if (offline) return { kind: 'failed', failure: offline };
    return account ? absent(account, hitId, options.asked ?? false) : { kind: 'loading' };
  }
  const age = staleness(account.assignmentsFreshness(hitId), account.client.endpoint);
  return {
    kind: 'present',
    hit: present(account, hit, now, options),
    staleness: offline ? { ...age, loading: false, failure: offline } : age,
  };
}

function offlineFailure(profile: string): Failure {
  return { reason: `${profile} is not running`, advice: 'Start it to continue.' };
}

function absent(account: AccountView, hitId: string, asked: boolean): HITState {
  const freshness = account.assignmentsFreshness(hitId);
  if (freshness.state === 'failed' && freshness.error.kind !== 'refused')
    return { kind: 'failed', failure: explain(freshness.error, account.client.endpoint) };
  return asked ? { kind: 'gone' } : { kind: 'loading' };
}

function staleness(freshness: Freshness, endpoint: string): Staleness {
  const { updated } = freshness;
  return {
    loading: freshness.state === 'loading',
    ...(updated === undefined ? {} : { updated }),
    ...(freshness.state === 'failed' ? { failure: explain(freshness.error, endpoint) } : {}),
  };
}

function present(account: AccountView, hit: HIT, now: Instant, options: ViewOptions): HITView {
  const assignments = account.assignments(hit.id).toSorted(newestFirst);
  const freshness = account.assignmentsFreshness(hit.id);
  const known = freshness.updated !== undefined;
  const bonuses = account.workers.bonuses.of(hit.id);
  const segments = segmentsOf(account, hit, known ? assignments : undefined);
  return {
    title: hit.title,
    description: hit.description,
    keywords: hit.keywords
      .split(',')
      .map(keyword => keyword.trim())
      .filter(keyword => keyword !== ''),
    annotation: hit.annotation,
    status: hit.status,
    typeId: hit.typeId,
    groupId: hit.groupId,
    max: hit.maxAssignments,
    segments,
    money: moneyOf(hit, segments, {
      listed: known ? assignments : undefined,
      bonuses,
      real: options.realMoney ?? true,
    }),
    created: hit.created,
    expires: hit.expires,
    autoApprovalDelay: hit.autoApprovalDelay,
    assignmentDuration: hit.assignmentDuration,
    requirements: hit.requirements.map(each => requirementView(each, id => account.qualificationTypes.name(id))),
    question: questionOf(account.question(hit.id), options.asked ?? false),
    assignments: assignments.slice(0, options.limit ?? assignmentsStep).map(each => ({
      ...assignmentView(each, account.answer(hit.id, each.id) ?? '', now),
      ...noteView(account, each),
    })),
    assignmentsKnown: assignments.length,
    ...(bonuses ? { bonuses: bonusViews(bonuses) } : {}),
    bonusesKnown: bonuses?.length ?? 0,
    timeline: timeline({
      hit,
      assignments,
      bonuses: bonuses ?? [],
      history: entriesOf(options.history),
      observedChanges: account.observedChanges.of(hit.id),
      now,
    }),
    review: (options.review?.levels ?? []).map(reviewView),
    ...(options.review?.failure === undefined ? {} : { reviewFailure: options.review.failure }),
    ledger: ledgerView(options.history),
  };
}

/** The order of the page. Service order is not documented, so ties go by id. */
export function newestFirst(a: Assignment, b: Assignment): number {
  return b.submitted - a.submitted || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

/** Segments add up to the HIT's maximum. Reviewed work splits into approved and rejected as far as it is listed. */
function segmentsOf(account: AccountView, hit: HIT, listed: readonly Assignment[] | undefined): Segment[] {
  const { available, working, submitted, reviewed, unfilled, unclear } = account.counts(hit);
  const having = (status: Assignment['status']) => listed?.filter(each => each.status === status).length ?? 0;
  const approved = Math.min(reviewed, having('Approved'));
  const rejected = Math.min(reviewed - approved, having('Rejected'));
  const segments: Segment[] = [
    { kind: 'approved', count: approved },
    { kind: 'rejected', count: rejected },
    { kind: 'reviewed', count: reviewed - approved - rejected },
    { kind: 'submitted', count: submitted },
    { kind: 'unclear', count: unclear },
    { kind: 'working', count: working },
    { kind: 'available', count: available },
    { kind: 'unfilled', count: unfilled },
  ];
  return segments.filter(({ count }) => count > 0);
}

function questionOf(source: string | undefined, asked: boolean): QuestionView {
  if (source === undefined) return { kind: asked ? 'unread' : 'loading' };
  if (source === '') return { kind: 'none' };
  const question = parseQuestion(source);
  if (question.kind !== 'html') return question;
  return { kind: 'html', frameHeight: question.frameHeight, uncovered: uncoveredCrowdElements(question.html) };
}

const blockersNamed = 3;

function state<A extends string>(action: A, verdict: Verdict): ActionState<A> {
  if (verdict.allowed) return { action };
  const { rule, blockers } = verdict;
  const named = blockers.slice(0, blockersNamed).join(', ');
  const more = blockers.length > blockersNamed ? ` and ${blockers.length - blockersNamed} more` : '';
  return { action, forbidden: blockers.length > 0 ? `${rule} (${named}${more})` : rule };
}

function assignmentView(assignment: Assignment, answer: string, now: Instant): AssignmentView {
  const { id, workerId, status, submitted, accepted, autoApproves, feedback } = assignment;
  const decided = status === 'Approved' ? assignment.approved : status === 'Rejected' ? assignment.rejected : undefined;
  return {
    id,
    workerId,
    status,
    submitted,
    spent: Math.max(0, submitted - accepted),
    ...(status === 'Submitted' ? { autoApproves } : {}),
    ...(decided === undefined ? {} : { decided }),
    ...(feedback ? { feedback } : {}),
    answers: answersView(answer),
    actions: assignmentActionsOf(assignment, now),
  };
}

/** An empty note is none. */
function noteView({ notes }: AccountView, { id }: Assignment): Pick<AssignmentView, 'note' | 'mark'> {
  const { text, mark } = notes.of(id) ?? { text: '' };
  return {
    ...(text === '' ? {} : { note: text }),
    ...(mark ? { mark: { sign: markSigns[mark], name: markNames[mark] } } : {}),
  };
}

function answersView(answer: string): AnswersView {
  const decoded = decodeAnswers(answer);
  return decoded.ok
    ? { ok: true, fields: answerFields(decoded.answers) }
    : { ok: false, raw: decoded.raw, reason: decoded.reason };
}

const always: readonly ActionState<AssignmentAction>[] = [
  { action: 'mark' },
  { action: 'note' },
  { action: 'openAnswer' },
  { action: 'openJson' },
];

/** Taking a rejection back is offered for rejected work only; the others always, with the rule where they are refused. */
function assignmentActionsOf(assignment: Assignment, now: Instant): ActionState<AssignmentAction>[] {
  if (assignment.status === 'Rejected')
    return [state('reverse', mayReverseRejection(assignment, now)), { action: 'bonus' }, ...always];
  return [
    state('approve', mayApprove(assignment)),
    state('reject', mayReject(assignment)),
    { action: 'bonus' },
    state('softReject', maySoftReject(assignment)),
    ...always,
  ];
}
