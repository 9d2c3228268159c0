/** Reads rules: one a line, a condition, an arrow and what it fills in. */
import { outcomeOf } from './outcomes.ts';
import { SyntaxFault, type Token, tokensOf } from './ruleTokens.ts';
import type {
  Arithmetic,
  Comparison,
  Expression,
  FunctionName,
  Match,
  ParsedRules,
  Rule,
  RuleProblem,
  Source,
} from './syntax.ts';
import { TokenStream } from './tokenStream.ts';

/** A condition longer or deeper than these was not written by a person. */
const longestLine = 4_000;
const deepest = 60;

/** Reads the rules of a text; all problems, each with its line and column, if there are any. Never throws. */
export function parseRules(text: string): ParsedRules {
  const rules: Rule[] = [];
  const problems: RuleProblem[] = [];
  let goldFile: string | undefined;
  let offset = text.startsWith('\uFEFF') ? 1 : 0;
  text
    .slice(offset)
    .split('\n')
    .forEach((source, index) => {
      const start = offset;
      offset += source.length + 1;
      try {
        const read = parseLine(source, start, index + 1);
        if (read === undefined) return;
        if ('goldFile' in read) {
          if (goldFile !== undefined) throw new SyntaxFault('the gold file is named twice', read);
          goldFile = read.goldFile;
        } else rules.push(read);
      } catch (error) {
        if (!(error instanceof SyntaxFault)) throw error;
        problems.push({ ...error.span, line: index + 1, column: error.span.start - start + 1, message: error.message });
      }
    });
  const last = rules.findIndex(({ condition }) => condition === undefined);
  const after = last === -1 ? undefined : rules[last + 1];
  if (after)
    problems.push({
      start: 0,
      end: 0,
      line: after.line,
      column: 1,
      message: 'a rule for all the rest comes before it, so it never applies',
    });
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, rules, ...(goldFile === undefined ? {} : { goldFile }) };
}

type GoldLine = { readonly goldFile: string; readonly start: number; readonly end: number };

function parseLine(source: string, start: number, line: number): Rule | GoldLine | undefined {
  if (source.length > longestLine)
    throw new SyntaxFault(`a rule has at most ${longestLine} characters`, { start, end: start + source.length });
  const tokens = new TokenStream(tokensOf(source, start));
  if (tokens.next.kind === 'end') return undefined;
  const text = source.trim();
  if (tokens.next.text === 'gold' && tokens.second.kind === 'text') {
    const span = tokens.take();
    const goldFile = tokens.take().text;
    tokens.end();
    return { goldFile, start: span.start, end: span.end };
  }
  if (tokens.takeIf('otherwise')) {
    tokens.expect('->', 'an arrow (-> or →) goes after “otherwise”');
    return { line, text, outcome: outcomeOf(tokens) };
  }
  const condition = new ConditionParser(tokens).condition();
  tokens.expect('->', 'put an arrow (-> or →) between a condition and its decision');
  return { line, text, condition, outcome: outcomeOf(tokens) };
}

const comparisons: readonly string[] = ['==', '!=', '<', '<=', '>', '>='] satisfies Comparison[];
const matches: readonly string[] = ['contains', 'startsWith', 'endsWith', 'matches'] satisfies Match[];
const functions: readonly string[] = ['length', 'words'] satisfies FunctionName[];
const sources: readonly string[] = ['answer', 'input', 'gold'] satisfies Source[];
/** What is known of each piece of work besides its answers. */
const workNames: readonly string[] = [
  'workTime',
  'worker',
  'status',
  'reward',
  'title',
  'keywords',
  'annotation',
  'assignmentId',
  'hitId',
  'hitTypeId',
];
const reserved: ReadonlySet<string> = new Set([
  ...['and', 'or', 'not', 'in', 'is', 'blank', 'otherwise', 'approve', 'reject', 'bonus', 'skip'],
  ...matches,
]);

/** From the loosest to the tightest: or, and, not, comparisons, sums, products, signs. */
class ConditionParser {
  readonly #tokens: TokenStream;
  #depth = 0;

  constructor(tokens: TokenStream) {
    this.#tokens = tokens;
  }

  condition(): Expression {
    return this.#chain('or', () => this.#chain('and', () => this.#not()));
  }

