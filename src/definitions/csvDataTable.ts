/** The rows of a CSV or TSV file. */

import { csvDialectOf, surplusCell } from '../mturk/csvDialect.ts';
import { type CsvRecord, csvRecords } from '../mturk/csvTable.ts';
import { counted } from '../mturk/plurals.ts';
import { unguardCell } from '../mturk/spreadsheet.ts';
import type { TimeSlices } from '../mturk/timeSlices.ts';
import { type DataTable, emptyTable, isOutput, noRow, noRows, type Row } from './dataTable.ts';
import type { Finding } from './problems.ts';
import { RepeatedFindings } from './repeatedFindings.ts';

/** Characters. */
const longestHeader = 1_000_000;

export async function readCsvTable(text: string, format: 'csv' | 'tsv', slices: TimeSlices): Promise<DataTable> {
  const guessed = csvDialectOf(text);
  const delimiter = format === 'tsv' ? '\t' : guessed.delimiter;
  const records = csvRecords(text, delimiter, guessed.start);
  const header = records.next().value as CsvRecord | undefined;
  const findings: Finding[] = [];
  if (!header || header.end - header.start > longestHeader) return emptyTable(text, header ? 'noHeader' : 'empty');
  const headings = header.cells.map(({ text: cell }) => unguardCell(cell).trim());
  const used = headings.flatMap((name, at) => (name === '' || isOutput(name) ? [] : [{ name, at }]));
  reportDoubles(header, headings, findings);
  const counts = new RepeatedFindings(findings);
  const starts: number[] = [];
  // Rows of Amazon’s results end before the columns that people fill in.
  const inputs = 1 + headings.findLastIndex(name => name !== '' && !isOutput(name));
  for (const record of records) {
    if (slices.over) await slices.rest();
    if (isBlank(record)) continue;
    starts.push(record.start);
    checkRecord(record, { inputs, all: headings.length }, starts.length, counts);
  }
  counts.close();
  if (starts.length === 0 && findings.length === 0) findings.push(noRows(text));
  const rowAt = (record: CsvRecord, number: number): Row => {
    const cells = used.map(({ at }) => record.cells[at]?.text ?? '');
    return {
      number,
      span: record,
      cells,
      // Only Liquid needs it.
      get values() {
        return Object.fromEntries(used.map(({ name }, at) => [name, cells[at] ?? '']));
      },
    };
  };
  return {
    columns: used.map(({ name }) => name),
    outputs: headings.filter(isOutput),
    count: starts.length,
    findings,
    row: number => {
      const start = startOf(starts, number);
      for (const record of csvRecords(text, delimiter, start)) return rowAt(record, number);
      throw noRow(number);
    },
    *rows() {
      let number = 0;
      for (const record of csvRecords(text, delimiter, starts[0] ?? text.length))
        if (!isBlank(record)) yield rowAt(record, ++number);
    },
  };
}

function isBlank({ cells }: CsvRecord): boolean {
  return cells.every(({ text }) => text.trim() === '');
}

function startOf(starts: readonly number[], number: number): number {
  const start = starts[number - 1];
  if (start === undefined) throw noRow(number);
  return start;
}

function reportDoubles(header: CsvRecord, headings: readonly string[], findings: Finding[]): void {
  const seen = new Set<string>();
  for (const [at, name] of headings.entries()) {
    if (name !== '' && seen.has(name))
      findings.push({
        code: 'doubleColumn',
        severity: 'error',
        message: `Two columns have the name “${name}”. Rename one of them.`,
        span: header.cells[at] ?? header,
      });
    seen.add(name);
  }
  for (const { message, ...span } of header.faults)
    findings.push({ code: 'quotes', severity: 'error', message: `In the header, ${message}.`, span });
}

/** `inputs`: the cells that a row has at least; `all`: those of the header. */
function checkRecord(
  record: CsvRecord,
  { inputs, all }: { readonly inputs: number; readonly all: number },
  row: number,
  counts: RepeatedFindings,
): void {
  const [fault] = record.faults;
  if (fault)
    counts.add({
      code: 'quotes',
      severity: 'error',
      message: `In row ${row}, ${fault.message}.`,
      span: { start: fault.start, end: fault.end },
      row,
    });
  const surplus = surplusCell(record, all);
  if (surplus || record.cells.length < inputs)
    counts.add({
      code: 'raggedRow',
      severity: 'error',
      message: `Row ${row} has ${counted(record.cells.length, 'cell')}, and the header has ${all}. A cell with a comma or a line break needs quotation marks.`,
      span: surplus ?? { start: record.start, end: record.end },
      row,
    });
}
