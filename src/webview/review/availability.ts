/** Whether an operation is possible on any of the rows that it is for: the service's rules, asked once for each kind of row. */
import type { Assignment, Instant } from '../../mturk/model.ts';
import { mayApprove, mayReject, mayReverseRejection } from '../../mturk/rules.ts';
import type { Verdict } from '../../mturk/verdict.ts';
import type { ReviewAction } from '../../panels/review/contract.ts';
import type { ReviewTable } from '../../review/table.ts';

/** What the rules ask of an assignment. */
export type Facts = Pick<Assignment, 'status' | 'submitted'>;

const rules: Partial<Record<ReviewAction, (facts: Facts, now: Instant) => Verdict>> = {
  approve: mayApprove,
  reject: mayReject,
  reverse: mayReverseRejection,
};

/** Why an operation can't be done to any of so many rows of these kinds, as a clause; nothing when it can be to one of them. */
export function whyNot(action: ReviewAction, kinds: readonly Facts[], rows: number, now: Instant): string | undefined {
  const [first] = kinds;
  if (!first) return 'no assignment is in focus or selected';
  const may = rules[action];
  if (!may || kinds.some(facts => may(facts, now).allowed)) return undefined;
  const verdict = may(first, now);
  return rows === 1 && !verdict.allowed ? verdict.rule : 'none of these assignments allows this now';
}

/** Of each status the row that was submitted last: what is too late for it is too late for all. Looks at each row once. */
export function kindsOf(table: Pick<ReviewTable, 'status' | 'submitted'>, rows: readonly number[]): Facts[] {
  const last = new Map<Facts['status'], Instant>();
  for (const row of rows) {
    const status = table.status(row);
    const submitted = table.submitted[row] ?? 0;
    if (submitted > (last.get(status) ?? Number.NEGATIVE_INFINITY)) last.set(status, submitted);
  }
  return [...last].map(([status, submitted]) => ({ status, submitted }));
}
