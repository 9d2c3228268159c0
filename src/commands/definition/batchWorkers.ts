/** Everybody who submitted work to the HITs of some batches. */
import { unlessGone } from '../../ledger/caller.ts';
import { originOf } from '../../mturk/batchAnnotation.ts';
import { cancelled } from '../../mturk/errors.ts';
import type { HIT } from '../../mturk/model.ts';
import { pages } from '../../mturk/paging.ts';
import type { ConnectedSession } from '../workbench.ts';
import type { Batch } from './batches.ts';

/** Requests at a time. */
const parallel = 6;

/** How many assignments of a HIT were submitted, or may have been. It never falls. */
export function submittedTo({ account }: Pick<ConnectedSession, 'account'>, hit: HIT): number {
  const { submitted, unclear, reviewed } = account.counts(hit);
  return submitted + unclear + reviewed;
}

/** The HITs of batches by ID: those of the account with their annotation, and those that the ledger created. */
export function hitsOfBatches(
  { account }: Pick<ConnectedSession, 'account'>,
  ids: ReadonlySet<string>,
  batches: readonly Batch[],
): string[] {
  const listed = account.hits().filter(hit => ids.has(originOf(hit.annotation)?.batch ?? ''));
  const created = batches
    .filter(({ facts }) => ids.has(facts.id))
    .flatMap(({ hits }) => hits.flatMap(({ hitId }) => hitId ?? []));
  return [...new Set([...listed.map(({ id }) => id), ...created])];
}

/** Reads who submitted work to HITs. One that is gone has nobody. Rejects with MTurkError, also where the signal is aborted. */
export async function workersOfHITs(
  session: Pick<ConnectedSession, 'account'>,
  hitIds: readonly string[],
  signal: AbortSignal,
  report: (done: number, total: number) => void = () => {},
): Promise<Set<string>> {
  const { account } = session;
  const asked = hitIds.filter(id => {
    const hit = account.hit(id);
    return !hit || submittedTo(session, hit) > 0;
  });
  const workers = new Set<string>();
  let [next, done] = [0, 0];
  const read = async () => {
    for (let at = next++; at < asked.length; at = next++) {
      if (signal.aborted) throw cancelled('ListAssignmentsForHIT');
      await unlessGone(async () => {
        for await (const { Assignments = [] } of pages(
          account.client,
          'ListAssignmentsForHIT',
          { HITId: asked[at] ?? '' },
          { signal },
        ))
          for (const { WorkerId } of Assignments) if (WorkerId !== undefined) workers.add(WorkerId);
      });
      report(++done, asked.length);
    }
  };
  await Promise.all(Array.from({ length: parallel }, read));
  return workers;
}
