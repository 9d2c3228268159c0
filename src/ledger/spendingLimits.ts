/** What a requester has allowed to be spent at once: guards against a slip of the finger, not against an attacker. */
import { type Cents, formatDollars } from '../mturk/money.ts';

export interface Limits {
  /** The most that one bonus may be, in cents; nothing for no limit. */
  readonly bonus: Cents | undefined;
  /** Maximum cost of one operation, fees included, in cents; nothing for no limit. */
  readonly operation: Cents | undefined;
}

export interface Spending {
  /** All that is spent, fees included. */
  readonly total: Cents;
  /** The largest single bonus, without its fee. */
  readonly largestBonus: Cents;
}

/** The limit that a spending breaks, in words, or nothing. */
export function brokenLimit(spending: Spending, limits: Limits): string | undefined {
  if (limits.bonus !== undefined && spending.largestBonus > limits.bonus)
    return `a bonus of ${formatDollars(spending.largestBonus)} is over your limit of ${formatDollars(limits.bonus)} for one bonus`;
  if (limits.operation !== undefined && spending.total > limits.operation)
    return `${formatDollars(spending.total)} is over your limit of ${formatDollars(limits.operation)} for one operation`;
  return undefined;
}
