/** What acts cost, fees included (reference.md §7). */
import { type Cost, cost } from '../mturk/fees.ts';
import { cents } from '../mturk/money.ts';
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
