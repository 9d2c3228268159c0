/** The results of review policies in words (reference.md §3.3, §6.9). */
import type {
  ListReviewPolicyResultsForHITCommandOutput as Page,
  ReviewPolicy,
  ReviewReport,
} from '@aws-sdk/client-mturk';
import { type Instant, instantIn, textIn } from './model.ts';
import { printable } from './plainText.ts';
import { momentText } from './times.ts';

const keys: Readonly<Record<string, string>> = {
  KnownAnswerCorrect: 'known answer given',
  KnownAnswerScore: 'known answers given, %',
  AgreedAnswerFound: 'agreed answer found',
  AgreedAnswer: 'agreed answer',
  AnswerAgreementScore: 'agreement on the answer, %',
  WorkerAgreementScore: 'the worker agrees with the others, %',
  PluralityAnswersCorrect: 'answers as the others',
  PluralityAnswersIncorrect: 'answers unlike the others',
  HitAgreementScore: 'agreement on the HIT, %',
};

/** What the policy of one level found and did, in words. Texts of others are as they came. */
export interface ReviewLevel {
  readonly level: 'Assignments' | 'HIT';
  readonly policy: string;
  readonly results: readonly ReviewResultWords[];
  readonly actions: readonly ReviewActionWords[];
}

export interface ReviewResultWords {
  /** What was looked at: "Assignment 3A…". */
  readonly subject: string;
  readonly question: string;
  readonly finding: string;
  readonly value: string;
}

export interface ReviewActionWords {
  /** What was done to what: "Approve Assignment 3A…". */
  readonly action: string;
  readonly status: string;
  readonly completed: Instant | undefined;
  /** Why, or why not. */
  readonly reason: string;
}

/** The levels at which a policy has reported anything, or is there. */
export function reviewLevels(pages: readonly Page[]): ReviewLevel[] {
  return [
    ...level(
      'Assignments',
      pages.map(page => ({ policy: page.AssignmentReviewPolicy, report: page.AssignmentReviewReport })),
    ),
    ...level(
      'HIT',
      pages.map(page => ({ policy: page.HITReviewPolicy, report: page.HITReviewReport })),
    ),
  ];
}

function level(
  name: ReviewLevel['level'],
  pages: readonly { readonly policy: ReviewPolicy | undefined; readonly report: ReviewReport | undefined }[],
): ReviewLevel[] {
  const policy = pages.map(page => page.policy?.PolicyName).find(each => each !== undefined);
  const results = pages.flatMap(({ report }) => report?.ReviewResults ?? []);
  const actions = pages.flatMap(({ report }) => report?.ReviewActions ?? []);
  if (policy === undefined && results.length === 0 && actions.length === 0) return [];
  return [
    {
      level: name,
      policy: textIn(policy) || 'no policy',
      results: results.map(({ SubjectType, SubjectId, QuestionId, Key, Value }) => {
        const key = textIn(Key);
        return {
          subject: `${textIn(SubjectType)} ${textIn(SubjectId)}`,
          question: textIn(QuestionId),
          finding: (Object.hasOwn(keys, key) ? keys[key] : key) ?? '',
          value: textIn(Value),
        };
      }),
      actions: actions.map(({ ActionName, TargetType, TargetId, Status, CompleteTime, Result, ErrorCode }) => ({
        action: `${textIn(ActionName)} ${textIn(TargetType)} ${textIn(TargetId)}`,
        status: textIn(Status),
        completed: instantIn(CompleteTime),
        reason: [textIn(Result), textIn(ErrorCode)].filter(Boolean).join(', '),
      })),
    },
  ];
}

/** `undefined` where no policy has reported anything. */
export function reviewReportText(title: string, levels: readonly ReviewLevel[]): string | undefined {
  if (levels.length === 0) return undefined;
  return [`Review policy results of “${printable(title)}”`, ...levels.map(levelText)].join('\n');
}

function levelText({ level: name, policy, results, actions }: ReviewLevel): string {
  return [
    '',
    `${name}: ${printable(policy)}`,
    ...results.map(({ subject, question, finding, value }) => {
      const asked = question === '' ? '' : `, question ${printable(question)}`;
      return `  ${printable(subject)}${asked}: ${printable(finding)}: ${printable(value)}`;
    }),
    ...actions.map(({ action, status, completed, reason }) => {
      const at = completed === undefined ? '' : `, ${momentText(completed)}`;
      return `  ${printable(action)}: ${printable(status)}${at}${reason === '' ? '' : ` (${printable(reason)})`}`;
    }),
  ].join('\n');
}
