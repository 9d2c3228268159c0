/** What VS Code's own menu is about, where the grid is right-clicked. */
import { webviewSections } from '../../ids.ts';
import type { WebviewContext } from '../../refs.ts';
import type { GridModel } from './gridModel.ts';

/** The rows that a right-click on a line means: the selection if the line is in it, else those of the line. */
export function meantRows(model: GridModel, line: number): readonly number[] {
  const rows = model.rowsAt(line);
  return rows.length > 0 && rows.every(row => model.selected.has(row)) ? [...model.selected] : rows;
}

/** What VS Code matches its menu on and hands to the command that is chosen; nothing where no row is meant. */
export function menuContext({ table }: GridModel, rows: readonly number[]): WebviewContext | undefined {
  if (rows.length === 0) return undefined;
  const assignments: Record<string, string[]> = Object.create(null);
  for (const row of rows) {
    const hitId = table.hitIds.text(row);
    assignments[hitId] ??= [];
    assignments[hitId].push(table.ids[row] ?? '');
  }
  return {
    webviewSection: webviewSections.assignment,
    webviewRows: rows.length === 1 ? 'one' : rows.length === 2 ? 'two' : 'many',
    webviewRejected: rows.some(row => table.status(row) === 'Rejected'),
    assignments,
  };
}
