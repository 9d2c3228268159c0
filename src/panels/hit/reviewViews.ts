/** What the panel of a HIT shows of its review policies: no more than fits. */
import { cutText } from '../../mturk/plainText.ts';
import type { ReviewLevel } from '../../mturk/reviewReport.ts';
import type { ReviewView } from './contract.ts';

/** Results and actions of a level that are shown. */
const mostReviewed = 200;
/** Characters. The page shows no more of a text in a line. */
const longestText = 2000;

export function reviewView({ level, policy, results, actions }: ReviewLevel): ReviewView {
  return {
    level,
    policy: cut(policy),
    results: results.slice(0, mostReviewed).map(({ subject, question, finding, value }) => ({
      subject: cut(subject),
      question: cut(question),
      finding: cut(finding),
      value: cut(value),
    })),
    actions: actions.slice(0, mostReviewed).map(({ action, status, completed, reason }) => ({
      action: cut(action),
      status: cut(status),
      completed,
      reason: cut(reason),
    })),
    resultsKnown: results.length,
    actionsKnown: actions.length,
  };
}

/** What can't be seen stays in it: the page marks it. */
function cut(text: string): string {
  return cutText(text, longestText);
}
