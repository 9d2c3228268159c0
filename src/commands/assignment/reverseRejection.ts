import { workOf } from '../../ledger/ledgerOperations.ts';
import { verdictBefore } from '../../ledger/verdicts.ts';
import type { Handler } from '../commandHandler.ts';
import { performOperations } from '../perform.ts';
import { type AssignmentWithHIT, connected, hitRemark, selectAssignments } from '../selectTargets.ts';
import type { ConnectedSession, Needs, Operating } from '../workbench.ts';
import { askFeedback, type Feedback } from './feedback.ts';
import { approvalMessages } from './messageLibrary.ts';

export const reverseRejection: Handler<Operating & Needs<'explorer'>> = async (workbench, clicked, selected) => {
  const session = connected(workbench);
  const items = await selectAssignments(workbench, session, 'Reverse rejections', clicked, selected, 'rejected');
  if (items) await reverse(workbench, session, items);
};

/** Turns rejections into approvals with a text that the workers read. */
export const reverseWithMessage: Handler<Operating & Needs<'explorer' | 'memory'>> = async (
  workbench,
  clicked,
  selected,
) => {
  const session = connected(workbench);
  const title = 'Reverse rejection with a message';
  const items = await selectAssignments(workbench, session, title, clicked, selected, 'rejected');
  if (!items) return;
  const [first, ...more] = items.filter(
    item => verdictBefore('override', { ...item, now: session.account.now() }).allowed,
  );
  if (!first) return void (await reverse(workbench, session, items));
  const library = approvalMessages(workbench.memory);
  const feedback = await askFeedback(workbench, session, [first, ...more], {
    title,
    prompt: 'What do you want to say? The worker reads this in place of the reason for the rejection.',
    placeholder: 'The rejection was a mistake. You are paid now.',
    empty: 'Enter a message, or use Reverse Rejection without one.',
    noun: 'message',
    library,
  });
  if (feedback && (await reverse(workbench, session, items, feedback))) await library.use(feedback.message);
};

async function reverse(
  workbench: Operating,
  session: ConnectedSession,
  items: readonly AssignmentWithHIT[],
  feedback?: Feedback,
): Promise<boolean> {
  return performOperations(workbench, session, {
    verb: 'Reverse',
    noun: ['rejection', 'rejections'],
    one: ({ assignment }) => `the rejection of ${assignment.workerId}`,
    items,
    state: item => item,
    ...(feedback ? { rule: feedback.rule } : {}),
    operation: item => ({
      verb: 'override',
      ...workOf(item.hit, item.assignment),
      ...(feedback ? { feedback: feedback.textOf(item) } : {}),
    }),
    remarksOn: hitRemark,
    remarks: [
      'The rejection becomes an approval, and the worker is paid.',
      ...(feedback ? [`${feedback.readers} ${feedback.reading}`] : []),
    ],
  });
}
