import * as vscode from 'vscode';
import { taskType } from '../../ids.ts';
import { storageKeys } from '../../storageKeys.ts';
import { CommandError } from '../commandError.ts';
import type { Handler } from '../commandHandler.ts';
import type { Needs } from '../workbench.ts';
import { runnable } from './runnableTask.ts';

/** Runs one command in a terminal, with everything for MTurk led to Local. */
export const runInTerminal: Handler<
  Needs<'explorer' | 'local' | 'log' | 'memory' | 'prompts' | 'sessions'>
> = async workbench => {
  const { prompts, memory } = workbench;
  if (!vscode.workspace.isTrusted)
    throw new CommandError('Couldn’t run a command: you have not trusted this workspace. Trust it first.');
  const typed = await prompts.input({
    title: 'Run in Terminal Against Local',
    prompt: 'The command to run. Its Mechanical Turk calls reach Local, whatever address its code uses.',
    placeholder: 'python experiment.py',
    value: memory.get<string>(storageKeys.lastCommand) ?? suggestion(),
    check: text => (text.trim() === '' ? 'Enter a command.' : undefined),
  });
  const command = typed?.trim();
  if (!command) return;
  await memory.update(storageKeys.lastCommand, command);
  const definition = { type: taskType, command };
  const scope = vscode.workspace.workspaceFolders?.[0] ?? vscode.TaskScope.Workspace;
  await vscode.tasks.executeTask(await runnable(workbench, definition, scope, command.slice(0, 60)));
};

/** The script in the active editor. */
function suggestion(): string {
  const document = vscode.window.activeTextEditor?.document;
  if (document?.uri.scheme !== 'file') return '';
  const path = vscode.workspace.asRelativePath(document.uri);
  const quoted = /^[\w./\\-]+$/.test(path) ? path : `"${path.replaceAll('"', '')}"`;
  switch (document.languageId) {
    case 'python':
      return `python ${quoted}`;
    case 'javascript':
      return `node ${quoted}`;
    case 'r':
      return `Rscript ${quoted}`;
    case 'shellscript':
      return `sh ${quoted}`;
    default:
      return '';
  }
}
