/** What a decision depends on is read now. An account keeps a failure as a state; here it is thrown, so that it can't pass for an empty list. */
import type { Account } from '../account/account.ts';

type Work = Pick<Account, 'refreshWork' | 'assignmentsFreshness'>;

/** Reads the assignments of HITs. Rejects with MTurkError, except for a HIT that the service no longer has. */
export async function readAssignments(account: Work, hitIds: readonly string[]): Promise<void> {
  await Promise.all(hitIds.map(id => account.refreshWork(id)));
  for (const id of hitIds) {
    const freshness = account.assignmentsFreshness(id);
    if (freshness.state === 'failed' && freshness.error.kind !== 'refused') throw freshness.error;
  }
}

/** Reads the list of HITs. Rejects with MTurkError. */
export async function readListing(account: Pick<Account, 'refreshHITs' | 'listing'>): Promise<void> {
  await account.refreshHITs();
  const { listing } = account;
  if (listing.state === 'failed') throw listing.error;
}

/** Reads blocks, own qualification types, their holders and the requests for them. Rejects with MTurkError. */
export async function readWorkers({
  workers,
}: {
  readonly workers: Pick<Account['workers'], 'refresh' | 'freshness'>;
}) {
  await workers.refresh(true);
  if (workers.freshness.state === 'failed') throw workers.freshness.error;
}
