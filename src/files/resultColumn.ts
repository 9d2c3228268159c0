/** What became of each row, written back into its file: one column, and every other character stays as it is. */
import { applyEdits, modify } from 'jsonc-parser';
import { readCsvTable, surplusCell } from '../mturk/csvDialect.ts';
import type { CsvRecord } from '../mturk/csvTable.ts';
import { csvCell, guardCell } from '../mturk/spreadsheet.ts';
import type { Span } from '../mturk/textSpan.ts';
import { type FileForm, formOf, resultColumn } from './decisionColumns.ts';

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
  form: Extract<FileForm, { kind: 'csv' }>,
  results: ReadonlyMap<number, string>,
): Edit[] {
  const { delimiter } = form;
  const { names, header, records } = readCsvTable(text, form);
  if (!header) return [];
  const column = names.indexOf(resultColumn);
  const width = names.length;
  const sound = records.filter(record => record.faults.length === 0 && !surplusCell(record, width));
  const written = (result: string) => csvCell(guardCell(result), delimiter);
  if (column !== -1)
    return sound.flatMap(record => {
      const result = results.get(record.start);
      return result === undefined ? [] : cellEdit(record, column, written(result), delimiter);
    });
  return [
    cellEdit(header, width, resultColumn, delimiter),
    // Every row gets the new column, or the table would be ragged.
    ...sound.map(record => cellEdit(record, width, written(results.get(record.start) ?? ''), delimiter)),
  ];
}

/** Puts a text into a cell. A row that ends before it gets the blank cells between. */
function cellEdit({ cells, end }: CsvRecord, column: number, text: string, delimiter: string): Edit {
  const cell = cells[column];
  if (cell) return { start: cell.start, end: cell.end, text };
  return { start: end, end, text: delimiter.repeat(column - cells.length + 1) + text };
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
