/** What a validator of HTML5 finds in a page. Amazon's service refused some of it, how much is unknown (reference.md §10). */
import { parse } from 'parse5';
import { boundedTree } from './boundedTree.ts';

export interface HtmlWarning {
  /** In words: "duplicate attribute". */
  readonly message: string;
  /** From 1, in the HTML. */
  readonly line: number;
  readonly column: number;
}

/** A page may have an error in every line. */
const mostWarnings = 50;

/** The first parse errors as the HTML standard names them, in their order in the text. Never throws: any text is HTML. */
export function htmlWarnings(html: string): HtmlWarning[] {
  const warnings: HtmlWarning[] = [];
  try {
    parse(html, {
      treeAdapter: boundedTree(),
      sourceCodeLocationInfo: true,
      onParseError: ({ code, startLine, startCol }) => {
        if (warnings.length < mostWarnings)
          warnings.push({ message: code.replaceAll('-', ' '), line: startLine, column: startCol });
      },
    });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return [{ message: error.message, line: 1, column: 1 }, ...warnings];
  }
  return warnings;
}
