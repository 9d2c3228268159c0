/** The rows of a JSON array or of JSON Lines, one at a time: where each begins and ends, without reading any of them. */
import type { Span } from '../mturk/textSpan.ts';

type RowSpan = Span | { readonly at: number; readonly message: string };

/** The elements of the array that a text is. What is no array ends with a message. */
export function* elementSpans(text: string): Generator<RowSpan> {
  let at = afterSpace(text, text.startsWith('\uFEFF') ? 1 : 0);
  if (text[at] !== '[') {
    yield { at, message: 'A JSON data file is a list of rows: it begins with “[”.' };
    return;
  }
  at = afterSpace(text, at + 1);
  while (at < text.length && text[at] !== ']') {
    const end = endOfValue(text, at);
    if (end === at) {
      yield { at, message: 'A row is missing here.' };
      return;
    }
    yield { start: at, end };
    at = afterSpace(text, end);
    if (text[at] === ',') at = afterSpace(text, at + 1);
    else if (text[at] !== ']') {
      yield {
        at: Math.min(at, text.length),
        message: at >= text.length ? 'The list does not end: “]” is missing.' : 'A comma is missing between two rows.',
      };
      return;
    }
  }
  if (at >= text.length) yield { at: text.length, message: 'The list does not end: “]” is missing.' };
}

/** The lines that hold something. */
export function* lineSpans(text: string): Generator<RowSpan> {
  for (let at = text.startsWith('\uFEFF') ? 1 : 0; at < text.length; ) {
    const next = text.indexOf('\n', at);
    const end = next === -1 ? text.length : next;
    const start = afterSpace(text, at, end);
    if (start < end) yield { start, end: text[end - 1] === '\r' ? end - 1 : end };
    at = end + 1;
  }
}

const space = /[ \t\r\n]/;

function afterSpace(text: string, from: number, to = text.length): number {
  let at = from;
  while (at < to && space.test(text[at] ?? '')) at += 1;
  return at;
}

/** Behind the value that begins here: brackets and strings are followed, everything else goes to the next comma or bracket. */
function endOfValue(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length; at += 1) {
    const character = text[at];
    if (character === '"') {
      at = endOfString(text, at);
      if (depth === 0) return at + 1;
    } else if (character === '{' || character === '[') depth += 1;
    else if (character === '}' || character === ']') {
      if (depth === 0) return trimmedEnd(text, from, at);
      depth -= 1;
      if (depth === 0) return at + 1;
    } else if (character === ',' && depth === 0) return trimmedEnd(text, from, at);
  }
  return text.length;
}

function endOfString(text: string, from: number): number {
  for (let at = from + 1; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === '"') return at;
  }
  return text.length;
}

function trimmedEnd(text: string, from: number, to: number): number {
  let end = to;
  while (end > from && space.test(text[end - 1] ?? '')) end -= 1;
  return end;
}
