import { workOf } from '../../ledger/acts.ts';
import { mayReject } from '../../mturk/rules.ts';
import type { Handler } from '../handler.ts';
import { perform } from '../perform.ts';
import { assignmentsToActOn, connected } from '../targets.ts';

/** As long as clients of the service ever sent (mturk-api.md §3.2). */
const longestFeedback = 1024;

export const reject: Handler = async (workbench, clicked, selected) => {
  const session = connected(workbench);
  const items = await assignmentsToActOn(workbench, session, 'Reject assignments', clicked, selected);
  if (!items) return;
  // Nobody is asked for the reason of a rejection that the rules don't allow.
  const possible = items.some(({ assignment }) => mayReject(assignment).allowed);
  const typed = possible
    ? await workbench.prompts.input({
        title: 'Reject assignments',
        prompt: 'Why? The worker reads this, and is not paid.',
        placeholder: 'All answers are the same; the instructions ask for a judgement of each word.',
        check: feedbackProblem,
      })
    : '';
  if (typed === undefined) return;
  const feedback = typed.trim();
  await perform(workbench, session, {
    verb: 'Reject',
    done: 'Rejected',
    noun: ['assignment', 'assignments'],
    items,
    rule: ({ assignment }) => mayReject(assignment),
    act: ({ hit, assignment }) => ({ verb: 'reject', ...workOf(hit, assignment), feedback }),
    remarks: [
      `The worker is not paid and reads: “${feedback}”`,
      'A rejection can be taken back for 30 days after the submission, as long as the HIT is not deleted.',
    ],
    irreversible: true,
  });
};

function feedbackProblem(text: string): string | undefined {
  if (text.trim() === '') return 'A worker whose work is rejected is owed a reason.';
  if (text.length > longestFeedback) return `At most ${longestFeedback} characters; this has ${text.length}.`;
  return undefined;
}
