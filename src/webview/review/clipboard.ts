/** What is copied: a cell as it is, rows as a table that a spreadsheet takes without running anything in it. */
import { numberIn } from '../../mturk/numbers.ts';
import { cellText } from '../../review/columns.ts';
import type { GridModel } from './model.ts';

export function copiedText(model: GridModel): string {
  const { table, columns, selected } = model;
  if (selected.size === 0) {
    const column = columns[model.column];
    const row = model.focusedRow;
    return column && row !== undefined ? cellText(table, column, row) : '';
  }
  const rows = [...model.arranged.lines].filter(row => row >= 0 && selected.has(row));
  const heads = ['AssignmentId', ...columns.map(({ label }) => label)];
  const lines = rows.map(row => [table.ids[row] ?? '', ...columns.map(column => cellText(table, column, row))]);
  return [heads, ...lines].map(cells => cells.map(guarded).join('\t')).join('\n');
}

/** One cell of a table: on one line, and never the beginning of a formula. */
function guarded(text: string): string {
  const line = text.replace(/[\t\r\n]+/g, ' ');
  return /^\s*[=+\-@]/.test(line) && numberIn(line) === undefined ? `'${line}` : line;
}
