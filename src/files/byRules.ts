/** Rules applied to work: rows of a file of decisions with what the rules fill in. Decides nothing by itself: a person reviews the file. */
import { formatAmount } from '../mturk/money.ts';
import { type FeedbackFacts, fill, literal } from '../review/feedback.ts';
import { checkRules, type Fields } from '../review/rules/checkRules.ts';
import { type Judgement, judge, type Subject } from '../review/rules/evaluate.ts';
import type { Rule, RuleProblem, Source } from '../review/rules/syntax.ts';
import { isReason } from './decisions.ts';
import type { Gold } from './gold.ts';
import { type DecisionRow, workTime } from './writing.ts';

interface RuleCount {
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

/**
 * Fills rows by rules. Work that is reviewed already gets no verdict, whatever a rule says. Where a text can't be filled in for
 * some work, because its answer lacks a field, that work stays undecided.
 */
export function applyRules(rules: readonly Rule[], rows: readonly DecisionRow[], gold: Gold | undefined): Ruled {
  const counts = new Map<Rule, number>(rules.map(rule => [rule, 0]));
  let unclear = 0;
  let none = 0;
  const filled = rows.map((row): DecisionRow => {
    const judgement = worded(row, judge(rules, subjectOf(row, gold)));
    if (judgement.kind === 'none') {
      none += 1;
      return { ...row, rule: '' };
    }
    const { rule } = judgement;
    if (judgement.kind === 'unclear') {
      unclear += 1;
      return { ...row, rule: `line ${rule.line} can’t be evaluated: ${judgement.words}` };
    }
    counts.set(rule, (counts.get(rule) ?? 0) + 1);
    const reviewed = rule.outcome.verdict && !isOpen(row) ? ` (not filled in: it is ${stateOf(row)} already)` : '';
    return { ...row, rule: `line ${rule.line}: ${rule.text}${reviewed}`, decided: judgement.decided };
  });
  return { rows: filled, counts: [...counts].map(([rule, count]) => ({ rule, rows: count })), unclear, none };
}

type Cells = NonNullable<DecisionRow['decided']>;
type Worded =
  | Exclude<Judgement, { kind: 'decided' }>
  | { readonly kind: 'decided'; readonly rule: Rule; readonly decided: Cells };

/** What a judgement fills in. Its texts are what the worker of this row reads; braces in them are no placeholders of the file. */
function worded(row: DecisionRow, judgement: Judgement): Worded {
  if (judgement.kind !== 'decided') return judgement;
  const { rule, outcome } = judgement;
  const facts = feedbackFacts(row);
  const bonus = outcome.bonus;
  const verdict = isOpen(row) ? outcome.verdict : undefined;
  const message = verdict?.kind === 'reject' ? verdict.reason : verdict?.feedback;
  const words = message && fill(message.template, facts);
  const reason = bonus && fill(bonus.reason.template, facts);
  for (const each of [words, reason]) if (each && !each.ok) return { kind: 'unclear', rule, words: each.problem };
  // What a worker wrote must not turn a rejection into another cell.
  if (verdict?.kind === 'reject' && words?.ok && !isReason(words.text))
    return { kind: 'unclear', rule, words: `“${words.text}” alone is not a reason in a decision file` };
  return {
    kind: 'decided',
    rule,
    decided: {
      ...(verdict?.kind === 'approve' ? { Approve: 'x' } : {}),
      ...(words?.ok ? { [verdict?.kind === 'reject' ? 'Reject' : 'Feedback']: literal(words.text) } : {}),
      ...(bonus && reason?.ok ? { Bonus: formatAmount(bonus.amount), BonusReason: literal(reason.text) } : {}),
    },
  };
}

function isOpen({ assignment }: DecisionRow): boolean {
  return assignment.status === 'Submitted';
}

function stateOf({ assignment }: DecisionRow): string {
  return assignment.status.toLowerCase();
}

function feedbackFacts({ hit, assignment, fields }: DecisionRow): FeedbackFacts {
  return {
    worker: assignment.workerId,
    title: hit.title,
    hit: hit.id,
    assignment: assignment.id,
    spent: assignment.submitted - assignment.accepted,
    answers: new Map(fields.map(({ name, text }) => [name, text])),
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
