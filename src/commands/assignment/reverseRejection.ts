import { workOf } from '../../ledger/ledgerOperations.ts';
import { mayReverseRejection } from '../../mturk/rules.ts';
import type { Handler } from '../commandHandler.ts';
import { performOperations } from '../perform.ts';
import { assignmentsToActOn, connected } from '../selectTargets.ts';

export const reverseRejection: Handler = async (workbench, clicked, selected) => {
  const session = connected(workbench);
  const items = await assignmentsToActOn(workbench, session, 'Reverse rejections', clicked, selected);
  if (!items) return;
  await performOperations(workbench, session, {
    verb: 'Reverse',
    done: 'Reversed',
    noun: ['rejection', 'rejections'],
    one: ({ assignment }) => `the rejection of ${assignment.workerId}`,
    items,
    rule: ({ assignment }) => mayReverseRejection(assignment, session.account.now()),
    operation: ({ hit, assignment }) => ({ verb: 'override', ...workOf(hit, assignment) }),
    remarks: ['The rejection becomes an approval, and the worker is paid.'],
  });
};
