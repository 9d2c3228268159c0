/**
 * Counts what happens to a requester’s HITs and assignments on each Pacific day, from which the statistics of the former
 * GetRequesterStatistic follow. Each step of a life counts itself in the transaction that takes it.
 */
import { timesCents } from '../mturk/money.ts';
import { pacificDay, pacificDayStart } from '../mturk/pacific.ts';
import { type Measure, type MeasureName, type Measures, measureNames } from '../statistics/requester/measures.ts';
import type { Tx } from './domain/tx.ts';
import { feeOf } from './hitFees.ts';
import { acceptable } from './states/hit.ts';
import type { CountChange, DailyCountColumn } from './storage/dailyCounts.ts';
import type { Store } from './storage/store.ts';
import type { HIT } from './storage/tableRows.ts';

/** Counts something that happens now. */
export function countNow(tx: Tx, requesterId: number, change: CountChange): void {
  tx.store.dailyCounts.add(requesterId, pacificDay(tx.now), change);
}

/** Counts what the step from one state of a HIT to another makes of the levels; without a state before, of a new HIT. */
export function countHITChange(tx: Tx, before: HIT | undefined, after: HIT): void {
  const levels = levelsOf(after);
  const old = before && levelsOf(before);
  const change: Record<string, number> = {};
  for (const [name, value] of Object.entries(levels)) {
    const difference = value - (old?.[name as keyof typeof levels] ?? 0);
    if (difference !== 0) change[name] = difference;
  }
  if (!before) change.hits_created = 1;
  if (after.status === 'Disposed' && before?.status !== 'Disposed') change.hits_completed = 1;
  if (Object.keys(change).length > 0) countNow(tx, after.requesterId, change);
}

function levelsOf(hit: HIT) {
  const isOver = hit.status === 'Disposed';
  const slots = isOver ? 0 : acceptable(hit) + hit.pending + hit.submitted;
  return {
    available: hit.status === 'Assignable' ? acceptable(hit) : 0,
    pending: isOver ? 0 : hit.submitted,
    assignable: Number(hit.status === 'Assignable'),
    reviewable: Number(hit.status === 'Reviewable'),
    ...liabilityOf(hit, slots),
  };
}

/** A HIT may promise more than any account has: then it is not added up, as nothing of it could be paid. */
function liabilityOf(hit: HIT, slots: number): { readonly reward_liability: number; readonly fee_liability: number } {
  const { reward } = hit.type;
  const fee = feeOf(hit);
  const most = 100_000_000_000_000;
  if ((reward + fee) * slots > most) return { reward_liability: most, fee_liability: 0 };
  return { reward_liability: timesCents(reward, slots), fee_liability: timesCents(fee, slots) };
}

/**
 * Begins to count days, with what the other tables date of the time before; says since when, which is always where no HIT was ever
 * made. Called whenever the data becomes other data, before anything happens to it.
 */
export function beginCounting(store: Store, now: number): void {
  const { dailyCounts } = store;
  if (dailyCounts.since() !== undefined) return;
  let latest = 0;
  for (const { requesterId, hour, column, count } of dailyCounts.dated()) {
    if (hour * hourLength > now) latest = Math.max(latest, (hour + 1) * hourLength);
    dailyCounts.add(requesterId, pacificDay(hour * hourLength), { [column]: count });
  }
  // The clock that comes with the data may be ahead of ours.
  dailyCounts.begin(store.isEmpty() ? 0 : Math.max(now, latest));
}

const hourLength = 3_600_000;

const columns: Readonly<Record<MeasureName, DailyCountColumn>> = {
  accepted: 'accepted',
  submitted: 'submitted',
  approved: 'approved',
  rejected: 'rejected',
  returned: 'returned',
  abandoned: 'abandoned',
  rewards: 'rewards',
  rewardFees: 'reward_fees',
  bonuses: 'bonuses',
  bonusFees: 'bonus_fees',
  hitsCreated: 'hits_created',
  hitsCompleted: 'hits_completed',
  available: 'available',
  pending: 'pending',
  assignable: 'assignable',
  reviewable: 'reviewable',
  rewardLiability: 'reward_liability',
  feeLiability: 'fee_liability',
};

/** What other tables date: complete for all days. */
const dated: ReadonlySet<MeasureName> = new Set([
  'submitted',
  'approved',
  'rejected',
  'pending',
  'rewards',
  'rewardFees',
  'bonuses',
  'bonusFees',
  'hitsCreated',
]);

/** All statistics of a requester. */
export function measuresOf(tx: Tx, requesterId: number): Measures {
  const { dailyCounts, hits } = tx.store;
  const totals: Record<string, number> = { ...dailyCounts.totals(requesterId), reward_liability: 0, fee_liability: 0 };
  for (const hit of hits.living(requesterId))
    for (const [name, value] of Object.entries(liabilityOf(hit, acceptable(hit) + hit.pending + hit.submitted)))
      totals[name] = (totals[name] ?? 0) + value;
  const listed = dailyCounts.list(requesterId);
  const since = dailyCounts.since() ?? 0;
  const started = pacificDay(since);
  const firstWhole = since === pacificDayStart(started) ? started : started + 1;
  return Object.fromEntries(
    measureNames.map((name): [MeasureName, Measure] => {
      const column = columns[name];
      const days = new Map(listed.flatMap(({ day, counts }) => (counts[column] === 0 ? [] : [[day, counts[column]]])));
      const knownFrom = since === 0 || dated.has(name) ? Number.NEGATIVE_INFINITY : firstWhole;
      return [name, { days, total: totals[column], knownFrom }];
    }),
  ) as Measures;
}
