/** Texts of strangers as one plain line: nothing in it is hidden, turns the reading direction, or leaves its line. */

const ellipsis = '…';

/** Steers, hides or only seems to be there; joiners apart, which emoji and several scripts need. Control characters are no part. */
const unseen = /(?![\u200C\u200D])\p{Cf}|[\u115F\u1160\u3164\uFFA0]/gu;
/** Nothing of it can be seen. */
const blank = /^(?:\s|\p{M}|\u200C|\u200D|\u2800)*$/u;
/** No script piles more marks on a letter; more of them paint over the lines around. */
const piled = /(\p{M}{5})\p{M}+/gu;

/**
 * One line of at most so many characters (UTF-16 units, the dots at a cut included): without control characters and line
 * breaks, without characters that hide or that turn the reading direction. Empty if nothing of it could be seen.
 */
export function printable(text: string, longest = 1000): string {
  const line = text
    // What is cut off below need not be cleaned first.
    .slice(0, longest * 4)
    .toWellFormed()
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .replace(unseen, '')
    .replace(piled, '$1')
    .trim();
  if (blank.test(line)) return '';
  return cutText(line, longest);
}

/** At most so many characters (UTF-16 units) of a text, the dots at a cut included. */
export function cutText(text: string, longest: number): string {
  return text.length > longest ? `${text.slice(0, longest - ellipsis.length).toWellFormed()}${ellipsis}` : text;
}

/** As {@link printable} for several lines; only they are kept of its layout. */
export function printableLines(text: string, longest = 10_000): string {
  const lines = text
    .slice(0, longest)
    .split(/\r\n?|\n/)
    .map(line => printable(line, longest));
  return lines.join('\n').trim() + (text.length > longest ? ellipsis : '');
}
