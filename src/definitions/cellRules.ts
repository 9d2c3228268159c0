/** What a cell may not hold where it is put: a quotation mark that ends its attribute, a line break in a string of a script. */
import { type HtmlPage, regionFinder } from './htmlPage.ts';
import type { Placeholder, TextTemplate } from './textTemplate.ts';

export interface CellRule {
  readonly placeholder: Placeholder;
  /** Whether a cell would break what it is put into. */
  readonly breaks: (cell: string) => boolean;
  /** "an attribute in double quotation marks" */
  readonly place: string;
  /** In words, what breaks it. */
  readonly breaker: string;
}

/** The rules of a page's placeholders. Text may hold anything. */
export function cellRules(html: string, { placeholders }: TextTemplate, page: HtmlPage): CellRule[] {
  const regionAt = regionFinder(page.regions);
  return placeholders.flatMap((placeholder): CellRule[] => {
    const region = regionAt(placeholder.start);
    if (!region) return [];
    switch (region.kind) {
      case 'value':
        return [attributeRule(placeholder, region.quote)];
      case 'comment':
        return [{ placeholder, breaks: cell => cell.includes('-->'), place: 'a comment', breaker: '-->' }];
      case 'script':
        return [scriptRule(html, placeholder, region.start)];
      default: {
        const end = `</${region.kind}`;
        return [
          {
            placeholder,
            breaks: cell => cell.toLowerCase().includes(end),
            place: `a ${region.kind} element`,
            breaker: end,
          },
        ];
      }
    }
  });
}

function attributeRule(placeholder: Placeholder, quote: '"' | "'" | ''): CellRule {
  if (quote === '')
    return {
      placeholder,
      breaks: cell => cell === '' || /[\s"'=<>`]/.test(cell),
      place: 'an attribute without quotation marks',
      breaker: 'a space or a quotation mark, or is empty',
    };
  return {
    placeholder,
    breaks: cell => cell.includes(quote),
    place: `an attribute in ${quote === '"' ? 'double' : 'single'} quotation marks`,
    breaker: quote,
  };
}

function scriptRule(html: string, placeholder: Placeholder, start: number): CellRule {
  const quote = openQuote(html, start, placeholder.start);
  const endsScript = (cell: string) => /<\/script/i.test(cell);
  if (quote === '') return { placeholder, breaks: endsScript, place: 'a script', breaker: '</script' };
  if (quote === '`')
    return {
      placeholder,
      breaks: cell => endsScript(cell) || hasBare(cell, '`'),
      place: 'a string of a script',
      breaker: '`',
    };
  return {
    placeholder,
    breaks: cell => endsScript(cell) || /[\r\n]/.test(cell) || hasBare(cell, quote),
    place: `a string of a script in ${quote === '"' ? 'double' : 'single'} quotation marks`,
    breaker: `${quote} or a line break`,
  };
}

/** Whether there is a quotation mark without a backslash. */
function hasBare(cell: string, quote: string): boolean {
  for (let at = 0; at < cell.length; at += 1) {
    if (cell[at] === quote) return true;
    // One at the end would escape the quotation mark of the string.
    if (cell[at] === '\\' && ++at === cell.length) return true;
  }
  return false;
}

/** Characters of a line that are looked through. */
const longestLine = 5_000;

/** The quotation mark whose string is open at an offset, as far as its line tells. */
function openQuote(html: string, start: number, offset: number): string {
  const line = Math.max(start, html.lastIndexOf('\n', offset - 1) + 1, offset - longestLine);
  let open = '';
  for (let at = line; at < offset; at += 1) {
    const character = html[at] ?? '';
    if (open !== '' && character === '\\') at += 1;
    else if (open === '' && (character === '"' || character === "'" || character === '`')) open = character;
    else if (character === open) open = '';
  }
  // A template literal may begin lines before.
  return open;
}
