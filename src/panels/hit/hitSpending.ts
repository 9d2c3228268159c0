/** What a HIT has cost and may still cost, and the bonuses paid for it. */
import type { BonusPayment } from '../../account/accountBonuses.ts';
import { addCosts, assignmentFee, bonusCost, rewardCost, termsOf } from '../../mturk/fees.ts';
import { type Assignment, type HIT, knowsReward } from '../../mturk/model.ts';
import { formatDollars } from '../../mturk/money.ts';
import type { BonusView, MoneyView, Segment } from './contract.ts';

export interface Known {
  /** Undefined until all were listed. */
  readonly listed: readonly Assignment[] | undefined;
  /** Undefined until they were listed. */
  readonly bonuses: readonly BonusPayment[] | undefined;
  /** False where no money moves. */
  readonly real: boolean;
}

export function moneyOf(hit: HIT, segments: readonly Segment[], { listed, bonuses, real }: Known): MoneyView {
  const terms = termsOf(hit);
  const open = segments
    .filter(({ kind }) => kind === 'submitted' || kind === 'unclear' || kind === 'working' || kind === 'available')
    .reduce((sum, { count }) => sum + count, 0);
  const approved = listed?.filter(({ status }) => status === 'Approved').length;
  const paid = bonuses && addCosts(bonuses.map(({ amount }) => bonusCost(amount)));
  if (!knowsReward(hit))
    return {
      reward: 'unknown',
      fee: 'unknown',
      ...(paid ? { bonuses: formatDollars(paid.total) } : {}),
      toCome: 'unknown',
      real,
    };
  return {
    reward: formatDollars(hit.reward),
    fee: formatDollars(assignmentFee(terms)),
    ...(approved === undefined
      ? {}
      : { soFar: formatDollars(addCosts([rewardCost(terms, approved), ...(paid ? [paid] : [])]).total) }),
    ...(paid ? { bonuses: formatDollars(paid.total) } : {}),
    toCome: formatDollars(rewardCost(terms, open).total),
    real,
  };
}

/** So many bonuses are listed on the page. */
export const bonusesShown = 100;

/** Newest first. */
export function bonusViews(bonuses: readonly BonusPayment[]): BonusView[] {
  return bonuses
    .toSorted((a, b) => b.paid - a.paid)
    .slice(0, bonusesShown)
    .map(({ workerId, assignmentId, amount, reason, paid }) => ({
      workerId,
      assignmentId,
      amount: formatDollars(amount),
      reason,
      paid,
    }));
}
