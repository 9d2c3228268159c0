/** What rules are made of, once they are read. */
import type { Cents } from '../../mturk/money.ts';
import type { Template } from '../feedback.ts';

/** Offsets into the text of all rules. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface RuleProblem extends Span {
  /** From 1. */
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

export type Source = 'work' | 'answer' | 'input' | 'gold';
export type Comparison = '==' | '!=' | '<' | '<=' | '>' | '>=';
export type Match = 'contains' | 'startsWith' | 'endsWith' | 'matches';
export type Arithmetic = '+' | '-' | '*' | '/';
export type FunctionName = 'length' | 'words';

export type Expression = Span &
  /** Its value as it was written, for its digits. */
  (
    | { readonly kind: 'number'; readonly value: string }
    | { readonly kind: 'text'; readonly value: string }
    | { readonly kind: 'truth'; readonly value: boolean }
    | { readonly kind: 'name'; readonly source: Source; readonly name: string }
    | { readonly kind: 'not'; readonly of: Expression }
    | { readonly kind: 'negative'; readonly of: Expression }
    | { readonly kind: 'blank'; readonly of: Expression }
    | { readonly kind: 'call'; readonly name: FunctionName; readonly of: Expression }
    | { readonly kind: 'and' | 'or'; readonly left: Expression; readonly right: Expression }
    | { readonly kind: 'compare'; readonly by: Comparison; readonly left: Expression; readonly right: Expression }
    | { readonly kind: 'match'; readonly by: Match; readonly left: Expression; readonly right: Expression }
    | { readonly kind: 'arithmetic'; readonly by: Arithmetic; readonly left: Expression; readonly right: Expression }
    | { readonly kind: 'in'; readonly of: Expression; readonly list: readonly Expression[] }
  );

/** What a worker reads, to be filled in for each of them. */
export interface Message {
  readonly template: Template;
  /** The answer fields that it quotes, where it does. */
  readonly quotes: readonly (Span & { readonly field: string })[];
}

export interface Bonus {
  readonly amount: Cents;
  readonly reason: Message;
}

/** What a rule fills in. A rule with neither leaves the row undecided. */
export interface Outcome {
  readonly verdict?:
    | { readonly kind: 'approve'; readonly feedback?: Message }
    | { readonly kind: 'reject'; readonly reason: Message };
  readonly bonus?: Bonus;
}

export interface Rule {
  /** From 1. */
  readonly line: number;
  /** As it was written. */
  readonly text: string;
  /** Missing in a rule for all the rest. */
  readonly condition?: Expression;
  readonly outcome: Outcome;
}

export interface Rules {
  readonly rules: readonly Rule[];
  /** The file that `gold "…"` names. */
  readonly goldFile?: string;
}

export type ParsedRules =
  | ({ readonly ok: true } & Rules)
  | { readonly ok: false; readonly problems: readonly RuleProblem[] };
