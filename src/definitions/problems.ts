/** What is wrong with a definition, its question or its data, with the place. One form for the editor, the terminal and publishing. */
import type { Span } from '../mturk/textSpan.ts';

export type Severity = 'error' | 'warning' | 'hint';

/** A text edit that puts a problem right, in the file that the problem is in. */
export interface Fix {
  /** A command: "Replace with Title". */
  readonly title: string;
  readonly edits: readonly (Span & { readonly text: string })[];
}

export interface Problem {
  /** Stable, in camelCase: for tests, for settings, for quick fixes. */
  readonly code: string;
  /** An error keeps the definition from being published. */
  readonly severity: Severity;
  /** One or two sentences. */
  readonly message: string;
  /** The file that it is in, as the definition names it; absent for the definition itself. */
  readonly file?: string;
  /** Offsets in the text of that file. */
  readonly span: Span;
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 units. */
  readonly column: number;
  /** The row of the data that shows it, from 1. */
  readonly row?: number;
  /** The JSON schema reports it as well, so that an editor with the schema need not. */
  readonly inSchema?: true;
  readonly fixes?: readonly Fix[];
}

/** What a problem is made of before it has a place. */
export type Finding = Omit<Problem, 'line' | 'column'>;

/** Lines of one text: offsets become lines and columns by binary search. */
export class Lines {
  readonly #text: string;
  #found: readonly number[] | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  /** Found when a place is asked for: most files have no problem. */
  get #starts(): readonly number[] {
    if (this.#found) return this.#found;
    const starts = [0];
    for (let at = this.#text.indexOf('\n'); at !== -1; at = this.#text.indexOf('\n', at + 1)) starts.push(at + 1);
    this.#found = starts;
    return starts;
  }

  /** Both from 1. */
  place(offset: number): { readonly line: number; readonly column: number } {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (this.#starts[low] ?? 0) + 1 };
  }

  /** The offset at which a line begins; lines count from 1. */
  start(line: number): number {
    return this.#starts[Math.min(Math.max(line, 1), this.#starts.length) - 1] ?? 0;
  }
}

/** Gives findings their place. */
export function placed(findings: readonly Finding[], lines: Lines): Problem[] {
  return findings.map(each => ({ ...each, ...lines.place(each.span.start) }));
}

export function hasErrors(problems: readonly Problem[]): boolean {
  return problems.some(({ severity }) => severity === 'error');
}

/** "task.hit.json:12:5: error: …", as compilers write it, so that terminals and editors link it. */
export function problemText(problem: Problem, definition: string): string {
  const { file = definition, line, column, severity, message, row } = problem;
  return `${file}:${line}:${column}: ${severity}: ${message}${row === undefined ? '' : ` (row ${row})`}`;
}
