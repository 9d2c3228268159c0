/** What the work of one worker adds up to. */
import type { Assignment, HIT } from './model.ts';
import { type Cents, cents } from './money.ts';

export interface WorkerSums {
  readonly approved: number;
  readonly rejected: number;
  readonly pending: number;
  readonly earned: Cents;
  readonly bonuses: Cents;
  /** Earned and bonuses for each hour of approved work; nothing before there is any. */
  readonly hourly: Cents | undefined;
}

/** `assignments` are those of one worker, in any order. */
export function workerSums(
  assignments: readonly Assignment[],
  bonuses: readonly { readonly amount: Cents }[],
  hitOf: (hitId: string) => Pick<HIT, 'reward'> | undefined,
): WorkerSums {
  let [approved, rejected, pending, earned, worked] = [0, 0, 0, 0, 0];
  for (const { status, hitId, accepted, submitted } of assignments) {
    if (status === 'Submitted') pending += 1;
    else if (status === 'Rejected') rejected += 1;
    else {
      approved += 1;
      earned += hitOf(hitId)?.reward ?? 0;
      worked += Math.max(0, submitted - accepted);
    }
  }
  const paid = bonuses.reduce((sum, { amount }) => sum + amount, 0);
  const hours = worked / 3_600_000;
  return {
    approved,
    rejected,
    pending,
    earned: cents(earned),
    bonuses: cents(paid),
    hourly: hours > 0 ? cents(Math.round((earned + paid) / hours)) : undefined,
  };
}
