import { workOf } from '../../ledger/ledgerOperations.ts';
import { verdictBefore } from '../../ledger/verdicts.ts';
import type { Handler } from '../commandHandler.ts';
import { performOperations } from '../perform.ts';
import { connected, hitRemark, selectAssignments } from '../selectTargets.ts';
import type { Needs, Operating } from '../workbench.ts';
import { decidedSentence } from './decisionSentence.ts';
import { askFeedback, type FeedbackQuestion } from './feedback.ts';
import { rejectionReasons } from './messageLibrary.ts';

/** How a reason is asked for. */
export const reasonQuestion = {
  title: 'Reject assignments',
  prompt: 'Why? The worker reads this, and is not paid.',
  placeholder: 'All answers are the same; the instructions ask for a judgment of each word.',
  empty: 'Enter a reason. The worker reads it.',
  noun: 'reason',
} satisfies Omit<FeedbackQuestion, 'library'>;

export const reject: Handler<Operating & Needs<'explorer' | 'memory'>> = async (workbench, clicked, selected) => {
  const session = connected(workbench);
  const items = await selectAssignments(workbench, session, reasonQuestion.title, clicked, selected, 'submitted');
  if (!items) return;
  const library = rejectionReasons(workbench.memory);
  const [first, ...more] = items.filter(
    item => verdictBefore('reject', { ...item, now: session.account.now() }).allowed,
  );
  // Nobody is asked for the reason of a rejection that the rules don't allow.
  const feedback = first && (await askFeedback(workbench, session, [first, ...more], { ...reasonQuestion, library }));
  if (first && !feedback) return;
  const done = await performOperations(workbench, session, {
    verb: 'Reject',
    noun: ['assignment', 'assignments'],
    one: ({ assignment }) => `the assignment of ${assignment.workerId}`,
    items,
    state: item => item,
    ...(feedback ? { rule: feedback.rule } : {}),
    explain: ({ assignment }) => decidedSentence(workbench, session, assignment),
    operation: item => ({
      verb: 'reject',
      ...workOf(item.hit, item.assignment),
      feedback: feedback?.textOf(item) ?? '',
    }),
    remarksOn: hitRemark,
    remarks: [
      `${feedback?.readers} ${more.length === 0 ? 'is' : 'are'} not paid and ${feedback?.reading}`,
      'A rejection can be reversed for 30 days after the submission, as long as the HIT is not deleted.',
    ],
    irreversible: true,
  });
  if (done && feedback) await library.use(feedback.message);
};
