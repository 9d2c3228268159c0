/** What came of the pages, and of the pairs of a template and its data, as tables for a terminal. */
import { type PairResult, pairFailed } from './pairResult.ts';

/** `submitted`: done and read back; `not covered`: done as far as Local goes; `failed`: anything else. */
type Outcome = 'submitted' | 'not covered' | 'failed';

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
    nameText(page),
    outcome,
    String(answers),
    reasonText(reasons),
  ]);
  const count = (outcome: Outcome) => results.filter(each => each.outcome === outcome).length;
  const sum = `${results.length} pages: ${count('submitted')} submitted, ${count('not covered')} not covered, ${count('failed')} failed`;
  return [...linesOf(['page', 'outcome', 'answers', 'reason'], rows), '', sum].join('\n');
}

export function pairTableOf(results: readonly PairResult[]): string {
  const rows = results.map(({ pair, rows, check, preview, publish, simulate, reasons }) => [
    nameText(pair),
    String(rows),
    ...[check, preview, publish, simulate].map(step => step || '–'),
    reasonText(reasons),
  ]);
  const failed = results.filter(pairFailed).length;
  const sum = `${results.length} pairs of template and data: ${results.length - failed} went through, ${failed} failed`;
  return [...linesOf(['pair', 'rows', 'check', 'preview', 'publish', 'simulate', 'reason'], rows), '', sum].join('\n');
}

function nameText(name: string): string {
  return name.length > widest ? `…${name.slice(1 - widest)}` : name;
}

function reasonText(reasons: readonly string[]): string {
  return reasons.join('; ').replace(/\s+/g, ' ').slice(0, 240);
}

function linesOf(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map(row => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) => cell.padEnd(column === head.length - 1 ? 0 : (widths[column] ?? 0)))
      .join('  ')
      .trimEnd();
  return [line(head), ...rows.map(line)];
}
