/** Text that other people wrote, made safe to look at: isolated in its direction, and with nothing in it unseen. */
import { type Child, type Described, h } from './dom.ts';

// Zero-width joiners stay: emoji and several scripts need them. Line breaks and tabs are layout.
const unseen = /(?![\n\t\u200C\u200D])[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/gu;

/** Splits a text into runs, with a mark in the place of each character that can't be seen or that steers the others. */
export function visible(text: string): Child[] {
  const unified = text.replace(/\r\n?/g, '\n');
  const runs: Child[] = [];
  let end = 0;
  for (const match of unified.matchAll(unseen)) {
    runs.push(unified.slice(end, match.index), mark(match[0]));
    end = match.index + match[0].length;
  }
  runs.push(unified.slice(end));
  return runs;
}

function mark(character: string): Described {
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return h('span', { attributes: { class: 'mark', title: 'A character that can’t be seen' } }, `U+${code}`);
}

/** A foreign text in a line of ours. */
export function foreign(text: string, className = ''): Described {
  return h('bdi', { attributes: { class: className || undefined, dir: 'auto' } }, ...visible(text));
}
