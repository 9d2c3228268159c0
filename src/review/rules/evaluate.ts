/**
 * Judges work by rules. The first rule that holds decides. What a rule can't tell, because a field is not there or is no
 * number, it does not guess: the work stays undecided, with the reason, and no later rule gets it either.
 */
import { compareDecimals, numberIn as numberInText } from '../../mturk/numbers.ts';
import { matchesGlob } from './glob.ts';
import type { Comparison, Expression, Match, Outcome, Rule, Source } from './syntax.ts';

/** One piece of work, as rules see it. */
export interface Subject {
  /** A field's value; nothing where this work does not have it. */
  readonly valueOf: (source: Source, name: string) => string | number | undefined;
}

export type Judgement =
  | { readonly kind: 'decided'; readonly rule: Rule; readonly outcome: Outcome }
  /** A clause: why the rule can't tell. */
  | { readonly kind: 'unclear'; readonly rule: Rule; readonly words: string }
  | { readonly kind: 'none' };

/** Judges one piece of work. Never throws. */
export function judge(rules: readonly Rule[], subject: Subject): Judgement {
  for (const rule of rules) {
    const met = rule.condition === undefined ? true : evaluate(rule.condition, subject);
    if (met instanceof Unclear) return { kind: 'unclear', rule, words: met.words };
    if (met === true) return { kind: 'decided', rule, outcome: rule.outcome };
  }
  return { kind: 'none' };
}

class Unclear {
  readonly words: string;

  constructor(words: string) {
    this.words = words;
  }
}

type Value = string | number | boolean | Unclear;

function evaluate(expression: Expression, subject: Subject): Value {
  switch (expression.kind) {
    case 'number':
    case 'text':
    case 'truth':
      return expression.value;
    case 'name': {
      const { source, name } = expression;
      return (
        subject.valueOf(source, name) ?? new Unclear(`${source === 'work' ? '' : `${source}.`}${name} is not there`)
      );
    }
    case 'and':
    case 'or':
      return joined(expression, subject);
    case 'not': {
      const value = evaluate(expression.of, subject);
      return value instanceof Unclear ? value : value !== true;
    }
    case 'blank': {
      const value = evaluate(expression.of, subject);
      return value instanceof Unclear || (typeof value === 'string' && value.trim() === '');
    }
    case 'negative':
      return withNumbers([expression.of], subject, ([value = 0]) => -value);
    case 'arithmetic':
      return withNumbers([expression.left, expression.right], subject, ([left = 0, right = 0]) =>
        calculated(expression.by, left, right),
      );
    case 'call': {
      const value = evaluate(expression.of, subject);
      if (value instanceof Unclear) return value;
      const text = String(value).trim();
      return expression.name === 'length' ? [...text].length : (text.match(/\S+/g)?.length ?? 0);
    }
    case 'in': {
      const value = evaluate(expression.of, subject);
      if (value instanceof Unclear) return value;
      return anyHolds(expression.list.map(each => equal(value, evaluate(each, subject), hasText(expression.of, each))));
    }
    case 'match':
      return matched(expression.by, evaluate(expression.left, subject), evaluate(expression.right, subject));
    case 'compare':
      return compared(expression, subject);
  }
}

/** What is unclear stays so only where it matters: nothing and anything is nothing. */
function joined({ kind, left, right }: Extract<Expression, { kind: 'and' | 'or' }>, subject: Subject): Value {
  const settles = kind === 'or';
  const first = evaluate(left, subject);
  if (first === settles) return settles;
  const second = evaluate(right, subject);
  if (second === settles) return settles;
  return first instanceof Unclear ? first : second;
}

function anyHolds(values: readonly Value[]): Value {
  if (values.includes(true)) return true;
  return values.find(each => each instanceof Unclear) ?? false;
}

function compared({ by, left, right }: Extract<Expression, { kind: 'compare' }>, subject: Subject): Value {
  if (by === '==' || by === '!=') {
    const same = equal(evaluate(left, subject), evaluate(right, subject), hasText(left, right));
    return same instanceof Unclear ? same : same === (by === '==');
  }
  const one = evaluate(left, subject);
  const other = evaluate(right, subject);
  const unclear = [one, other].map(notNumber).find(each => each !== undefined);
  return unclear ?? ordered(by, compareDecimals(String(one), String(other)));
}

function ordered(by: Exclude<Comparison, '==' | '!='>, order: number): boolean {
  switch (by) {
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '>=':
      return order >= 0;
  }
}

/** Whether one of them is in quotes: then "1E5" is a text and not a hundred thousand. */
function hasText(...expressions: readonly Expression[]): boolean {
  return expressions.some(({ kind }) => kind === 'text');
}

/** Numbers by their value, everything else as text, whatever its case and the blanks around it. */
function equal(one: Value, other: Value, asText: boolean): boolean | Unclear {
  if (one instanceof Unclear) return one;
  if (other instanceof Unclear) return other;
  const numbers = !asText && numberIn(one) !== undefined && numberIn(other) !== undefined;
  return numbers ? compareDecimals(String(one), String(other)) === 0 : folded(one) === folded(other);
}

function matched(by: Match, value: Value, wanted: Value): Value {
  if (value instanceof Unclear) return value;
  if (wanted instanceof Unclear) return wanted;
  const text = folded(value);
  const part = folded(wanted);
  // Everything contains nothing: an empty cell would hold for everybody.
  if (part === '') return new Unclear('the text to search for is empty');
  switch (by) {
    case 'contains':
      return text.includes(part);
    case 'startsWith':
      return text.startsWith(part);
    case 'endsWith':
      return text.endsWith(part);
    case 'matches':
      return matchesGlob(part, text);
  }
}

function folded(value: string | number | boolean): string {
  return String(value).normalize('NFC').trim().toLowerCase();
}

function calculated(by: '+' | '-' | '*' | '/', left: number, right: number): number | Unclear {
  switch (by) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return right === 0 ? new Unclear('it divides by 0') : left / right;
  }
}

function withNumbers(
  expressions: readonly Expression[],
  subject: Subject,
  work: (numbers: readonly number[]) => Value,
): Value {
  const numbers: number[] = [];
  for (const expression of expressions) {
    const value = evaluate(expression, subject);
    const unclear = notNumber(value);
    if (unclear) return unclear;
    numbers.push(numberIn(value) ?? 0);
  }
  return work(numbers);
}

/** Why a value can't be reckoned with; nothing where it can. */
function notNumber(value: Value): Unclear | undefined {
  if (value instanceof Unclear) return value;
  return numberIn(value) === undefined ? new Unclear(`“${shortened(String(value))}” is not a number`) : undefined;
}

function numberIn(value: Value): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  return typeof value === 'string' ? numberInText(value) : undefined;
}

function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 30 ? `${line.slice(0, 29)}…` : line;
}
