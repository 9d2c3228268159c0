import { workOf } from '../../ledger/acts.ts';
import { mayApprove } from '../../mturk/rules.ts';
import type { Handler } from '../handler.ts';
import { perform } from '../perform.ts';
import { assignmentsToActOn, connected } from '../targets.ts';

export const approve: Handler = async (workbench, clicked, selected) => {
  const session = connected(workbench);
  const items = await assignmentsToActOn(workbench, session, 'Approve assignments', clicked, selected);
  if (!items) return;
  await perform(workbench, session, {
    verb: 'Approve',
    done: 'Approved',
    noun: ['assignment', 'assignments'],
    items,
    rule: ({ assignment }) => mayApprove(assignment),
    act: ({ hit, assignment }) => ({ verb: 'approve', ...workOf(hit, assignment) }),
  });
};
