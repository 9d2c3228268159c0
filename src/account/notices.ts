/** What has happened in an account that a user may want a message about: found by comparing two moments. Pure. */
import { originOf } from '../mturk/batchAnnotation.ts';
import type { HIT, Instant } from '../mturk/model.ts';
import type { Cents } from '../mturk/money.ts';
import type { QualificationRequest } from '../mturk/qualificationType.ts';
import type { Account } from './account.ts';

export const noticeKinds = ['submissions', 'batches', 'balance', 'requests'] as const;
export type NoticeKind = (typeof noticeKinds)[number];

export type Notice =
  | { readonly kind: 'submissions'; readonly count: number; readonly hits: readonly HIT[] }
  /** All work of a batch is submitted, returned for good or expired; without batch, of a HIT. */
  | { readonly kind: 'batches'; readonly hits: readonly HIT[] }
  | { readonly kind: 'balance'; readonly available: Cents }
  | { readonly kind: 'requests'; readonly requests: readonly QualificationRequest[] };

/** What is compared. */
export interface Observed {
  readonly at: Instant;
  /** Submissions so far, reviewed or not, by HIT. */
  readonly submissions: ReadonlyMap<string, number>;
  /** Batches, or HITs without one, whose HITs are all finished; `false` for the others. */
  readonly finished: ReadonlyMap<string, boolean>;
  readonly balance: Cents | undefined;
  /** IDs; absent while they were not read. */
  readonly requests: ReadonlySet<string> | undefined;
}

type AccountView = Pick<Account, 'hits' | 'counts' | 'now'> & {
  readonly balance: { readonly available?: Cents };
  readonly workers: {
    readonly requests: readonly QualificationRequest[];
    readonly freshness: { readonly state: string; readonly updated?: Instant };
  };
};

/** `before`: what was observed last; it counts where the service doesn’t say how much of a HIT was submitted. */
export function observe(account: AccountView, before?: Observed): Observed {
  const submissions = new Map<string, number>();
  const finished = new Map<string, boolean>();
  for (const hit of account.hits()) {
    const { available, working, submitted, reviewed, unclear } = account.counts(hit);
    const known = unclear > 0 ? before?.submissions.get(hit.id) : undefined;
    submissions.set(hit.id, known ?? submitted + reviewed);
    const group = groupOf(hit);
    finished.set(group, (finished.get(group) ?? true) && available + working === 0);
  }
  const { requests, freshness } = account.workers;
  return {
    at: account.now(),
    submissions,
    finished,
    balance: account.balance.available,
    requests: freshness.updated === undefined ? undefined : new Set(requests.map(({ id }) => id)),
  };
}

/** What happened between two moments. What was there when the account was first seen is no news. */
export function noticesOf(before: Observed, after: Observed, account: AccountView, lowBalance: Cents): Notice[] {
  const hits = account.hits();
  return [
    ...newSubmissions(before, after, hits),
    ...newlyFinished(before, after, hits),
    ...lowFunds(before, after, lowBalance),
    ...newRequests(before, after, account.workers.requests),
  ];
}

function newSubmissions(before: Observed, after: Observed, hits: readonly HIT[]): Notice[] {
  let count = 0;
  const changed: HIT[] = [];
  for (const hit of hits) {
    // A HIT that came since had no work when it was created; one that was merely not listed yet tells nothing.
    const known = before.submissions.get(hit.id) ?? (hit.created > before.at ? 0 : undefined);
    const more = known === undefined ? 0 : (after.submissions.get(hit.id) ?? 0) - known;
    if (more <= 0) continue;
    count += more;
    changed.push(hit);
  }
  return count > 0 ? [{ kind: 'submissions', count, hits: changed }] : [];
}

function newlyFinished(before: Observed, after: Observed, hits: readonly HIT[]): Notice[] {
  const groups = Map.groupBy(hits, groupOf);
  return [...after.finished].flatMap(([group, isFinished]): Notice[] => {
    const members = groups.get(group);
    return isFinished && before.finished.get(group) === false && members ? [{ kind: 'batches', hits: members }] : [];
  });
}

function lowFunds(before: Observed, { balance }: Observed, low: Cents): Notice[] {
  if (balance === undefined || balance >= low) return [];
  const wasLow = before.balance !== undefined && before.balance < low;
  return wasLow ? [] : [{ kind: 'balance', available: balance }];
}

function newRequests(before: Observed, after: Observed, all: readonly QualificationRequest[]): Notice[] {
  const known = before.requests;
  if (!known || !after.requests) return [];
  const requests = all.filter(({ id }) => !known.has(id));
  return requests.length > 0 ? [{ kind: 'requests', requests }] : [];
}

function groupOf({ id, annotation }: HIT): string {
  const origin = originOf(annotation);
  return origin ? `batch ${origin.batch}` : `HIT ${id}`;
}
