/** The results of review policies in words (reference.md §3.3, §6.9). */
import type { ListReviewPolicyResultsForHITCommandOutput as Page, ReviewReport } from '@aws-sdk/client-mturk';
import { textIn } from './model.ts';
import { printable } from './plainText.ts';
import { momentText } from './times.ts';

const keys: Readonly<Record<string, string>> = {
  AgreedAnswerFound: 'agreed answer found',
  AgreedAnswer: 'agreed answer',
  AnswerAgreementScore: 'agreement on the answer, %',
  WorkerAgreementScore: 'the worker agrees with the others, %',
  PluralityAnswersCorrect: 'answers as the others',
  PluralityAnswersIncorrect: 'answers unlike the others',
  HitAgreementScore: 'agreement on the HIT, %',
};

/** `undefined` where no policy has reported anything. */
export function reviewReportText(title: string, pages: readonly Page[]): string | undefined {
  const levels = [
    part(
      'Assignments',
      pages,
      page => page.AssignmentReviewPolicy?.PolicyName,
      page => page.AssignmentReviewReport,
    ),
    part(
      'HIT',
      pages,
      page => page.HITReviewPolicy?.PolicyName,
      page => page.HITReviewReport,
    ),
  ].filter(each => each.length > 0);
  if (levels.length === 0) return undefined;
  return [`Review policy results of “${printable(title)}”`, ...levels.map(lines => ['', ...lines].join('\n'))].join(
    '\n',
  );
}

function part(
  level: string,
  pages: readonly Page[],
  policyOf: (page: Page) => string | undefined,
  reportOf: (page: Page) => ReviewReport | undefined,
): string[] {
  const policy = pages.map(policyOf).find(name => name !== undefined);
  const results = pages.flatMap(page => reportOf(page)?.ReviewResults ?? []);
  const actions = pages.flatMap(page => reportOf(page)?.ReviewActions ?? []);
  if (policy === undefined && results.length === 0 && actions.length === 0) return [];
  return [
    `${level}: ${printable(policy ?? 'no policy')}`,
    ...results.map(({ SubjectType, SubjectId, QuestionId, Key, Value }) => {
      const key = textIn(Key);
      const question = QuestionId ? `, question ${printable(QuestionId)}` : '';
      const said = Object.hasOwn(keys, key) ? keys[key] : printable(key);
      return `  ${textIn(SubjectType)} ${printable(textIn(SubjectId))}${question}: ${said}: ${printable(textIn(Value))}`;
    }),
    ...actions.map(({ ActionName, TargetType, TargetId, Status, CompleteTime, Result, ErrorCode }) => {
      const at = CompleteTime instanceof Date ? `, ${momentText(CompleteTime.getTime())}` : '';
      const why = [textIn(Result), textIn(ErrorCode)]
        .filter(Boolean)
        .map(each => printable(each))
        .join(', ');
      return `  ${textIn(ActionName)} ${textIn(TargetType)} ${printable(textIn(TargetId))}: ${textIn(Status)}${at}${why ? ` (${why})` : ''}`;
    }),
  ];
}
