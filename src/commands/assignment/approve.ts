import { workOf } from '../../ledger/ledgerOperations.ts';
import { verdictBefore } from '../../ledger/verdicts.ts';
import type { Handler } from '../commandHandler.ts';
import { performOperations } from '../perform.ts';
import { type AssignmentWithHIT, connected, hitRemark, selectAssignments } from '../selectTargets.ts';
import type { ConnectedSession, Needs, Operating } from '../workbench.ts';
import { decidedSentence } from './decisionSentence.ts';
import { askFeedback, type Feedback } from './feedback.ts';
import { approvalMessages } from './messageLibrary.ts';

export const approve: Handler<Operating & Needs<'explorer'>> = async (workbench, clicked, selected) => {
  const session = connected(workbench);
  const items = await selectAssignments(workbench, session, 'Approve assignments', clicked, selected, 'submitted');
  if (items) await approveItems(workbench, session, items);
};

/** Approves with a text that the worker reads. */
export const approveWithMessage: Handler<Operating & Needs<'explorer' | 'memory'>> = async (
  workbench,
  clicked,
  selected,
) => {
  const session = connected(workbench);
  const title = 'Approve with a message';
  const items = await selectAssignments(workbench, session, title, clicked, selected, 'submitted');
  if (!items) return;
  const library = approvalMessages(workbench.memory);
  const [first, ...more] = items.filter(
    item => verdictBefore('approve', { ...item, now: session.account.now() }).allowed,
  );
  const feedback =
    first &&
    (await askFeedback(workbench, session, [first, ...more], {
      title,
      prompt: 'What do you want to say? The worker reads this.',
      placeholder: 'Thank you for the careful answers.',
      empty: 'Enter a message, or approve without one.',
      noun: 'message',
      library,
    }));
  if (first && !feedback) return;
  if ((await approveItems(workbench, session, items, { feedback })) && feedback) await library.use(feedback.message);
};

interface ApproveOptions {
  readonly feedback?: Feedback | undefined;
  readonly remarks?: readonly string[];
}

/** Asks, and approves. Returns whether anything was sent. */
export async function approveItems(
  workbench: Operating,
  session: ConnectedSession,
  items: readonly AssignmentWithHIT[],
  { feedback, remarks }: ApproveOptions = {},
): Promise<boolean> {
  return performOperations(workbench, session, {
    verb: 'Approve',
    noun: ['assignment', 'assignments'],
    one: ({ assignment }) => `the assignment of ${assignment.workerId}`,
    items,
    state: item => item,
    ...(feedback ? { rule: feedback.rule } : {}),
    explain: ({ assignment }) => decidedSentence(workbench, session, assignment),
    operation: item => ({
      verb: 'approve',
      ...workOf(item.hit, item.assignment),
      ...(feedback ? { feedback: feedback.textOf(item) } : {}),
    }),
    // Those of the caller name the HITs.
    remarksOn: assignments => remarks ?? hitRemark(assignments),
    remarks: [...(feedback ? [`${feedback.readers} ${feedback.reading}`] : [])],
  });
}
