/** What acts cost, fees included (mturk-api.md §7). */
import { bonusCost, type Cost, cost, mastersQualifications, rewardCost } from '../mturk/fees.ts';
import { cents, parseAmount, timesCents } from '../mturk/money.ts';
import type { Act } from './acts.ts';

const nothing = cost(cents(0), cents(0));

/** What an act spends when it is carried out, in cents. */
export function costOf(act: Act): Cost {
  switch (act.verb) {
    case 'approve':
    case 'override':
      return cost(act.reward, act.fee);
    case 'bonus':
      return bonusCost(act.amount);
    default:
      return nothing;
  }
}

/** What an act may spend later, if all the work it asks for is done and approved; the service may hold it from now on. */
export function laterCostOf(act: Act): Cost {
  switch (act.verb) {
    case 'addAssignments':
      return cost(timesCents(act.reward, act.count), timesCents(act.fee, act.count));
    case 'createHIT': {
      const { Reward, MaxAssignments = 1, QualificationRequirements = [] } = act.input;
      const masters = QualificationRequirements.some(each => mastersQualifications.has(each.QualificationTypeId ?? ''));
      return rewardCost(
        { reward: parseAmount(Reward) ?? cents(0), maxAssignments: MaxAssignments, masters },
        MaxAssignments,
      );
    }
    case 'createHITWithType': {
      const { MaxAssignments = 1 } = act.input;
      return cost(timesCents(act.reward, MaxAssignments), timesCents(act.fee, MaxAssignments));
    }
    default:
      return nothing;
  }
}