  #chain(kind: 'and' | 'or', operand: () => Expression): Expression {
    let left = operand();
    while (this.#tokens.takeIf(kind)) {
      const right = operand();
      left = { kind, left, right, start: left.start, end: right.end };
    }
    return left;
  }

  #not(): Expression {
    const { start } = this.#tokens.next;
    if (!this.#tokens.takeIf('not')) return this.#comparison();
    const of = this.#deeper(() => this.#not());
    return { kind: 'not', of, start, end: of.end };
  }

  #comparison(): Expression {
    const left = this.#sum();
    const tokens = this.#tokens;
    const { start } = left;
    const by = tokens.next.kind === 'text' || tokens.next.kind === 'quotedName' ? '' : tokens.next.text;
    if (comparisons.includes(by)) {
      tokens.take();
      const right = this.#sum();
      if (comparisons.includes(tokens.next.text) && tokens.next.kind === 'sign')
        throw new SyntaxFault('compare two values at a time, and join comparisons with “and”', tokens.next);
      return { kind: 'compare', by: by as Comparison, left, right, start, end: right.end };
    }
    if (matches.includes(by)) {
      tokens.take();
      const right = this.#sum();
      return { kind: 'match', by: by as Match, left, right, start, end: right.end };
    }
    if (by === 'in') {
      tokens.take();
      return { kind: 'in', of: left, ...this.#list(), start };
    }
    if (by === 'is') {
      tokens.take();
      const negated = tokens.takeIf('not');
      const { end } = tokens.expect('blank', 'after “is”, write “blank” or “not blank”; to compare, write ==');
      const blank: Expression = { kind: 'blank', of: left, start, end };
      return negated ? { kind: 'not', of: blank, start, end } : blank;
    }
    return left;
  }

  #list(): { readonly list: readonly Expression[]; readonly end: number } {
    const tokens = this.#tokens;
    tokens.expect('(', 'after “in”, write a list: ("a", "b")');
    const list = [this.#sum()];
    while (tokens.takeIf(',')) list.push(this.#sum());
    return { list, end: tokens.expect(')', 'the list ends with )').end };
  }

  #sum(): Expression {
    return this.#arithmetic(['+', '-'], () => this.#arithmetic(['*', '/'], () => this.#signed()));
  }

  #arithmetic(signs: readonly Arithmetic[], operand: () => Expression): Expression {
    let left = operand();
    for (;;) {
      const by = signs.find(each => this.#tokens.takeIf(each));
      if (!by) return left;
      const right = operand();
      left = { kind: 'arithmetic', by, left, right, start: left.start, end: right.end };
    }
  }

  #signed(): Expression {
    const { start } = this.#tokens.next;
    if (!this.#tokens.takeIf('-')) return this.#primary();
    const of = this.#deeper(() => this.#signed());
    return { kind: 'negative', of, start, end: of.end };
  }

  #primary(): Expression {
    const tokens = this.#tokens;
    const token = tokens.next;
    const { start, end } = token;
    if (tokens.takeIf('(')) {
      const inner = this.#deeper(() => this.condition());
      return { ...inner, start, end: tokens.expect(')', 'a closing parenthesis is missing').end };
    }
    if (token.kind === 'number') return { kind: 'number', value: tokens.take().text, start, end };
    if (token.kind === 'text') return { kind: 'text', value: tokens.take().text, start, end };
    if (token.kind === 'quotedName') return { kind: 'name', source: 'answer', name: tokens.take().text, start, end };
    if (token.kind !== 'name' || reserved.has(token.text))
      throw new SyntaxFault(
        token.kind === 'end'
          ? 'something is missing at the end'
          : `a field, a number or a text is expected here, not “${token.text}”`,
        token,
      );
    tokens.take();
    if (token.text === 'true' || token.text === 'false')
      return { kind: 'truth', value: token.text === 'true', start, end };
    if (functions.includes(token.text) && tokens.takeIf('(')) {
      const of = this.#deeper(() => this.#sum());
      const close = tokens.expect(')', 'a closing parenthesis is missing');
      return { kind: 'call', name: token.text as FunctionName, of, start, end: close.end };
    }
    if (sources.includes(token.text) && tokens.takeIf('.')) {
      return { kind: 'name', source: token.text as Source, ...this.#path(tokens.field()), start };
    }
    if (workNames.includes(token.text)) return { kind: 'name', source: 'work', name: token.text, start, end };
    return { kind: 'name', source: 'answer', ...this.#path(token), start };
  }

  /** A name, and the names of members in it: `box.width`. */
  #path(first: Token): { readonly name: string; readonly end: number } {
    let { text: name, end } = first;
    while (this.#tokens.takeIf('.')) {
      const member = this.#tokens.field();
      name += `.${member.text}`;
      end = member.end;
    }
    return { name, end };
  }

  #deeper(parse: () => Expression): Expression {
    this.#depth += 1;
    if (this.#depth > deepest) throw new SyntaxFault('the condition is nested too deeply', this.#tokens.next);
    const parsed = parse();
    this.#depth -= 1;
    return parsed;
  }
}
