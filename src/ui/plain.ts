/**
 * Texts for places where VS Code finds more than text: links that run commands in messages and below input boxes, icons in
 * labels, lines in the log. Whatever is shown may repeat the words of a worker or of a service, so all of it goes through here.
 */
import { printable, printableLines } from '../mturk/plainText.ts';

/** Characters. VS Code itself shows no more of a message. */
const longestMessage = 1000;
const longestLabel = 300;

/** For notifications, prompts and titles: one line, in which `[x](command:y)` stays text. */
export function messageText(text: string): string {
  return printable(text, longestMessage).replaceAll('](', '] (');
}

/** For entries of lists and of the status bar: one line, in which `$(trash)` stays text. */
export function labelText(text: string, longest = longestLabel): string {
  return printable(text, longest).replaceAll('$(', '\\$(');
}

/** For the details of a dialog: lines. */
export function detailText(text: string): string {
  return printableLines(text);
}

/** One line of the log: what would begin another one, or hide something, is escaped. */
export function logLine(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, character => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
}

/** Lines of the log that belong to the one before: none of them can be taken for its own entry. */
export function logDetail(text: string): string {
  return text
    .split(/\r\n?|\n/)
    .map(line => `\n    ${logLine(line)}`)
    .join('');
}
