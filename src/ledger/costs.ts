/** What acts cost, fees included (reference.md §7). */
import { type Cost, cost } from '../mturk/fees.ts';
import type { Funds } from '../mturk/funds.ts';
import { addCents, type Cents, cents, formatDollars } from '../mturk/money.ts';
import { type Act, definitionOf } from './verbs/list.ts';

const nothing = cost(cents(0), cents(0));

/** What an act spends when it is carried out, in cents. */
export function costOf(act: Act): Cost {
  return definitionOf(act).cost?.(act) ?? nothing;
}

/** What an act may spend later, if all the work it asks for is done and approved; the service may hold it from now on. */
export function laterCostOf(act: Act): Cost {
  return definitionOf(act).laterCost?.(act) ?? nothing;
}

/** What acts take from the available balance, in cents. Where money is held for open HITs, that pays for their approvals. */
export function takenFromBalance(acts: readonly Act[], { onHold }: Partial<Funds>): Cents {
  const taken = acts.map(act => {
    if (onHold === undefined) return costOf(act).total;
    return act.verb === 'approve' ? nothing.total : cents(costOf(act).total + laterCostOf(act).total);
  });
  return addCents(...taken);
}

/** A line for a confirmation; nothing where acts take nothing from the balance, or no money moves. */
export function balanceText(acts: readonly Act[], funds: Partial<Funds>): string | undefined {
  if (funds.available === undefined) return undefined;
  const taken = takenFromBalance(acts, funds);
  if (taken === 0) return undefined;
  const after = cents(funds.available - taken);
  const balance = `Balance: ${formatDollars(funds.available)}.`;
  return after < 0 ? `${balance} That is not enough.` : `${balance} After: about ${formatDollars(after)}.`;
}
