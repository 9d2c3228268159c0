/** Who submitted meanwhile to the batches that another one excludes: who still has to get the qualification, and when that is over. */
import type { Account } from '../../account/account.ts';
import { unlessGone } from '../../ledger/caller.ts';
import { isThere, revokedIn, standingsAmong, workersOfDeleted } from '../../ledger/exclusions.ts';
import type { Plan } from '../../ledger/planState.ts';
import type { HIT } from '../../mturk/model.ts';
import { type Batch, missingHITs } from './batches.ts';
import {
  batchIdOf,
  digestOf,
  hitsOfBatches,
  type Submissions,
  submissionsTo,
  withWork,
  workersOfHITs,
} from './batchWorkers.ts';
import type { LaterExclusion } from './laterExclusions.ts';

type HITs = Pick<Account, 'client' | 'counts' | 'hit' | 'hits' | 'now'>;

/** A batch that is not in the ledger so long after its exclusion was remembered never will be, in milliseconds. */
const publishedWithin = 86_400_000;

export interface LaterWorkers {
  /** What had been submitted before the workers were read: what comes meanwhile counts as new. */
  readonly submissions: Submissions;
  readonly digest: string;
  /** Who took part and doesn't have the qualification, less those whose qualification was revoked or refused. */
  readonly workers: readonly string[];
}

/**
 * Reads whom a batch still has to exclude: nothing is read and nobody named where nothing was submitted since. `read`: what had been submitted when
 * this window read it last: HITs without more are not read again. `plans`, `batches`: all of the ledger. Rejects with MTurkError.
 */
export async function laterWorkers(
  account: HITs,
  { excluded, typeId, digest: before, refused }: LaterExclusion,
  plans: readonly Plan[],
  batches: readonly Batch[],
  read: Submissions | undefined,
  signal: AbortSignal,
): Promise<LaterWorkers> {
  const ids = new Set(excluded);
  const submissions = submissionsTo(account, ids);
  const digest = digestOf(submissions);
  if (digest === before) return { submissions, digest, workers: [] };
  const deleted = workersOfDeleted(plans);
  const took = new Set<string>();
  const asked: string[] = [];
  for (const id of withWork(account, hitsOfBatches(account, ids, batches))) {
    const isListed = account.hit(id) !== undefined;
    const workers = isListed ? undefined : deleted.get(id);
    for (const worker of workers ?? []) took.add(worker);
    const isRead = read !== undefined && (!isListed || submissions.get(id) === read.get(id));
    if (!workers && !isRead) asked.push(id);
  }
  for (const worker of (await workersOfHITs(account, asked, signal)).workers) took.add(worker);
  for (const worker of refused) took.delete(worker);
  const { holders, revoked } = await standingsAmong(account.client, typeId, [...took]);
  const revokedHere = revokedIn(plans, typeId);
  const workers = [...took].filter(id => !holders.has(id) && !revoked.has(id) && !revokedHere.has(id));
  return { submissions, digest, workers };
}

/**
 * Whether a batch can never again show anybody a HIT: it was never published, or all that it planned was created and the service has
 * none of it, or its qualification type is deleted. A list that doesn't have it proves nothing: it may be older than the batch. Rejects with MTurkError.
 */
export async function isOver(
  account: HITs,
  { batch: id, typeId, at }: Pick<LaterExclusion, 'at' | 'batch' | 'typeId'>,
  batches: readonly Batch[],
): Promise<boolean> {
  // Most go on, which costs nothing but a look at the list.
  if (account.hits().some(hit => batchIdOf(hit) === id)) return false;
  const batch = batches.find(({ facts }) => facts.id === id);
  // It is about to be published, or the window that was about to is gone.
  if (!batch) return at !== undefined && account.now() - at > publishedWithin;
  if (batch.interrupted) return false;
  const last = batch.hits.findLast(({ hitId }) => hitId !== undefined)?.hitId;
  // What failed may be tried again.
  if (last === undefined || missingHITs(batch).length > 0) return false;
  if (!(await isThere(account.client, typeId))) return true;
  const answer = await unlessGone(() => account.client.call('GetHIT', { HITId: last }));
  return 'gone' in answer || answer.value.HIT?.HITStatus === 'Disposed';
}

/** A batch that was published so lately may not be listed yet, in milliseconds. */
const listedWithin = 600_000;

/** Whether somebody may submit to an excluded batch while workers can still accept HITs of the other: its changes have to be followed. */
export function canChange(
  account: Pick<Account, 'counts' | 'hits' | 'now'>,
  { batch: id, excluded }: Pick<LaterExclusion, 'batch' | 'excluded'>,
  plans: readonly Plan[],
): boolean {
  const ids = new Set(excluded);
  const isOpen = (hit: HIT, working: boolean) => {
    const counts = account.counts(hit);
    return counts.available + (working ? counts.working : 0) > 0;
  };
  const own = account.hits().filter(hit => batchIdOf(hit) === id);
  const begun = plans.findLast(({ header }) => header.batch?.id === id)?.header.at;
  const isNew = begun === undefined || account.now() - begun < listedWithin;
  if (!own.some(hit => isOpen(hit, false)) && !(own.length === 0 && isNew)) return false;
  return account.hits().some(hit => ids.has(batchIdOf(hit)) && isOpen(hit, true));
}
