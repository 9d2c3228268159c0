/** A plan as its panel shows it. */
import type { DecisionPlan, LeftRow, PlannedAct } from '../../files/plan.ts';
import { addCosts, type Cost } from '../../mturk/fees.ts';
import { formatDollars } from '../../mturk/money.ts';
import { groupKinds, type PlanGroup, type PlanRow, type PlanView } from '../../panels/decisions/contract.ts';

/** So many rows of a kind are listed; the file has them all. */
const mostRows = 1_000;

export function planView(plan: DecisionPlan): PlanView {
  const { acts, left, undecided, spent } = plan;
  const groups = groupKinds.flatMap((kind): PlanGroup[] => {
    const doing = acts.filter(act => act.kind === kind);
    const leaving = left.filter(row => row.kind === kind);
    const count = doing.length + leaving.length;
    if (count === 0) return [];
    const rows = [...doing.slice(0, mostRows).map(actRow), ...leaving.slice(0, mostRows).map(leftRow)];
    return [{ kind, count, money: costText(addCosts(doing.map(({ cost }) => cost))), rows }];
  });
  return { groups, undecided, total: totalText(spent), acts: acts.length, leftOut: leftOutOf(plan).length };
}

/** The rows that keep a plan from being applied as it stands. */
export function leftOutOf({ left }: DecisionPlan): LeftRow[] {
  return left.filter(({ kind }) => kind !== 'settled');
}

export function costText({ pay, fees, total }: Cost): string {
  return total === 0 ? '' : `${formatDollars(pay)} and ${formatDollars(fees)} fees`;
}

function totalText(cost: Cost): string {
  return cost.total === 0 ? 'nothing' : `${costText(cost)}: ${formatDollars(cost.total)}`;
}

function actRow(act: PlannedAct): PlanRow {
  const { place, assignment, cost } = act;
  return {
    line: place.line,
    column: place.column,
    assignmentId: assignment.id,
    hitId: assignment.hitId,
    workerId: assignment.workerId,
    words: act.kind === 'approve' ? (act.feedback ?? '') : act.reason,
    money: cost.pay === 0 ? '' : formatDollars(cost.pay),
  };
}

function leftRow({ place, assignmentId, hitId, words, kind }: LeftRow): PlanRow {
  const known = kind === 'settled' || kind === 'otherwise' || kind === 'duplicate';
  return {
    line: place.line,
    column: place.column,
    assignmentId,
    hitId: known ? hitId : '',
    workerId: '',
    words,
    money: '',
  };
}
