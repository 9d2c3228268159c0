/** Finds what can't be right about rules before any work is judged: names that no work has, and things that can't be compared. */
import type { Expression, Message, Outcome, Rule, RuleProblem, Source, Span } from './syntax.ts';

type Type = 'number' | 'text' | 'truth' | 'any';

/** The fields that some work has; nothing where there are none of a kind at all. */
export interface Fields {
  readonly answer: ReadonlySet<string>;
  readonly input: ReadonlySet<string>;
  readonly gold?: ReadonlySet<string>;
}

const numbers: ReadonlySet<string> = new Set(['workTime', 'reward']);

/** Problems with their places, each name and each comparison once. Never throws. */
export function checkRules(rules: readonly Rule[], fields: Fields, text: string): RuleProblem[] {
  const problems: RuleProblem[] = [];
  for (const { condition, line, outcome } of rules) {
    const reportError = (span: Span, message: string) => {
      const column = span.start - text.lastIndexOf('\n', span.start - 1);
      problems.push({ start: span.start, end: span.end, line, column, message });
    };
    if (condition) new Checker(fields, reportError).truth(condition);
    for (const { field, ...span } of messagesOf(outcome).flatMap(({ quotes }) => quotes))
      if (!fields.answer.has(field)) reportError(span, unknownText('answer', field, fields.answer));
  }
  return problems;
}

/** What workers read of an outcome. */
function messagesOf({ verdict, bonus }: Outcome): readonly Message[] {
  const words = verdict?.kind === 'reject' ? verdict.reason : verdict?.feedback;
  return [...(words ? [words] : []), ...(bonus ? [bonus.reason] : [])];
}

/** Whether a rule asks for anything of a source. */
export function asksFor(rules: readonly Rule[], source: Source): boolean {
  return rules.some(({ condition }) => condition !== undefined && [...names(condition)].some(each => each === source));
}

function* names(expression: Expression): Generator<Source> {
  if (expression.kind === 'name') yield expression.source;
  for (const child of childrenOf(expression)) yield* names(child);
}

function childrenOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'number':
    case 'text':
    case 'truth':
    case 'name':
      return [];
    case 'not':
    case 'negative':
    case 'blank':
    case 'call':
      return [expression.of];
    case 'in':
      return [expression.of, ...expression.list];
    default:
      return [expression.left, expression.right];
  }
}

class Checker {
  readonly #fields: Fields;
  readonly #reportError: (span: Span, message: string) => void;

  constructor(fields: Fields, reportError: (span: Span, message: string) => void) {
    this.#fields = fields;
    this.#reportError = reportError;
  }

  truth(expression: Expression): void {
    const type = this.#typeOf(expression);
    if (type !== 'truth') this.#reportError(expression, 'this is not a condition: compare it with something');
  }

  #number(expression: Expression): void {
    const type = this.#typeOf(expression);
    if (type === 'text' || type === 'truth') this.#reportError(expression, 'a number is expected here');
  }

  #plain(expression: Expression): Type {
    const type = this.#typeOf(expression);
    if (type === 'truth' && expression.kind !== 'truth')
      this.#reportError(expression, 'a condition can’t be compared; join conditions by “and” and “or”');
    return type;
  }

  #typeOf(expression: Expression): Type {
    switch (expression.kind) {
      case 'number':
      case 'text':
      case 'truth':
        return expression.kind;
      case 'name':
        return this.#typeOfName(expression);
      case 'and':
      case 'or':
        this.truth(expression.left);
        this.truth(expression.right);
        return 'truth';
      case 'not':
        this.truth(expression.of);
        return 'truth';
      case 'negative':
        this.#number(expression.of);
        return 'number';
      case 'arithmetic':
        this.#number(expression.left);
        this.#number(expression.right);
        return 'number';
      case 'call':
      case 'blank':
        this.#plain(expression.of);
        return expression.kind === 'blank' ? 'truth' : 'number';
      case 'in': {
        const type = this.#plain(expression.of);
        for (const each of expression.list) this.#comparable(type, this.#plain(each), each);
        return 'truth';
      }
      case 'match':
        if (this.#plain(expression.left) === 'number') this.#reportError(expression.left, 'a text is expected here');
        if (this.#plain(expression.right) === 'number') this.#reportError(expression.right, 'a text is expected here');
        return 'truth';
      case 'compare':
        if (expression.by === '==' || expression.by === '!=')
          this.#comparable(this.#plain(expression.left), this.#plain(expression.right), expression);
        else {
          this.#number(expression.left);
          this.#number(expression.right);
        }
        return 'truth';
    }
  }

  #comparable(one: Type, other: Type, span: Span): void {
    if (one !== other && one !== 'any' && other !== 'any')
      this.#reportError(span, `a ${one} is never equal to a ${other}`);
  }

  #typeOfName({ source, name, ...span }: Extract<Expression, { kind: 'name' }>): Type {
    if (source === 'work') return numbers.has(name) ? 'number' : 'text';
    const known = this.#fields[source];
    if (!known) this.#reportError(span, 'there is no gold file: name one on its own line, gold "file.csv"');
    else if (!known.has(name)) this.#reportError(span, unknownText(source, name, known));
    return 'any';
  }
}

function unknownText(source: Source, name: string, known: ReadonlySet<string>): string {
  const what =
    source === 'answer'
      ? 'no answer has a field'
      : source === 'input'
        ? 'no HIT has an input'
        : 'the gold file has no column';
  const some = [...known].slice(0, 8).map(each => (/^[\p{L}_][\p{L}\p{N}_]*$/u.test(each) ? each : `\`${each}\``));
  const more = known.size > some.length ? ', …' : '';
  return `${what} “${name}”${some.length > 0 ? `; there are ${some.join(', ')}${more}` : ''}`;
}
