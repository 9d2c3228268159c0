/**
 * Review policies at work (reference.md §6.9): ScoreMyKnownAnswers at each submission, SimplePlurality each time the HIT becomes
 * Reviewable. What they find and do is kept for ListReviewPolicyResultsForHIT.
 */
import { counted } from '../mturk/plurals.ts';
import {
  type Extension,
  type KnownAnswersPolicy,
  type PluralityPolicy,
  type PolicyResult,
  readAssignmentReviewPolicy,
  readHITReviewPolicy,
  type Verdicts,
} from '../mturk/reviewPolicies.ts';
import { type AnswerSets, answerSets, scoreKnownAnswers, scorePlurality } from '../mturk/reviewScores.ts';
import type { Tx } from './domain/tx.ts';
import { RequestError } from './serviceErrors.ts';
import type { PolicyLevel, ReviewAction, ReviewResult } from './storage/reviews.ts';
import type { Assignments } from './storage/store.ts';
import type { Assignment, HIT } from './storage/tableRows.ts';

/** The steps of life that a policy may take; each throws RequestError when it can't be taken. */
export interface Steps {
  approve(tx: Tx, assignment: Assignment, feedback: string | undefined): void;
  reject(tx: Tx, assignment: Assignment, feedback: string): void;
  /** Adds one assignment and keeps the HIT open for so many seconds at least. */
  extend(tx: Tx, hit: HIT, seconds: number): void;
}

/** Scores what was just submitted, and does what the HIT's policy says. */
export function reviewAssignment(tx: Tx, assignment: Assignment, steps: Steps): void {
  const { assignmentPolicy } = policiesOf(tx, assignment.hitSeq);
  if (!assignmentPolicy) return;
  const { correct, score } = scoreKnownAnswers(assignmentPolicy, answerSets(assignment.answer ?? ''));
  const desk = deskFor(tx, assignment.hitSeq, 'Assignment', steps);
  const subject = { subjectId: assignment.id, subjectType: 'Assignment' } as const;
  for (const [questionId, right] of correct)
    desk.note({ ...subject, questionId, key: 'KnownAnswerCorrect', value: right ? '1' : '0' });
  desk.note({ ...subject, key: 'KnownAnswerScore', value: String(score) });
  desk.judge(assignment.id, score, assignmentPolicy);
  desk.extend(score, assignmentPolicy.extension);
}

/** Compares the workers' answers of a HIT that became Reviewable, and does what its policy says. */
export function reviewHIT(tx: Tx, hit: HIT, steps: Steps): void {
  const { assignmentPolicy, hitPolicy } = policiesOf(tx, hit.seq);
  if (!hitPolicy) return;
  const counted = countedAssignments(tx, hit, hitPolicy, assignmentPolicy);
  const { questions, hitScore, workers } = scorePlurality(
    hitPolicy,
    counted.map(({ answers }) => answers),
  );
  const desk = deskFor(tx, hit.seq, 'HIT', steps);
  const ofHIT = { subjectId: hit.id, subjectType: 'HIT' } as const;
  for (const [questionId, agreed] of questions) {
    desk.note({ ...ofHIT, questionId, key: 'AgreedAnswerFound', value: String(agreed !== undefined) });
    if (!agreed) continue;
    desk.note({ ...ofHIT, questionId, key: 'AgreedAnswer', value: [...agreed.values].join('|') });
    desk.note({ ...ofHIT, questionId, key: 'AnswerAgreementScore', value: String(agreed.score) });
  }
  counted.forEach(({ id: subjectId }, index) => {
    const worker = workers[index];
    if (worker?.score === undefined) return;
    const subject = { subjectId, subjectType: 'Assignment' } as const;
    desk.note({ ...subject, key: 'WorkerAgreementScore', value: String(worker.score) });
    desk.note({ ...subject, key: 'PluralityAnswersCorrect', value: String(worker.agreeing) });
    desk.note({ ...subject, key: 'PluralityAnswersIncorrect', value: String(worker.disagreeing) });
  });
  desk.note({ ...ofHIT, key: 'HitAgreementScore', value: String(hitScore) });
  counted.forEach(({ id }, index) => {
    const score = workers[index]?.score;
    if (score !== undefined) desk.judge(id, score, hitPolicy);
  });
  desk.extend(hitScore, hitPolicy.extension);
}

interface Counted {
  readonly id: string;
  readonly answers: AnswerSets;
}

