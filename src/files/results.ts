/** What became of each row, written back into its file: one column, and every other character stays as it is. */
import { applyEdits, modify } from 'jsonc-parser';
import { csvCell, guardCell, unguardCell } from '../mturk/spreadsheet.ts';
import { type FileForm, formOf, resultColumn } from './columns.ts';
import { type CsvRecord, parseCsv } from './csvTable.ts';
import type { Span } from './place.ts';

/** A text that takes the place of another. */
export interface Edit extends Span {
  readonly text: string;
}

/**
 * The edits that write results into the rows that begin at the given offsets, in the order of the text. A row that can't be
 * relied on is left alone. Never throws.
 */
export function resultEdits(text: string, results: ReadonlyMap<number, string>): Edit[] {
  const form = formOf(text);
  if (!form || results.size === 0) return [];
  return form.kind === 'csv' ? csvEdits(text, form, results) : jsonlEdits(text, results);
}

function csvEdits(
  text: string,
  { delimiter }: Extract<FileForm, { kind: 'csv' }>,
  results: ReadonlyMap<number, string>,
): Edit[] {
  const [header, ...records] = parseCsv(text, delimiter);
  if (!header) return [];
  const column = header.cells.findIndex(cell => unguardCell(cell.text).trim() === resultColumn);
  const width = header.cells.length;
  const written = (result: string) => csvCell(guardCell(result), delimiter);
  if (column !== -1)
    return records.flatMap(record => {
      const result = results.get(record.start);
      const cell = record.cells[column];
      if (result === undefined || !cell || !isWhole(record, width)) return [];
      return { start: cell.start, end: cell.end, text: written(result) };
    });
  const appended = (record: CsvRecord, cell: string) => ({
    start: record.end,
    end: record.end,
    text: delimiter + cell,
  });
  return [
    appended(header, resultColumn),
    // Every row gets the new column, or the table would be ragged.
    ...records
      .filter(record => isWhole(record, width))
      .map(record => appended(record, written(results.get(record.start) ?? ''))),
  ];
}

function isWhole({ cells, faults }: CsvRecord, width: number): boolean {
  return faults.length === 0 && cells.length === width;
}

const lineOf = /[^\r\n]*/y;

function jsonlEdits(text: string, results: ReadonlyMap<number, string>): Edit[] {
  return [...results]
    .sort(([one], [other]) => one - other)
    .flatMap(([start, result]) => {
      lineOf.lastIndex = start;
      const line = (lineOf.exec(text)?.[0] ?? '').trimEnd();
      const row = objectIn(line);
      if (!row) return [];
      if (Object.hasOwn(row, resultColumn) || Object.keys(row).length === 0)
        return [{ start, end: start + line.length, text: applyEdits(line, modify(line, [resultColumn], result, {})) }];
      // A member that is not there yet goes to the end of its line, which needs no look at the rest.
      const end = start + line.length - 1;
      return [{ start: end, end, text: `,"${resultColumn}":${JSON.stringify(result)}` }];
    });
}

function objectIn(line: string): object | undefined {
  try {
    const parsed: unknown = JSON.parse(line);
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}
