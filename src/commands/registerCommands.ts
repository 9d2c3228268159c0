/** The only place where commands are registered. */
import * as vscode from 'vscode';
import { type CommandId, commands, focusedRowsArgument } from '../ids.ts';
import { CommandError } from './commandError.ts';
import { panelRows } from './panelRows.ts';
import { reportError } from './reportError.ts';
import { rowCommands } from './rowCommands.ts';
import type { Workbench } from './workbench.ts';

export function registerCommands(workbench: Workbench): vscode.Disposable {
  return vscode.Disposable.from(
    ...Object.values(commands).map(id =>
      vscode.commands.registerCommand(id, async (...given: unknown[]) => {
        const [clicked, selected] = given;
        try {
          if (isLost(id, given)) throw new CommandError(lost);
          const { handlers } = await import('./handlers.ts');
          const focused = isFocusedRows(clicked) ? await workbench.explorer.focusedRows() : undefined;
          const rows = focused?.rows ?? (await titleRows(workbench, clicked)) ?? panelRows(clicked);
          if (rows === 'dismissed') return;
          if (!rows) return await handlers[id](workbench, clicked, selected);
          if (rows.length === 0) throw new CommandError('Nothing is selected: choose a row of the view first.');
          await handlers[id](workbench, rows[0], rows);
          await focused?.focusNext();
        } catch (error) {
          await reportError(workbench, id, error);
        }
      }),
    ),
  );
}

const lost = 'The list was refreshed. Nothing was changed. Try again.';

/**
 * Whether VS Code no longer knows a row that a menu was opened on: it passes nothing in its place, where the palette passes no
 * arguments at all. To go on would be to ask about something else, or to act on a part of what was selected.
 */
function isLost(id: CommandId, given: readonly unknown[]): boolean {
  const [clicked, selected] = given;
  if (!rowCommands.has(id) || given.length === 0) return false;
  return clicked === undefined || (Array.isArray(selected) && selected.includes(undefined));
}

/** The HIT that the title bar of a panel is about; nothing where the command comes from elsewhere. */
async function titleRows({ prompts, sessions, visibleHITs }: Workbench, clicked: unknown) {
  if (!(clicked instanceof vscode.Uri) || clicked.scheme !== 'webview-panel') return undefined;
  const { titledHIT } = await import('./titledHIT.ts');
  return titledHIT({ prompts, account: sessions.current.account, visibleHITs });
}

/** Keys pass no rows; what they pass instead says that those of the view are meant. */
function isFocusedRows(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'rows' in value && value.rows === focusedRowsArgument.rows;
}
