/** What is copied: a cell as it is, rows as a table that a spreadsheet takes without running anything in it. */
import { guardCell } from '../../mturk/spreadsheet.ts';
import { cellText } from '../../review/answerColumns.ts';
import type { GridModel } from './gridModel.ts';

/** What of the grid is looked at for that. */
type Copied = Pick<
  GridModel,
  'table' | 'columns' | 'columnsOfRows' | 'arranged' | 'selected' | 'column' | 'focusedRow'
>;

export function copiedText(model: Copied): string {
  const { table, selected } = model;
  if (selected.size === 0) {
    const column = model.columns[model.column];
    const row = model.focusedRow;
    return column && row !== undefined ? cellText(table, column, row) : '';
  }
  const rows = [...model.arranged.lines].filter(row => row >= 0 && selected.has(row));
  const columns = model.columnsOfRows(rows);
  const heads = ['AssignmentId', ...columns.map(({ label }) => label)];
  const lines = rows.map(row => [table.ids[row] ?? '', ...columns.map(column => cellText(table, column, row))]);
  return [heads, ...lines].map(cells => cells.map(guarded).join('\t')).join('\n');
}

/** One cell of a table: on one line, and never the beginning of a formula. */
function guarded(text: string): string {
  return guardCell(text.replace(/[\t\r\n]+/g, ' '));
}
