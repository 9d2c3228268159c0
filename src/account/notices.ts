/** What has happened in an account that a user may want a message about: found by comparing two moments. Pure. */
import { originOf } from '../mturk/batchAnnotation.ts';
import type { HIT, Instant } from '../mturk/model.ts';
import type { Cents } from '../mturk/money.ts';
import type { QualificationRequest } from '../mturk/qualificationType.ts';
import type { Account } from './account.ts';

const noticeKinds = ['submissions', 'batches', 'balance', 'requests'] as const;
export type NoticeKind = (typeof noticeKinds)[number];

export type Notice =
  | { readonly kind: 'submissions'; readonly count: number; readonly hits: readonly HIT[] }
  /** All work of a batch is submitted, returned for good or expired; of a HIT, where it is of no batch. */
  | { readonly kind: 'batches'; readonly hits: readonly HIT[] }
  | { readonly kind: 'balance'; readonly available: Cents }
  | { readonly kind: 'requests'; readonly requests: readonly QualificationRequest[] };

/** What is compared. */
export interface Observed {
  readonly at: Instant;
  /** Submissions so far, reviewed or not, by HIT; without those of which nobody could say yet. */
  readonly submissions: ReadonlyMap<string, number>;
  /** HITs on which work can still be done. */
  readonly open: ReadonlySet<string>;
  /** Batches whose HITs are finished while more of them are being published. */
  readonly held: ReadonlySet<string>;
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

const nothing: ReadonlySet<string> = new Set();

/**
 * `before`: what was observed last; it counts where the service doesn’t say how much of a HIT was submitted. `publishing`: the IDs of
 * batches that get more HITs at this moment.
 */
export function observe(account: AccountView, before?: Observed, publishing = nothing): Observed {
  const submissions = new Map<string, number>();
  const open = new Set<string>();
  const held = new Set<string>();
  for (const hit of account.hits()) {
    const { available, working, submitted, reviewed, unclear } = account.counts(hit);
    const known = unclear > 0 ? before?.submissions.get(hit.id) : submitted + reviewed;
    if (known !== undefined) submissions.set(hit.id, known);
    if (available + working > 0) open.add(hit.id);
    const batch = originOf(hit.annotation)?.batch;
    // What was finished meanwhile is reported when the rest is there.
    if (batch !== undefined && publishing.has(batch) && (before?.open.has(hit.id) || before?.held.has(groupOf(hit))))
      held.add(groupOf(hit));
  }
  const { requests, freshness } = account.workers;
  return {
    at: account.now(),
    submissions,
    open,
    held,
    balance: account.balance.available ?? before?.balance,
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
  return [...Map.groupBy(hits, groupOf)].flatMap(([group, members]): Notice[] => {
    if (after.held.has(group) || members.some(({ id }) => after.open.has(id))) return [];
    // Deleting the open HITs of a batch finishes no work.
    const isNews = before.held.has(group) || members.some(({ id }) => before.open.has(id));
    return isNews ? [{ kind: 'batches', hits: members }] : [];
  });
}

function lowFunds(before: Observed, { balance }: Observed, low: Cents): Notice[] {
  if (balance === undefined || balance >= low || before.balance === undefined || before.balance < low) return [];
  return [{ kind: 'balance', available: balance }];
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
