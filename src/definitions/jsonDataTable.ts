/** The rows of a JSON array or of a file of JSON lines. */
import type { Span } from '../mturk/textSpan.ts';
import type { TimeSlices } from '../mturk/timeSlices.ts';
import { type DataTable, emptyTable, isOutput, noRow, noRows, type Row } from './dataTable.ts';
import { elementSpans, lineSpans } from './jsonRows.ts';
import { isRecord, isTooDeep, type JsonValue } from './jsonText.ts';
import type { Finding } from './problems.ts';
import { RepeatedFindings } from './repeatedFindings.ts';

export async function readJsonTable(text: string, format: 'json' | 'jsonl', slices: TimeSlices): Promise<DataTable> {
  if (text.trim() === '') return emptyTable('', 'empty');
  const findings: Finding[] = [];
  const counts = new RepeatedFindings(findings);
  const names = new Set<string>();
  const spans: Span[] = [];
  for (const each of format === 'json' ? elementSpans(text) : lineSpans(text)) {
    if (slices.over) await slices.rest();
    if ('message' in each) {
      findings.push({
        code: 'dataSyntax',
        severity: 'error',
        message: each.message,
        span: { start: each.at, end: each.at + 1 },
      });
      continue;
    }
    spans.push(each);
    const value = parsedRow(text, each);
    if (value.ok) for (const name of Object.keys(value.values)) names.add(name);
    else
      counts.add({
        code: 'dataSyntax',
        severity: 'error',
        message: `Row ${spans.length} can’t be read as JSON: ${value.words}.`,
        span: each,
        row: spans.length,
      });
  }
  counts.close();
  if (spans.length === 0 && findings.length === 0)
    findings.push({ ...noRows(text), message: 'The data file has no rows.' });
  const columns = [...names].filter(name => !isOutput(name));
  const rowOf = (number: number, span: Span | undefined): Row => {
    if (!span) throw noRow(number);
    const value = parsedRow(text, span);
    const values = value.ok ? value.values : {};
    const cells = columns.map(name => (Object.hasOwn(values, name) ? cellText(values[name]) : ''));
    return { number, span, values, cells };
  };
  return {
    columns,
    outputs: [...names].filter(isOutput),
    count: spans.length,
    findings,
    row: number => rowOf(number, spans[number - 1]),
    *rows() {
      for (const [at, span] of spans.entries()) yield rowOf(at + 1, span);
    },
  };
}

function cellText(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : value === null || value === undefined ? '' : JSON.stringify(value);
}

/** Deeper than parse trees are, and shallow enough to be written again, which recurses. */
const deepestRow = 1_000;

/** A row that is no object is the column `input`, as simple-amt has it. */
function parsedRow(
  text: string,
  { start, end }: Span,
): { readonly ok: true; readonly values: Row['values'] } | { readonly ok: false; readonly words: string } {
  const row = text.slice(start, end);
  if (row.length > 2 * deepestRow && isTooDeep(row, deepestRow))
    return { ok: false, words: `its values are nested more than ${deepestRow} deep` };
  try {
    const value = JSON.parse(row) as JsonValue;
    return { ok: true, values: isRecord(value) ? value : { input: value } };
  } catch (error) {
    return { ok: false, words: error instanceof Error ? error.message : String(error) };
  }
}
