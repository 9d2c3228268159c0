/** The tokens of one rule, taken one after the other. */
import { SyntaxFault, type TextToken, type Token } from './ruleTokens.ts';

export class TokenStream {
  readonly #tokens: readonly Token[];
  readonly #last: Token;
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
    this.#last = tokens.at(-1) ?? { kind: 'end', text: '', start: 0, end: 0 };
  }

  get next(): Token {
    return this.#tokens[this.#at] ?? this.#last;
  }

  get second(): Token {
    return this.#tokens[this.#at + 1] ?? this.#last;
  }

  take(): Token {
    const token = this.next;
    this.#at += 1;
    return token;
  }

  /** Takes a word or a sign of the language, if it is next. */
  takeIf(text: string): boolean {
    const { kind, text: next } = this.next;
    const found = next === text && (kind === 'name' || kind === 'sign');
    if (found) this.#at += 1;
    return found;
  }

  expect(text: string, otherwise: string): Token {
    const token = this.next;
    if (!this.takeIf(text)) throw new SyntaxFault(otherwise, token);
    return token;
  }

  /** A name of a field: a word, or anything in quotes or backquotes. */
  field(): Token {
    const token = this.next;
    if (token.kind === 'end' || token.kind === 'sign')
      throw new SyntaxFault('the name of a field is missing; put unusual names in quotes', token);
    return this.take();
  }

  /** A text in quotes. */
  text(otherwise: string): TextToken {
    const token = this.next;
    if (token.kind !== 'text') throw new SyntaxFault(otherwise, token);
    this.#at += 1;
    return token;
  }

  end(): void {
    if (this.next.kind !== 'end') throw new SyntaxFault(`the rule goes on with “${this.next.text}”`, this.next);
  }
}
