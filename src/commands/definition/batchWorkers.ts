/** Everybody who submitted work to the HITs of some batches. */
import { createHash } from 'node:crypto';
import type { Account } from '../../account/account.ts';
import { unlessGone } from '../../ledger/caller.ts';
import { originOf } from '../../mturk/batchAnnotation.ts';
import type { MTurkClient } from '../../mturk/client.ts';
import { cancelled } from '../../mturk/errors.ts';
import type { HIT } from '../../mturk/model.ts';
import { pages } from '../../mturk/paging.ts';
import { inOrder } from '../../mturk/scheduler/inOrder.ts';
import type { Batch } from './batches.ts';

type HITs = Pick<Account, 'counts' | 'hits'>;

/** Assignments by HIT: submitted, or perhaps. HITs without any are left out. */
export type Submissions = ReadonlyMap<string, number>;

export interface HITWorkers {
  readonly workers: ReadonlySet<string>;
  /** HITs that the service no longer has. */
  readonly gone: readonly string[];
}

/** How many assignments of a HIT were submitted, or may have been. It never falls. */
function submittedTo(account: Pick<Account, 'counts'>, hit: HIT): number {
  const { submitted, unclear, reviewed } = account.counts(hit);
  return submitted + unclear + reviewed;
}

/** What has been submitted to the listed HITs of batches. */
export function submissionsTo(account: HITs, wanted: ReadonlySet<string>): Submissions {
  const submissions = new Map<string, number>();
  for (const hit of account.hits()) {
    if (!wanted.has(batchIdOf(hit))) continue;
    const count = submittedTo(account, hit);
    if (count > 0) submissions.set(hit.id, count);
  }
  return submissions;
}

/** A short text that is the same for the same submissions alone: a sum would hide one HIT that went behind another that came. */
export function digestOf(submissions: Submissions): string {
  const lines = [...submissions].map(([id, count]) => `${id} ${count}`).sort();
  return createHash('sha256').update(lines.join('\n')).digest('base64');
}

/** The HITs of a batch that the account has. */
export function batchHITs(
  { account }: { readonly account: Pick<Account, 'hits'> },
  { facts }: Pick<Batch, 'facts'>,
): HIT[] {
  return account.hits().filter(hit => batchIdOf(hit) === facts.id);
}

/** The batch of each HIT, so that its annotation is taken apart once. */
const batchIds = new WeakMap<HIT, string>();

/** The ID of the batch that a HIT is from; empty where it is from none. */
export function batchIdOf(hit: HIT): string {
  const known = batchIds.get(hit);
  if (known !== undefined) return known;
  const id = originOf(hit.annotation)?.batch ?? '';
  batchIds.set(hit, id);
  return id;
}

/** The HITs of batches by ID: those of the account with their annotation, and those that the ledger created. */
export function hitsOfBatches(
  account: Pick<Account, 'hits'>,
  ids: ReadonlySet<string>,
  batches: readonly Batch[],
): string[] {
  const listed = account.hits().filter(hit => ids.has(batchIdOf(hit)));
  const created = batches
    .filter(({ facts }) => ids.has(facts.id))
    .flatMap(({ hits }) => hits.flatMap(({ hitId }) => hitId ?? []));
  return [...new Set([...listed.map(({ id }) => id), ...created])];
}

/** Those that may have work: nobody has submitted any to the others, as their counters say. */
export function withWork(account: Pick<Account, 'counts' | 'hit'>, hitIds: readonly string[]): string[] {
  return hitIds.filter(id => {
    const hit = account.hit(id);
    return !hit || submittedTo(account, hit) > 0;
  });
}

/** Reads who submitted work to HITs, each anew. Rejects with MTurkError, also where the signal is aborted; nothing more is read then. */
export async function workersOfHITs(
  { client }: { readonly client: Pick<MTurkClient, 'call'> },
  hitIds: readonly string[],
  signal: AbortSignal,
  report: (done: number, total: number) => void = () => {},
): Promise<HITWorkers> {
  const workers = new Set<string>();
  const gone: string[] = [];
  let done = 0;
  await inOrder(hitIds, async HITId => {
    if (signal.aborted) throw cancelled('ListAssignmentsForHIT');
    const answer = await unlessGone(async () => {
      for await (const { Assignments = [] } of pages(client, 'ListAssignmentsForHIT', { HITId }, { signal }))
        for (const { WorkerId = '' } of Assignments) if (WorkerId !== '') workers.add(WorkerId);
    });
    if ('gone' in answer) gone.push(HITId);
    report(++done, hitIds.length);
  });
  return { workers, gone };
}
