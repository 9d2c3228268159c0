/** The only place where commands are registered. */
import * as vscode from 'vscode';
import { commands } from '../ids.ts';
import { complain } from './complain.ts';
import type { Workbench } from './workbench.ts';

export function registerCommands(workbench: Workbench): vscode.Disposable {
  return vscode.Disposable.from(
    ...Object.values(commands).map(id =>
      vscode.commands.registerCommand(id, async (clicked?: unknown, selected?: unknown) => {
        try {
          const { handlers } = await import('./handlers.ts');
          await handlers[id](workbench, clicked, selected);
        } catch (error) {
          await complain(workbench, id, error);
        }
      }),
    ),
  );
}
