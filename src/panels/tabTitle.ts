/** What a tab is called by a text that others wrote. */
import { printable } from '../mturk/plainText.ts';

/** Characters: a tab with more pushes the others out of sight. */
const longest = 40;

/** One short line in which nothing is hidden or turns the reading direction; never empty. */
export function tabTitle(text: string, otherwise = 'HIT'): string {
  return printable(text, longest) || otherwise;
}
