/** Results of trials as lines for people, and as JUnit's XML for CI. */
import { formatDollars } from '../mturk/money.ts';
import { printable } from '../mturk/plainText.ts';
import { counted } from '../mturk/plurals.ts';
import { escapeXml } from '../mturk/xml.ts';
import { checkTitles, passed, type TrialFailure, type TrialResult } from './trialResult.ts';

export interface NamedResult {
  /** As it was given. */
  readonly file: string;
  readonly result: TrialResult;
}

const longestMessage = 1000;

/** One line of what came of a definition, one for each failure as compilers write it, one for each note. */
export function resultLines({ file, result }: NamedResult): string[] {
  const { rows, rowCount, hits, submitted, approved, rejected, paid, failures, notes, milliseconds } = result;
  const tried = rows.length === rowCount ? counted(rowCount, 'row') : `${rows.length} of ${counted(rowCount, 'row')}`;
  const facts =
    hits === 0
      ? []
      : [
          tried,
          counted(hits, 'HIT'),
          `${submitted} submitted`,
          `${approved} approved`,
          ...(rejected > 0 ? [`${rejected} rejected`] : []),
          `${formatDollars(paid)} paid`,
        ];
  return [
    `${passed(result) ? 'ok' : 'FAILED'}  ${file}  ${[...facts, `${(milliseconds / 1000).toFixed(1)} s`].join(', ')}`,
    ...failures.map(failure => `  ${failureText(failure, file)}`),
    ...notes.map(note => `  note: ${oneLine(note)}`),
  ];
}

/** "task.hit.json:3:5: The data has no rows. (row 2)", so that terminals link it. */
export function failureText({ message, row, file, line, column }: TrialFailure, definition: string): string {
  const place = [beside(definition, file), line, line === undefined ? undefined : (column ?? 1)].filter(
    part => part !== undefined,
  );
  return `${place.join(':')}: ${oneLine(message)}${row === undefined ? '' : ` (row ${row})`}`;
}

/** A file that a definition names, relative to the definition's own path. */
function beside(definition: string, file: string | undefined): string {
  if (file === undefined) return definition;
  const folder = /^(.*[\\/])/.exec(definition)?.[1] ?? '';
  return /^(?:[\\/]|[A-Za-z]:)/.test(file) ? file : `${folder}${file}`;
}

export function summaryLine(results: readonly NamedResult[]): string {
  const failed = results.filter(({ result }) => !passed(result)).length;
  return failed === 0
    ? `${counted(results.length, 'definition')} checked, no failures.`
    : `${counted(results.length, 'definition')} checked, ${failed} failed.`;
}

/** A test suite for each definition with a test for each check that was made. */
export function junitXML(results: readonly NamedResult[]): string {
  const suites = results.map(({ file, result }) => {
    const cases = result.made.map(check => {
      const failures = result.failures.filter(each => each.check === check);
      const name = `name="${escapeXml(checkTitles[check])}" classname="${escapeXml(file)}"`;
      if (failures.length === 0) return `    <testcase ${name} time="0"/>`;
      const texts = failures.map(each => failureText(each, file));
      return `    <testcase ${name} time="0"><failure message="${escapeXml(texts[0] ?? '')}">${escapeXml(texts.join('\n'))}</failure></testcase>`;
    });
    const failed = new Set(result.failures.map(({ check }) => check)).size;
    const notes = result.notes.length > 0 ? `\n    <system-out>${escapeXml(result.notes.join('\n'))}</system-out>` : '';
    return `  <testsuite name="${escapeXml(file)}" tests="${cases.length}" failures="${failed}" errors="0" skipped="0" time="${seconds(result.milliseconds)}">\n${cases.join('\n')}${notes}\n  </testsuite>`;
  });
  const tests = results.reduce((sum, { result }) => sum + result.made.length, 0);
  const failures = results.reduce(
    (sum, { result }) => sum + new Set(result.failures.map(({ check }) => check)).size,
    0,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="mturk-local check" tests="${tests}" failures="${failures}" errors="0">\n${suites.join('\n')}\n</testsuites>\n`;
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(3);
}

function oneLine(text: string): string {
  return printable(text, longestMessage);
}
