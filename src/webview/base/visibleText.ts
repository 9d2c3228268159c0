/** Text that other people wrote, made safe to look at: isolated in its direction, and with nothing in it unseen. */
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { cutText } from '../../mturk/plainText.ts';
import type { Child } from './templateChild.ts';

// Zero-width joiners stay: emoji and several scripts need them. Line breaks and tabs are layout. No letter and no emoji needs
// more marks or joiners in a row; more of them paint over other lines, and no line breaks between them.
const unseen =
  /(?![\n\t\u200C\u200D])[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]|(?<=\p{M}{5})\p{M}+|(?<=(?:\u200D[^\s\u200D]{1,4}){8})\u200D/gu;

/** A text with a mark in the place of each character that can't be seen or that steers the others. */
export function visible(text: string): Child {
  const unified = text.replace(/\r\n?/g, '\n');
  const runs: Child[] = [];
  let end = 0;
  for (const match of unified.matchAll(unseen)) {
    runs.push(unified.slice(end, match.index), mark(match[0]));
    end = match.index + match[0].length;
  }
  // One text node for most texts, which are looked at most often.
  if (end === 0) return unified;
  runs.push(unified.slice(end));
  return runs;
}

function mark(run: string): TemplateResult {
  const [character = '', ...more] = run;
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  const text = `U+${code}${more.length > 0 ? ` and ${more.length} more` : ''}`;
  return html`<span class="mark" title="A character that can’t be seen">${text}</span>`;
}

/** Characters. Longer texts get their own block, where they can be opened. */
const longestInline = 2000;

/** A foreign text in a line of ours. */
export function foreign(text: string, className = ''): TemplateResult {
  return html`<bdi class=${className || nothing} dir="auto">${visible(cutText(text, longestInline))}</bdi>`;
}
