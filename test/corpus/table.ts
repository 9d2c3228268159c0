/** What came of the pages, as a table for a terminal. */

/** `submitted`: done and read back; `not covered`: done as far as Local goes; `failed`: anything else. */
export type Outcome = 'submitted' | 'not covered' | 'failed';

export interface Result {
  readonly page: string;
  readonly outcome: Outcome;
  /** How many answers were read back. */
  readonly answers: number;
  /** Why it failed, or what was missing all the same. */
  readonly reasons: readonly string[];
  /** What the service has, by name. */
  readonly read: ReadonlyMap<string, string>;
}

const widest = 48;

export function tableOf(results: readonly Result[]): string {
  const rows = results.map(({ page, outcome, answers, reasons }) => [
    page.length > widest ? `…${page.slice(1 - widest)}` : page,
    outcome,
    String(answers),
    reasons.join('; ').replace(/\s+/g, ' ').slice(0, 240),
  ]);
  const head = ['page', 'outcome', 'answers', 'reason'];
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map(row => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) => cell.padEnd(column === head.length - 1 ? 0 : (widths[column] ?? 0)))
      .join('  ')
      .trimEnd();
  const count = (outcome: Outcome) => results.filter(each => each.outcome === outcome).length;
  const sum = `${results.length} pages: ${count('submitted')} submitted, ${count('not covered')} not covered, ${count('failed')} failed`;
  return [line(head), ...rows.map(line), '', sum].join('\n');
}