function countedAssignments(
  tx: Tx,
  hit: HIT,
  policy: PluralityPolicy,
  known: KnownAnswersPolicy | undefined,
): readonly Counted[] {
  const statuses = policy.disregardRejected
    ? (['Submitted', 'Approved'] as const)
    : (['Submitted', 'Approved', 'Rejected'] as const);
  const counted: Counted[] = [];
  for (const { id, answer } of every(tx, hit.seq, statuses)) {
    const answers = answerSets(answer ?? '');
    const score = known && scoreKnownAnswers(known, answers).score;
    if (score === undefined || score >= (policy.disregardKnownBelow ?? 0)) counted.push({ id, answers });
  }
  return counted;
}

function* every(tx: Tx, hitSeq: number, statuses: Parameters<Assignments['list']>[1]): Iterable<Assignment> {
  const pageSize = 500;
  let page = tx.store.assignments.list(hitSeq, statuses, undefined, pageSize);
  for (let last = page.at(-1); last; last = page.at(-1)) {
    yield* page;
    page = tx.store.assignments.list(hitSeq, statuses, { submitTime: last.submitTime ?? 0, seq: last.seq }, pageSize);
  }
}

function policiesOf(tx: Tx, hitSeq: number) {
  const { assignmentReviewPolicy, hitReviewPolicy } = tx.store.hits.policies(hitSeq);
  return {
    assignmentPolicy: assignmentReviewPolicy && checked(readAssignmentReviewPolicy(assignmentReviewPolicy)),
    hitPolicy: hitReviewPolicy && checked(readHITReviewPolicy(hitReviewPolicy)),
  };
}

/** What was accepted with the HIT can be read. */
function checked<P>(result: PolicyResult<P>): P {
  if (!result.ok) throw new Error(`a review policy that was accepted can't be read: ${result.reason}`);
  return result.policy;
}

function deskFor(tx: Tx, hitSeq: number, level: PolicyLevel, steps: Steps) {
  const { assignments, hits, reviews } = tx.store;
  const note = (record: ReviewResult): void =>
    reviews.add(hitSeq, tx.newId(), tx.now, { level, kind: 'result', record });

  /** Takes a step, and keeps how it went. Steps are refused before they write anything. */
  const act = (action: Pick<ReviewAction, 'name' | 'targetId' | 'targetType'>, step: () => string): void => {
    let outcome: Pick<ReviewAction, 'status' | 'result' | 'errorCode'>;
    try {
      outcome = { status: 'Succeeded', result: step() };
    } catch (error) {
      if (!(error instanceof RequestError)) throw error;
      outcome = { status: 'Failed', result: error.message, errorCode: `AWS.MechanicalTurk.${error.code}` };
    }
    reviews.add(hitSeq, tx.newId(), tx.now, { level, kind: 'action', record: { ...action, ...outcome } });
  };

  const current = (assignmentId: string): Assignment => found(assignments.get(assignmentId));
  const judge = (assignmentId: string, score: number, verdicts: Verdicts): void => {
    const target = { targetId: assignmentId, targetType: 'Assignment' } as const;
    const { approveAtLeast, approveReason, rejectBelow, rejectReason } = verdicts;
    if (approveAtLeast !== undefined && score >= approveAtLeast)
      act({ name: 'Approve', ...target }, () => {
        const assignment = current(assignmentId);
        if (assignment.status === 'Approved') return 'Already approved';
        // A rejection is only ever overridden by the requester.
        if (assignment.status !== 'Submitted') throw wrongStateForReview();
        steps.approve(tx, assignment, approveReason);
        return 'Approved';
      });
    if (rejectBelow !== undefined && score < rejectBelow)
      act({ name: 'Reject', ...target }, () => {
        const assignment = current(assignmentId);
        if (assignment.status === 'Rejected') return 'Already rejected';
        if (assignment.status !== 'Submitted') throw wrongStateForReview();
        steps.reject(tx, assignment, rejectReason);
        return 'Rejected';
      });
  };

  const extend = (score: number, extension: Extension | undefined): void => {
    if (!extension || score >= extension.below) return;
    const hit = found(hits.bySeq(hitSeq));
    act({ name: 'Extend', targetId: hit.id, targetType: 'HIT' }, () => {
      if (hit.maxAssignments >= extension.maxAssignments)
        return `Not extended: the HIT already has ${counted(hit.maxAssignments, 'assignment')}`;
      steps.extend(tx, hit, extension.seconds);
      return `Extended to ${hit.maxAssignments + 1} assignments`;
    });
  };

  return { note, judge, extend };
}

function wrongStateForReview(): RequestError {
  return new RequestError('InvalidAssignmentState', 'Assignment was in an invalid state for this operation.');
}

function found<T>(row: T | undefined): T {
  if (row === undefined) throw new Error('a row under review is not there');
  return row;
}
