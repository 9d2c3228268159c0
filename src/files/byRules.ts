/** Rules applied to work: rows of a file of decisions with what the rules fill in. Decides nothing by itself: a person reviews the file. */
import { formatAmount } from '../mturk/money.ts';
import { checkRules, type Fields } from '../review/rules/check.ts';
import { type Judgement, judge, type Subject } from '../review/rules/evaluate.ts';
import type { Rule, RuleProblem, Source } from '../review/rules/syntax.ts';
import type { Gold } from './gold.ts';
import { type DecisionRow, workTime } from './writing.ts';

export interface RuleCount {
  readonly rule: Rule;
  readonly rows: number;
}

export interface Ruled {
  readonly rows: readonly DecisionRow[];
  readonly counts: readonly RuleCount[];
  /** How many rows a rule could not tell of: they stay undecided. */
  readonly unclear: number;
  /** How many rows no rule held for. */
  readonly none: number;
}

/** What is wrong with rules for this work: names that none of it has, things that can't be compared. */
export function rulesProblems(
  rules: readonly Rule[],
  rows: readonly DecisionRow[],
  gold: Gold | undefined,
  text: string,
): RuleProblem[] {
  const fields: Fields = {
    answer: new Set(rows.flatMap(row => row.fields.map(({ name }) => name))),
    input: new Set(rows.flatMap(row => row.inputs.map(({ name }) => name))),
    ...(gold ? { gold: gold.names } : {}),
  };
  return checkRules(rules, fields, text);
}

/** Fills rows by rules. Work that is reviewed already gets no verdict, whatever a rule says. */
export function applyRules(rules: readonly Rule[], rows: readonly DecisionRow[], gold: Gold | undefined): Ruled {
  const counts = new Map<Rule, number>(rules.map(rule => [rule, 0]));
  let unclear = 0;
  let none = 0;
  const filled = rows.map(row => {
    const judgement = judge(rules, subjectOf(row, gold));
    if (judgement.kind === 'none') none += 1;
    else if (judgement.kind === 'unclear') unclear += 1;
    else counts.set(judgement.rule, (counts.get(judgement.rule) ?? 0) + 1);
    return fill(row, judgement);
  });
  return { rows: filled, counts: [...counts].map(([rule, count]) => ({ rule, rows: count })), unclear, none };
}

function fill(row: DecisionRow, judgement: Judgement): DecisionRow {
  if (judgement.kind === 'none') return { ...row, rule: '' };
  const { line, text } = judgement.rule;
  if (judgement.kind === 'unclear') return { ...row, rule: `line ${line} can’t tell: ${judgement.words}` };
  const { verdict, bonus } = judgement.outcome;
  const open = row.assignment.status === 'Submitted';
  const reviewed = verdict && !open ? ` (not filled in: it is ${row.assignment.status.toLowerCase()} already)` : '';
  return {
    ...row,
    rule: `line ${line}: ${text}${reviewed}`,
    decided: {
      ...(open && verdict?.kind === 'approve' ? { Approve: 'x' } : {}),
      ...(open && verdict?.kind === 'approve' && verdict.feedback !== undefined ? { Feedback: verdict.feedback } : {}),
      ...(open && verdict?.kind === 'reject' ? { Reject: verdict.reason } : {}),
      ...(bonus ? { Bonus: formatAmount(bonus.amount), BonusReason: bonus.reason } : {}),
    },
  };
}

function subjectOf(row: DecisionRow, gold: Gold | undefined): Subject {
  const answers = new Map(row.fields.map(({ name, text }) => [name, text]));
  const inputs = new Map(row.inputs.map(({ name, text }) => [name, text]));
  const known = gold?.of(row);
  const read: Readonly<Record<Source, (name: string) => string | number | undefined>> = {
    work: name => workValue(row, name),
    answer: name => answers.get(name),
    input: name => inputs.get(name),
    gold: name => known?.get(name),
  };
  return { valueOf: (source, name) => read[source](name) };
}

function workValue({ hit, assignment }: DecisionRow, name: string): string | number | undefined {
  switch (name) {
    case 'workTime':
      return workTime(assignment);
    case 'worker':
      return assignment.workerId;
    case 'status':
      return assignment.status;
    case 'reward':
      return hit.reward / 100;
    case 'title':
      return hit.title;
    case 'keywords':
      return hit.keywords;
    case 'annotation':
      return hit.annotation;
    case 'assignmentId':
      return assignment.id;
    case 'hitId':
      return hit.id;
    case 'hitTypeId':
      return hit.typeId;
    default:
      return undefined;
  }
}
