/** Whether an act is possible on any of the rows that it is for: the service's rules, asked once for each kind of row. */
import type { Assignment, Instant } from '../../mturk/model.ts';
import { mayApprove, mayReject, mayTakeBackRejection, type Verdict } from '../../mturk/rules.ts';
import type { ReviewAction } from '../../panels/review/contract.ts';
import type { ReviewTable } from '../../review/table.ts';

type Facts = Pick<Assignment, 'status' | 'submitted'>;

const rules: Partial<Record<ReviewAction, (facts: Facts, now: Instant) => Verdict>> = {
  approve: mayApprove,
  reject: mayReject,
  takeBack: mayTakeBackRejection,
};

/** Why an act can't be done to any of these rows, as a clause; nothing when it can be to one of them. */
export function whyNot(
  action: ReviewAction,
  table: Pick<ReviewTable, 'status' | 'submitted'>,
  rows: readonly number[],
  now: Instant,
): string | undefined {
  if (rows.length === 0) return 'no assignment is in focus or selected';
  const may = rules[action];
  if (!may) return undefined;
  const verdicts = kindsOf(table, rows).map(facts => may(facts, now));
  const found = new Set(verdicts.map(verdict => (verdict.allowed ? undefined : verdict.rule)));
  if (found.has(undefined)) return undefined;
  const [rule] = found;
  return found.size === 1 && rows.length === 1 ? rule : 'none of these assignments is in a state for it';
}

/** Of each status the row that was submitted last: what is too late for it is too late for all. */
function kindsOf(table: Pick<ReviewTable, 'status' | 'submitted'>, rows: readonly number[]): Facts[] {
  const last = new Map<Facts['status'], Instant>();
  for (const row of rows) {
    const status = table.status(row);
    const submitted = table.submitted[row] ?? 0;
    if (submitted > (last.get(status) ?? Number.NEGATIVE_INFINITY)) last.set(status, submitted);
  }
  return [...last].map(([status, submitted]) => ({ status, submitted }));
}
