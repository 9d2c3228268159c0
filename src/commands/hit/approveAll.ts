import { withProgress } from '../../ui/progress.ts';
import { approveItems } from '../assignment/approve.ts';
import type { Handler } from '../commandHandler.ts';
import { readAssignments } from '../requiredReads.ts';
import { type AssignmentWithHIT, connected, selectHITs } from '../selectTargets.ts';
import type { Needs, Operating } from '../workbench.ts';
import { namedObject } from './objects.ts';

/** Approves everything that is pending review of HITs: those of rows, of a group, or picked ones. */
export const approveAllPending: Handler<Operating & Needs<'explorer'>> = async (workbench, clicked, selected) => {
  const session = connected(workbench);
  const { account } = session;
  const hits = await selectHITs(workbench, session, 'Approve all pending', clicked, selected, hit => {
    const { submitted, unclear } = account.counts(hit);
    return submitted + unclear > 0;
  });
  if (!hits || hits.length === 0) return;
  const open = hits.filter(hit => account.counts(hit).submitted + account.counts(hit).unclear > 0);
  const ids = open.map(({ id }) => id);
  await withProgress('Reading submitted assignments', () => readAssignments(account, ids));
  const items = hits.flatMap(hit =>
    account.assignments(hit.id).flatMap((assignment): AssignmentWithHIT[] => {
      return assignment.status === 'Submitted' ? [{ hit, assignment }] : [];
    }),
  );
  if (items.length === 0) {
    await workbench.prompts.warn(`Nothing is pending review in ${namedObject(hits)}.`);
    return;
  }
  await approveItems(workbench, session, items, {
    remarks: [`Everything that is pending review in ${namedObject(hits)}.`],
  });
};
