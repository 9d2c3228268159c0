/** Web addresses in what workers wrote: shown as text, each opened by its own button. */
import { withoutTrailing } from '../../mturk/trimming.ts';
import { webAddress } from '../../panels/contract.ts';

const address = /https?:\/\/[^\s"'<>`\\^{|}\p{C}]+/giu;
/** More in one answer is no list to read. */
const mostLinks = 10;

/** The addresses in a text, each once, without the punctuation after them. */
export function linksIn(text: string): string[] {
  const found = new Set<string>();
  for (const [match] of text.matchAll(address)) {
    const url = withoutTrailing(match, '.,;:!?)]');
    if (webAddress(url)) found.add(url);
    if (found.size === mostLinks) break;
  }
  return [...found];
}
