/**
 * What is looked for in a table, as a value: words and phrases, columns with comparisons, marks, negation; all must hold.
 * `blue -"no idea" rating>=4 spent<30s "Time spent">2m worker:A2 is:duplicate`
 */

export type Comparison = ':' | '=' | '<' | '<=' | '>' | '>=';

const markNames = [
  'submitted',
  'approved',
  'rejected',
  'quick',
  'slow',
  'duplicate',
  'different',
  'unreadable',
] as const;
/** What can be said of a row by `is:`. */
export type MarkName = (typeof markNames)[number];

export type Condition =
  | { readonly kind: 'words'; readonly text: string }
  | { readonly kind: 'column'; readonly name: string; readonly comparison: Comparison; readonly value: string }
  | { readonly kind: 'mark'; readonly mark: MarkName };

export interface Term {
  readonly not: boolean;
  readonly condition: Condition;
}

type Parsed =
  | { readonly ok: true; readonly terms: readonly Term[] }
  | {
      readonly ok: false;
      /** What is wrong, a sentence. */
      readonly problem: string;
    };

/** A minus perhaps, a name with its comparison perhaps, then a phrase in quotes or a word. */
const term = /(-?)(?:("[^"]+"|[^\s":=<>]+)(<=|>=|[:=<>]))?(?:"([^"]*)("?)|([^\s"]+))?/uy;
/** The same within one column, which needs no name. */
const columnTerm = /(-?)()(<=|>=|[=<>])?(?:"([^"]*)("?)|([^\s"]+))?/uy;

/** Reads the search line over all columns. */
export function parseSearch(line: string): Parsed {
  return parse(line, term, undefined);
}

/** Reads the search line of one column: `>4`, `=blue`, `-"no idea"`. */
export function parseColumnSearch(line: string, column: string): Parsed {
  return parse(line, columnTerm, column);
}

function parse(line: string, pattern: RegExp, column: string | undefined): Parsed {
  const terms: Term[] = [];
  let at = 0;
  for (;;) {
    at += /^\s*/.exec(line.slice(at))?.[0].length ?? 0;
    if (at >= line.length) return { ok: true, terms };
    pattern.lastIndex = at;
    const [whole = '', minus = '', quoted = '', sign, phrase, closing, word] = pattern.exec(line) ?? [];
    if (whole === '') return { ok: false, problem: `“${line.slice(at)}” can’t be read.` };
    at += whole.length;
    if (phrase !== undefined && closing === '')
      return { ok: false, problem: `The quotation “${phrase} is not closed.` };
    const condition = conditionOf(column ?? quoted.replaceAll('"', ''), sign, phrase, word, column !== undefined);
    if (typeof condition === 'string') return { ok: false, problem: condition };
    terms.push({ not: minus === '-', condition });
  }
}

function conditionOf(
  name: string,
  sign: string | undefined,
  phrase: string | undefined,
  word: string | undefined,
  inColumn: boolean,
): Condition | string {
  const value = phrase ?? word ?? '';
  // An empty phrase is looked for on purpose: cells without anything.
  if (value === '' && phrase === undefined)
    return sign ? `“${inColumn ? '' : name}${sign}” needs a value.` : 'Put “-” directly before what to exclude.';
  if (name === '') return { kind: 'words', text: value };
  if (!inColumn && name.toLowerCase() === 'is' && sign === ':') {
    const mark = markNames.find(each => each === value.toLowerCase());
    return mark ? { kind: 'mark', mark } : `Nothing is “${value}”. There are: ${markNames.join(', ')}.`;
  }
  return { kind: 'column', name, comparison: (sign ?? ':') as Comparison, value };
}
