/** JSON with comments whose values know where they stand. */
import { type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import type { Span } from '../mturk/textSpan.ts';

/** Characters. A definition names its question and data; it does not hold them. */
const longestDefinition = 2_000_000;
/** Deeper than any definition, and shallow enough for the parser, which recurses. */
const deepest = 64;

export type JsonTree =
  | { readonly ok: true; readonly root: Node; readonly errors: readonly JsonError[] }
  | { readonly ok: false; readonly errors: readonly JsonError[] };

interface JsonError extends Span {
  readonly message: string;
}

/** Reads as much as there is: with errors, what is before and after them. Never throws. */
export function parseJsonTree(text: string): JsonTree {
  if (text.length > longestDefinition)
    return failed(
      `a definition may have ${longestDefinition / 1_000_000} million characters, and this has ${text.length}`,
    );
  if (isTooDeep(text)) return failed(`values are nested more than ${deepest} deep`);
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: true });
  const found = errors.map(({ error, offset, length }) => ({
    message: sentences.get(printParseErrorCode(error)) ?? 'this is not JSON',
    start: offset,
    end: offset + length,
  }));
  return root
    ? { ok: true, root, errors: found }
    : { ok: false, errors: found.length > 0 ? found : failed('the file is empty').errors };
}

function failed(message: string): JsonTree & { ok: false } {
  return { ok: false, errors: [{ message, start: 0, end: 0 }] };
}

const sentences: ReadonlyMap<string, string> = new Map([
  ['InvalidSymbol', 'this word is not a JSON value'],
  ['InvalidNumberFormat', 'this is not a number'],
  ['PropertyNameExpected', 'a key in quotation marks is missing'],
  ['ValueExpected', 'a value is missing'],
  ['ColonExpected', 'a colon is missing'],
  ['CommaExpected', 'a comma is missing'],
  ['CloseBraceExpected', 'a closing brace is missing'],
  ['CloseBracketExpected', 'a closing bracket is missing'],
  ['EndOfFileExpected', 'text follows the end of the object'],
  ['InvalidCommentToken', 'this comment can’t be read'],
  ['UnexpectedEndOfComment', 'a comment does not end'],
  ['UnexpectedEndOfString', 'a closing quotation mark is missing'],
  ['UnexpectedEndOfNumber', 'a number does not end'],
  ['InvalidUnicode', 'this \\u sequence is not a character'],
  ['InvalidEscapeCharacter', 'this backslash sequence is not a character'],
  ['InvalidCharacter', 'this character is not allowed here'],
]);

/** Brackets outside of strings; comments may make the count too high, never too low. */
export function isTooDeep(text: string, most = deepest): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at += 1)
    switch (text[at]) {
      case '"':
        for (at += 1; at < text.length && text[at] !== '"' && text[at] !== '\n'; at += 1)
          if (text[at] === '\\') at += 1;
        break;
      case '{':
      case '[':
        depth += 1;
        if (depth > most) return true;
        break;
      case '}':
      case ']':
        depth = Math.max(0, depth - 1);
        break;
    }
  return false;
}

export function spanOf({ offset, length }: Node): Span {
  return { start: offset, end: offset + length };
}

export interface Property {
  readonly name: string;
  readonly key: Node;
  /** Absent while it is being typed. */
  readonly value: Node | undefined;
}

/** The properties of an object in their order, doubles included; none for anything else. */
export function propertiesOf(node: Node | undefined): Property[] {
  if (node?.type !== 'object') return [];
  return (node.children ?? []).flatMap(({ children: [key, value] = [] }) =>
    typeof key?.value === 'string' ? [{ name: key.value, key, value }] : [],
  );
}

export type JsonValue =
  | null
  | boolean
  | number
  | string
  | readonly JsonValue[]
  | { readonly [name: string]: JsonValue };

/** The plain value of a node. A key `__proto__` is a key like any other. */
export function jsonValue(node: Node): JsonValue {
  if (node.type === 'array') return (node.children ?? []).map(jsonValue);
  if (node.type === 'object')
    return Object.fromEntries(
      propertiesOf(node).flatMap(({ name, value }) => (value ? [[name, jsonValue(value)]] : [])),
    );
  return (node.value ?? null) as JsonValue;
}

/** A value as text, for messages and for what is text in the end. Unlike String it takes objects with a key `toString`. */
export function valueText(value: JsonValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

export function isRecord(value: unknown): value is { readonly [name: string]: JsonValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
