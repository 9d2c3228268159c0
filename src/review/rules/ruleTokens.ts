/** Rules as words: the first step of reading them. */
import type { Span } from './syntax.ts';

export type Token = Span &
  (
    | { readonly kind: 'name' | 'number' | 'sign'; readonly text: string }
    /** A name in backquotes: never a word of the language. */
    | { readonly kind: 'quotedName'; readonly text: string }
    /** A text in quotes, with the place that each of its characters has, and of the quotation mark behind them. */
    | { readonly kind: 'text'; readonly text: string; readonly places: readonly number[] }
    | { readonly kind: 'end'; readonly text: '' }
  );

export type TextToken = Extract<Token, { kind: 'text' }>;

/** Thrown while one rule is read, and caught where the rules are. */
export class SyntaxFault extends Error {
  readonly span: Span;

  constructor(message: string, span: Span) {
    super(message);
    this.span = span;
  }
}

const word = /[\p{L}_][\p{L}\p{N}_]*/uy;
const number = /\d+(?:\.\d+)?|\.\d+/y;
const sign = /->|→|==|!=|<=|>=|≤|≥|≠|[<>+\-*/(),.$]/y;
const blank = /[ \t\r\u00A0]+/y;

const synonyms: Readonly<Record<string, string>> = { '→': '->', '≤': '<=', '≥': '>=', '≠': '!=' };
/** What opens a text, and what closes it: word processors turn straight quotes into curly ones. */
const quotes = new Map([
  ['"', '"'],
  ['“', '”'],
  ['„', '“'],
]);
const escapes = new Map([
  ['n', '\n'],
  ['t', '\t'],
]);

/** The tokens of one line that begins at `offset`, the last of kind `end`. Throws {@link SyntaxFault}. */
export function tokensOf(line: string, offset: number): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    const found = pattern.exec(line)?.[0];
    if (found !== undefined) at += found.length;
    return found;
  };
  while (at < line.length) {
    if (take(blank) !== undefined) continue;
    const start = offset + at;
    const first = line[at] ?? '';
    if (first === '#') break;
    const name = take(word);
    if (name !== undefined) tokens.push({ kind: 'name', text: name, start, end: offset + at });
    else if (quotes.has(first)) {
      const token = quoted(line.slice(at), quotes.get(first) ?? '"', { start, end: offset + line.length });
      at += token.end - start;
      tokens.push(token);
    } else if (first === '`') {
      const close = line.indexOf('`', at + 1);
      if (close <= at + 1)
        throw new SyntaxFault('a name in backquotes ends with a backquote', { start, end: start + 1 });
      tokens.push({ kind: 'quotedName', text: line.slice(at + 1, close), start, end: offset + close + 1 });
      at = close + 1;
    } else {
      const digits = take(number);
      const found = digits ?? take(sign);
      if (found === undefined) throw new SyntaxFault(unexpected(line, at), { start, end: start + 1 });
      const kind = digits === undefined ? 'sign' : 'number';
      tokens.push({ kind, text: synonyms[found] ?? found, start, end: offset + at });
    }
  }
  const end = offset + line.trimEnd().length;
  return [...tokens, { kind: 'end', text: '', start: end, end: end + 1 }];
}

function unexpected(line: string, at: number): string {
  const [character = ''] = line.slice(at);
  if (character === '=') return 'to compare, write ==';
  if (character === "'") return 'put texts in double quotes';
  if (character === '&') return 'write “and”';
  if (character === '|') return 'write “or”';
  if (character === '!') return 'write “not”, or != for “is not”';
  return `“${character}” has no meaning here`;
}

/** The text in quotes that `rest` begins with. */
function quoted(rest: string, close: string, span: Span): TextToken {
  const { start } = span;
  const places: number[] = [];
  let text = '';
  for (let at = 1; at < rest.length; at += 1) {
    const character = rest[at] ?? '';
    places.push(start + at);
    if (character === close) return { kind: 'text', text, places, start, end: start + at + 1 };
    if (character !== '\\') text += character;
    else {
      at += 1;
      const escaped = rest[at] ?? '';
      text += escapes.get(escaped) ?? escaped;
    }
  }
  throw new SyntaxFault('the text has no closing quotation mark', span);
}
