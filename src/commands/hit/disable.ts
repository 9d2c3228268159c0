/**
 * Ends and deletes HITs, as the former DisableHIT did: nobody can accept them any more, what is submitted is approved, and they are
 * deleted. A HIT with workers at work can't be deleted yet: that is remembered, and finished when they are through.
 */
import { rejectionsLeft } from '../../account/rejections.ts';
import { type Operation, workOf } from '../../ledger/ledgerOperations.ts';
import { rewardCost, termsOf } from '../../mturk/fees.ts';
import type { HIT } from '../../mturk/model.ts';
import { addCents, formatDollars } from '../../mturk/money.ts';
import { counted } from '../../mturk/plurals.ts';
import { withProgress } from '../../ui/progress.ts';
import type { Handler } from '../commandHandler.ts';
import { confirmed } from '../confirmation.ts';
import { claimsOf } from '../ledger/claims.ts';
import { startPlan } from '../ledger/runPlan.ts';
import { readAssignments } from '../requiredReads.ts';
import { connected, selectHITs } from '../selectTargets.ts';
import type { ConnectedSession, Needs, Operating } from '../workbench.ts';
import { deletionOf, lostRejections } from './delete.ts';
import { finishDisabling, forget, remember } from './disabling.ts';
import { namedObject } from './objects.ts';

const title = 'Disable HITs';

export const disableHIT: Handler<Operating & Needs<'explorer' | 'memory'>> = async (workbench, clicked, selected) => {
  const session = connected(workbench);
  const items = await selectHITs(workbench, session, title, clicked, selected, hit => hit.status !== 'Disposed');
  if (items && items.length > 0) await disable(workbench, session, items);
};

/** Asks, and disables HITs. */
export async function disable(
  workbench: Operating & Needs<'memory'>,
  session: ConnectedSession,
  given: readonly HIT[],
): Promise<void> {
  const { account } = session;
  // What is submitted decides on the price, so it is read now and not taken from what was listed some time ago.
  await withProgress('Looking for unreviewed work', () => Promise.all(given.map(({ id }) => account.refreshHIT(id))));
  const known = given.flatMap(({ id }) => (account.hit(id) ? [id] : []));
  await withProgress('Looking for unreviewed work', () => readAssignments(account, known));
  const items = given.flatMap(({ id }) => account.hit(id) ?? []).filter(({ status }) => status !== 'Disposed');
  if (items.length === 0) {
    await workbench.prompts.warn('Can’t disable: the HIT is already deleted.');
    return;
  }
  const operations = items.flatMap(hit => openingOperations(session, hit));
  const deletions = items.map(hit => deletionOf(account, hit.id));
  const claims = claimsOf(workbench.ledgers, session.profile.id);
  const all = [...operations, ...deletions];
  if (all.some(operation => claims.has(operation))) {
    await workbench.prompts.warn('Can’t disable: another operation on one of the HITs is in progress.');
    return;
  }
  const claim = claims.take(all);
  try {
    if (!(await confirmedDisabling(workbench, session, items, all))) return;
    await remember(
      workbench,
      session,
      items.map(hit => ({ hitId: hit.id, working: hit.pending, expires: hit.expires })),
    );
    if (operations.length > 0) {
      const { cancelled, stopped } = await startPlan(
        workbench,
        session,
        {
          title: `Disable ${namedObject(items)}`,
          verb: 'disable',
          done: 'Expired and approved everything submitted for',
          noun: ['HIT', 'HITs'],
          unitOf: operation => ('hitId' in operation ? operation.hitId : ''),
          quiet: true,
        },
        operations,
      );
      // Who cancels wants nothing deleted either.
      if (cancelled) await forget(workbench, session, new Set(items.map(({ id }) => id)));
      if (cancelled || stopped) return;
    }
  } finally {
    claim.release();
  }
  await finishDisabling(workbench, session);
  reportWork(
    workbench,
    items.filter(({ id }) => (account.hit(id)?.pending ?? 0) > 0),
  );
}

/** What can be done at once: no more workers, and approvals of all that is submitted. */
function openingOperations({ account }: ConnectedSession, hit: HIT): Operation[] {
  return [
    ...(hit.expires > account.now() ? [{ verb: 'expire', hitId: hit.id, before: hit.expires } as const] : []),
    ...account
      .assignments(hit.id)
      .filter(({ status }) => status === 'Submitted')
      .map((assignment): Operation => ({ verb: 'approve', ...workOf(hit, assignment) })),
  ];
}

async function confirmedDisabling(
  workbench: Needs<'prompts'>,
  session: ConnectedSession,
  items: readonly HIT[],
  operations: readonly Operation[],
): Promise<boolean> {
  const { account } = session;
  const approvals = operations.filter(({ verb }) => verb === 'approve').length;
  const working = items.reduce((sum, hit) => sum + hit.pending, 0);
  const most = addCents(...items.map(hit => rewardCost(termsOf(hit), hit.pending).total));
  const left = rejectionsLeft(
    items.map(hit => account.assignments(hit.id)),
    account.now(),
  );
  return confirmed(workbench, session, {
    verb: 'Disable',
    object: namedObject(items),
    count: items.length,
    operations,
    remarks: [
      'No more workers can accept it. Its assignments and answers can no longer be read once it is deleted. This can’t be undone.',
      ...(approvals > 0 ? [`Approves ${counted(approvals, 'submitted assignment')}.`] : []),
      ...(working > 0
        ? [
            `${counted(working, 'worker')} ${working === 1 ? 'is' : 'are'} at work. What they submit is approved too, for at most ${formatDollars(most)}; then the HIT is deleted.`,
          ]
        : []),
      ...lostRejections(left, account.now()),
    ],
    approvedLater: most,
    irreversible: true,
    grave: true,
  });
}

function reportWork({ prompts }: Needs<'prompts'>, items: readonly HIT[]): void {
  if (items.length === 0) return;
  void prompts.inform(
    `${items.length === 1 ? `${namedObject(items)} is` : `${namedObject(items)} are`} deleted when the workers on it have finished. Nothing more is needed.`,
  );
}
