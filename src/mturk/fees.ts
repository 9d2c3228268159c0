/** What the service charges on top, by the last known price list (reference.md §7), in whole cents. */
import type { HIT, Requirement } from './model.ts';
import { addCents, type Cents, cents, timesCents } from './money.ts';

/** Twenty per cent of rewards and bonuses. */
const baseRate = 20;
/** A HIT of this many assignments pays a further twenty per cent of the reward. */
export const largeHITThreshold = 10;
const largeHITRate = 20;
const mastersRate = 5;
const minimumFee = cents(1);

/** Percent of an amount, rounded half up to whole cents, at least one cent. */
function fee(amount: Cents, percent: number): Cents {
  return cents(Math.max(minimumFee, Math.floor((amount * percent + 50) / 100)));
}

export interface RewardTerms {
  readonly reward: Cents;
  /** MaxAssignments at creation: extending across ten is refused by the service. */
  readonly maxAssignments: number;
  readonly masters?: boolean;
  /** Premium qualifications: a fixed sum for each assignment. */
  readonly premium?: Cents;
}

/** The Masters qualification of the sandbox and of production (reference.md §6.8). */
export const mastersQualifications: ReadonlySet<string> = new Set([
  '2ARFPLSP75KLA8M8DH1HTEQVJT3SY6',
  '2F1QJWKUDD8XADTFD2Q0G6UTO95ALH',
]);

/** Whether only Masters may work on it: keeping them out costs nothing. */
function asksForMasters({ qualificationTypeId, comparator }: Requirement): boolean {
  return mastersQualifications.has(qualificationTypeId) && comparator !== 'DoesNotExist';
}

/** The terms of a HIT. Premium qualifications have no published price list any more, so they are not counted. */
export function termsOf(hit: HIT): RewardTerms {
  return {
    reward: hit.reward,
    maxAssignments: hit.maxAssignments,
    masters: hit.requirements.some(asksForMasters),
  };
}

/** The fee for one approved assignment (§7). */
export function assignmentFee(terms: RewardTerms): Cents {
  const percent =
    baseRate + (terms.maxAssignments >= largeHITThreshold ? largeHITRate : 0) + (terms.masters ? mastersRate : 0);
  return addCents(fee(terms.reward, percent), terms.premium ?? cents(0));
}

/** The fee for one bonus payment (§7). */
export function bonusFee(bonus: Cents): Cents {
  return fee(bonus, baseRate);
}

export interface Cost {
  readonly pay: Cents;
  readonly fees: Cents;
  readonly total: Cents;
}

export function cost(pay: Cents, fees: Cents): Cost {
  return { pay, fees, total: addCents(pay, fees) };
}

export function addCosts(costs: readonly Cost[]): Cost {
  let [pay, fees] = [cents(0), cents(0)];
  for (const each of costs) {
    pay = addCents(pay, each.pay);
    fees = addCents(fees, each.fees);
  }
  return cost(pay, fees);
}

/** What approving so many assignments of one HIT costs. */
export function rewardCost(terms: RewardTerms, count: number): Cost {
  return cost(timesCents(terms.reward, count), timesCents(assignmentFee(terms), count));
}

/** What one bonus payment costs. */
export function bonusCost(bonus: Cents): Cost {
  return cost(bonus, bonusFee(bonus));
}
