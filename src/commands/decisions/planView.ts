/** A plan as its panel shows it. */
import type { DecisionPlan, LeftRow, PlannedOperation } from '../../files/plan.ts';
import { addCosts, type Cost } from '../../mturk/fees.ts';
import { formatDollars } from '../../mturk/money.ts';
import { groupKinds, type PlanGroup, type PlanRow, type PlanView } from '../../panels/decisions/contract.ts';

/** So many rows of a kind are listed; the file has them all. */
const mostRows = 1_000;

export function planView(plan: DecisionPlan): PlanView {
  const { operations, left, undecided, decidedBefore, spent } = plan;
  const groups = groupKinds.flatMap((kind): PlanGroup[] => {
    const doing = operations.filter(operation => operation.kind === kind);
    const leaving = left.filter(row => row.kind === kind);
    const count = doing.length + leaving.length;
    if (count === 0) return [];
    const rows = [...doing.slice(0, mostRows).map(operationRow), ...leaving.slice(0, mostRows).map(leftRow)];
    return [{ kind, count, money: costText(addCosts(doing.map(({ cost }) => cost))), rows }];
  });
  const counts = { undecided, decidedBefore, operations: operations.length, leftOut: leftOutOf(plan).length };
  return { groups, total: totalText(spent), ...counts };
}

/** The rows that keep a plan from being applied unchanged. */
export function leftOutOf({ left }: DecisionPlan): LeftRow[] {
  return left.filter(({ kind }) => kind !== 'settled');
}

export function costText({ pay, fees, total }: Cost): string {
  return total === 0 ? '' : `${formatDollars(pay)} and ${formatDollars(fees)} fees`;
}

function totalText(cost: Cost): string {
  return cost.total === 0 ? 'nothing' : `${costText(cost)}: ${formatDollars(cost.total)}`;
}

function operationRow(operation: PlannedOperation): PlanRow {
  const { place, assignment, cost } = operation;
  return {
    line: place.line,
    column: place.column,
    assignmentId: assignment.id,
    hitId: assignment.hitId,
    workerId: assignment.workerId,
    words: operation.kind === 'approve' ? (operation.feedback ?? '') : operation.reason,
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
