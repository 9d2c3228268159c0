import { workOf } from '../../ledger/ledgerOperations.ts';
import { mayTakeBackRejection } from '../../mturk/rules.ts';
import type { Handler } from '../commandHandler.ts';
import { perform } from '../perform.ts';
import { assignmentsToActOn, connected } from '../selectTargets.ts';

export const takeBackRejection: Handler = async (workbench, clicked, selected) => {
  const session = connected(workbench);
  const items = await assignmentsToActOn(workbench, session, 'Take back rejections', clicked, selected);
  if (!items) return;
  await perform(workbench, session, {
    verb: 'Take Back and Approve',
    done: 'Took back the rejection of',
    noun: ['rejected assignment', 'rejected assignments'],
    items,
    rule: ({ assignment }) => mayTakeBackRejection(assignment, session.account.now()),
    act: ({ hit, assignment }) => ({ verb: 'override', ...workOf(hit, assignment) }),
    remarks: ['The rejection becomes an approval, and the worker is paid.'],
  });
};
