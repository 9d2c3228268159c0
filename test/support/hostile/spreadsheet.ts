/** Files as spreadsheets of all countries read them. */
import assert from 'node:assert/strict';
import { parseCsv } from '../../../src/mturk/csvTable.ts';

/**
 * What some spreadsheet would take for cells: it may split at another separator, know no quotes or end a quoted cell early,
 * and drop what can't be seen at the beginning.
 */
function cellsOfAnySpreadsheet(file: string): string[] {
  const separators = [',', ';', '\t'];
  return [
    ...separators.flatMap(separator => parseCsv(file, separator).flatMap(({ cells }) => cells.map(({ text }) => text))),
    ...separators.flatMap(separator => file.split(/\r\n?|\n/).flatMap(line => line.split(separator))),
  ].map(cell => cell.replace(/^(?:[\s"\0]|\p{Cf})+/u, ''));
}

/** A number alone, or before the end of a cell in any notation. */
const number = /^[+-](?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?(?:$|["\s,;\]}])/i;

/** Nothing in a file is a formula to any spreadsheet. */
export function assertNoFormula(file: string, what: string): void {
  for (const cell of cellsOfAnySpreadsheet(file))
    assert.ok(!/^[=+\-@＝＋－＠]/.test(cell) || number.test(cell), `${what}: ${JSON.stringify(cell.slice(0, 80))}`);
}
