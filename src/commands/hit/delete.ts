import type { Account } from '../../account/account.ts';
import { rejectionsLeft, reversibleUntil } from '../../account/rejections.ts';
import type { OperationOf } from '../../ledger/ledgerOperations.ts';
import type { Assignment, HIT, Instant } from '../../mturk/model.ts';
import { counted } from '../../mturk/plurals.ts';
import { spanText } from '../../mturk/times.ts';
import { withProgress } from '../../ui/progress.ts';
import type { Handler } from '../commandHandler.ts';
import { performOperations } from '../perform.ts';
import { readAssignments } from '../requiredReads.ts';
import { allowedBy, connected, namedHIT, selectHITs, submittedOf } from '../selectTargets.ts';
import type { ConnectedSession, Needs, Operating } from '../workbench.ts';

export const deleteHIT: Handler<Operating & Needs<'explorer'>> = async (workbench, clicked, selected) => {
  const session = connected(workbench);
  const isSelectable = allowedBy('delete', session);
  const items = await selectHITs(workbench, session, 'Delete HITs', clicked, selected, isSelectable);
  if (items && items.length > 0) await deleteHITs(workbench, session, items);
};

/** Asks, and deletes HITs. */
export async function deleteHITs(
  workbench: Operating,
  session: ConnectedSession,
  items: readonly HIT[],
): Promise<void> {
  const { account } = session;
  // Whether work is pending review decides, so it is read now and not taken from what was listed some time ago.
  const ids = items.map(({ id }) => id);
  await withProgress('Looking for unreviewed work', () => readAssignments(account, ids));
  await performOperations(workbench, session, {
    verb: 'Delete',
    noun: ['HIT', 'HITs'],
    one: namedHIT,
    items,
    state: hit => ({ hit, submitted: submittedOf(account, hit.id) }),
    operation: hit => deletionOf(account, hit.id),
    remarksOn: hits => {
      const now = account.now();
      const work = hits.map(hit => account.assignments(hit.id));
      return [
        'Its assignments and answers can no longer be read. This can’t be undone.',
        ...lostRejections(rejectionsLeft(work, now), now),
      ];
    },
    irreversible: true,
  });
}

/** The deletion of a HIT, with the workers that were read of it. */
export function deletionOf(account: Pick<Account, 'assignments'>, hitId: string): OperationOf<'delete'> {
  const workers = new Set(account.assignments(hitId).map(({ workerId }) => workerId));
  workers.delete('');
  return { verb: 'delete', hitId, ...(workers.size > 0 ? { workers: [...workers] } : {}) };
}

/** As many as fit a confirmation. */
const mostNamed = 8;

/** What deletion takes away: workers whose rejection could have been turned into an approval. */
export function lostRejections(left: readonly Assignment[], now: Instant): string[] {
  if (left.length === 0) return [];
  const named = left
    .slice(0, mostNamed)
    .map(each => `• ${each.id} of ${each.workerId}, ${spanText(reversibleUntil(each) - now)} left`);
  const more = left.length - named.length;
  return [
    `${counted(left.length, 'rejection')} can then no longer be reversed:`,
    ...named,
    ...(more > 0 ? [`• and ${more} more`] : []),
  ];
}
