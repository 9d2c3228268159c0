/** What operations cost, fees included (reference.md §7). */
import { addCosts, type Cost, cost } from '../mturk/fees.ts';
import type { Funds } from '../mturk/funds.ts';
import { addCents, type Cents, cents, formatDollars } from '../mturk/money.ts';
import { definitionOf, type Operation } from './verbs/list.ts';

const nothing = cost(cents(0), cents(0));

/** What an operation spends when it is run, in cents. */
export function costOf(operation: Operation): Cost {
  return definitionOf(operation).cost?.(operation) ?? nothing;
}

/** What an operation may spend later, if all the work it asks for is done and approved; the service may hold it from now on. */
export function laterCostOf(operation: Operation): Cost {
  return definitionOf(operation).laterCost?.(operation) ?? nothing;
}

/** What operations commit to, in cents: what they spend, and what the work that they ask for may cost. */
export function committedCost(operations: readonly Operation[]): Cents {
  return addCosts([...operations.map(costOf), ...operations.map(laterCostOf)]).total;
}

/** What operations take from the available balance, in cents. Where money is held for open HITs, that pays for their approvals. */
export function takenFromBalance(operations: readonly Operation[], { onHold }: Partial<Funds>): Cents {
  const taken = operations.map(operation => {
    if (onHold === undefined) return costOf(operation).total;
    return definitionOf(operation).paidFromHold
      ? nothing.total
      : cents(costOf(operation).total + laterCostOf(operation).total);
  });
  // Too many for the arguments of one call.
  return taken.reduce((sum, amount) => addCents(sum, amount), cents(0));
}

/** A line for a confirmation; nothing where operations take nothing from the balance, or no money moves. */
export function balanceText(operations: readonly Operation[], funds: Partial<Funds>): string | undefined {
  if (funds.available === undefined) return undefined;
  const taken = takenFromBalance(operations, funds);
  if (taken === 0) return undefined;
  const after = cents(funds.available - taken);
  const balance = `Balance: ${formatDollars(funds.available)}.`;
  return after < 0 ? `${balance} That is not enough.` : `${balance} After: about ${formatDollars(after)}.`;
}
