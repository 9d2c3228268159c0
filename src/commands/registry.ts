/** The only place where commands are registered. */
import * as vscode from 'vscode';
import { commands, focusedRowsArgument } from '../ids.ts';
import { complain } from './complain.ts';
import { panelRows } from './panelRows.ts';
import { Problem } from './problem.ts';
import type { Workbench } from './workbench.ts';

export function registerCommands(workbench: Workbench): vscode.Disposable {
  return vscode.Disposable.from(
    ...Object.values(commands).map(id =>
      vscode.commands.registerCommand(id, async (clicked?: unknown, selected?: unknown) => {
        try {
          const { handlers } = await import('./handlers.ts');
          const rows = isFocusedRows(clicked) ? await workbench.explorer.focusedRows() : panelRows(clicked);
          if (!rows) return await handlers[id](workbench, clicked, selected);
          if (rows.length === 0) throw new Problem('Nothing is selected: choose a row of the view first.');
          await handlers[id](workbench, rows[0], rows);
        } catch (error) {
          await complain(workbench, id, error);
        }
      }),
    ),
  );
}

/** Keys pass no rows; what they pass instead says that those of the view are meant. */
function isFocusedRows(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'rows' in value && value.rows === focusedRowsArgument.rows;
}
