/** HITs that are to be deleted when the work on them has ended: kept for each profile, and finished while its session runs. */
import * as v from 'valibot';
import { workOf } from '../../ledger/ledgerOperations.ts';
import { verdictBefore } from '../../ledger/verdicts.ts';
import type { HIT } from '../../mturk/model.ts';
import { counted } from '../../mturk/plurals.ts';
import { storageKeys } from '../../storageKeys.ts';
import { readReadOnlyProfiles } from '../../ui/readSettings.ts';
import { claimsOf } from '../ledger/claims.ts';
import { startPlan } from '../ledger/runPlan.ts';
import { submittedOf } from '../selectTargets.ts';
import type { ConnectedSession, Needs, Operating } from '../workbench.ts';
import { deletionOf } from './delete.ts';
import { disablingState } from './disablingState.ts';

const remembered = v.object({
  hitId: v.string(),
  /** How many late submissions may still be approved: as many as there were workers at work when that was confirmed. */
  working: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  /** The expiration of the HIT at that time. */
  expires: v.number(),
});

export type Disabling = v.InferOutput<typeof remembered>;

/** As many as are kept: a HIT is gone from the list when it is deleted. */
const mostRemembered = 10_000;

export function disablingOf({ memory }: Needs<'memory'>, profileId: string): Disabling[] {
  const read = v.safeParse(v.array(remembered), memory.get(keyOf(profileId)));
  return read.success ? read.output : [];
}

export async function remember(
  workbench: Needs<'memory'>,
  { profile }: Pick<ConnectedSession, 'profile'>,
  added: readonly Disabling[],
): Promise<void> {
  const byId = new Map([...disablingOf(workbench, profile.id), ...added].map(each => [each.hitId, each]));
  await workbench.memory.update(keyOf(profile.id), [...byId.values()].slice(-mostRemembered));
}

/** Nothing changes at the service. */
export async function forget(
  workbench: Needs<'memory'>,
  { profile }: Pick<ConnectedSession, 'profile'>,
  gone: ReadonlySet<string>,
): Promise<void> {
  const left = disablingOf(workbench, profile.id).filter(({ hitId }) => !gone.has(hitId));
  await workbench.memory.update(keyOf(profile.id), left.length > 0 ? left : undefined);
}

/** The round that runs for an account, and the one that is to follow it. */
const rounds = new WeakMap<object, { readonly running: Promise<void>; next?: Promise<void> }>();

/**
 * Approves what came in meanwhile, and deletes what nobody works on any more. One round at a time for each account: who comes while
 * one runs waits for the next, which sees what they left.
 */
export function finishDisabling(workbench: Operating & Needs<'memory'>, session: ConnectedSession): Promise<void> {
  const { account } = session;
  const before = rounds.get(account);
  if (before) {
    before.next ??= before.running
      .catch(() => undefined)
      .then(() => {
        rounds.delete(account);
        return finishDisabling(workbench, session);
      });
    return before.next;
  }
  const round: { running: Promise<void>; next?: Promise<void> } = { running: finishRound(workbench, session) };
  rounds.set(account, round);
  const over = () => {
    if (rounds.get(account) === round && !round.next) rounds.delete(account);
  };
  round.running.then(over, over);
  return round.running;
}

async function finishRound(workbench: Operating & Needs<'memory'>, session: ConnectedSession): Promise<void> {
  const { account, profile, ended } = session;
  if (ended.aborted || readReadOnlyProfiles().has(profile.name)) return;
  // A HIT whose disabling or deletion is still being confirmed or sent is left for the next round.
  const claims = claimsOf(workbench.ledgers, profile.id);
  const all = disablingOf(workbench, profile.id).filter(({ hitId }) => !claims.has({ verb: 'delete', hitId }));
  await Promise.all(all.map(({ hitId }) => account.refreshHIT(hitId)));
  const known = all.flatMap(each => {
    const hit = account.hit(each.hitId);
    return hit ? [{ ...each, hit, state: disablingState(hit, each.expires, account.now()) }] : [];
  });
  const reopened = known.filter(({ state }) => state === 'reopened');
  if (reopened.length > 0) await forget(workbench, session, new Set(reopened.map(({ hitId }) => hitId)));
  const closed = known.filter(({ state }) => state === 'ready');
  await Promise.all(closed.map(({ hitId }) => account.refreshWork(hitId)));
  const ready = closed.filter(({ hitId }) => account.assignmentsFreshness(hitId).state === 'fresh');
  if (!(await approveLate(workbench, session, ready))) return;
  await deleteReady(
    workbench,
    session,
    ready.map(({ hit }) => hit),
  );
  const gone = all.filter(({ hitId }) => account.hit(hitId) === undefined).map(({ hitId }) => hitId);
  // Only a listing that was read shows that a HIT is gone.
  if (account.listing.state === 'fresh') await forget(workbench, session, new Set(gone));
}

/** No more than were at work when that was agreed to. Returns whether to continue: not when it was cancelled. */
async function approveLate(
  workbench: Operating & Needs<'memory'>,
  session: ConnectedSession,
  ready: readonly (Disabling & { readonly hit: HIT })[],
): Promise<boolean> {
  const operations = ready.flatMap(({ hit, working }) =>
    session.account
      .assignments(hit.id)
      .filter(({ status }) => status === 'Submitted')
      .slice(0, working)
      .map(assignment => ({ verb: 'approve' as const, ...workOf(hit, assignment) })),
  );
  if (operations.length === 0) return true;
  const { outcomes, cancelled } = await startPlan(
    workbench,
    session,
    {
      title: 'Disable HITs: approve late submissions',
      verb: 'approve',
      done: 'Approved',
      noun: ['assignment', 'assignments'],
      quiet: true,
    },
    operations,
  );
  // What was paid counts, so that no later round pays for more than was agreed to.
  const paid = new Map<string, number>();
  for (const { operation, result } of outcomes)
    if ('hitId' in operation && result !== 'failed' && result !== 'notSent')
      paid.set(operation.hitId, (paid.get(operation.hitId) ?? 0) + 1);
  await remember(
    workbench,
    session,
    disablingOf(workbench, session.profile.id)
      .filter(({ hitId }) => paid.has(hitId))
      .map(each => ({ ...each, working: Math.max(0, each.working - (paid.get(each.hitId) ?? 0)) })),
  );
  return !cancelled;
}

async function deleteReady(workbench: Operating, session: ConnectedSession, ready: readonly HIT[]): Promise<void> {
  const { account } = session;
  const hits = ready
    .flatMap(({ id }) => account.hit(id) ?? [])
    .filter(
      hit => verdictBefore('delete', { hit, submitted: submittedOf(account, hit.id), now: account.now() }).allowed,
    );
  if (hits.length === 0) return;
  await startPlan(
    workbench,
    session,
    {
      title: `Delete ${hits.length === 1 ? 'disabled HIT' : counted(hits.length, 'disabled HIT')}`,
      verb: 'delete',
      done: 'Disabled and deleted',
      noun: ['HIT', 'HITs'],
    },
    hits.map(hit => deletionOf(account, hit.id)),
  );
}

function keyOf(profileId: string): string {
  return `${storageKeys.disablingPrefix}${profileId}`;
}
