/** A task that runs a command in a terminal with everything for MTurk led to Local (`mturk-local exec`). */
import * as vscode from 'vscode';
import { joinArguments } from '../../local/redirection.ts';
import type { Needs } from '../workbench.ts';
import { ensureLocal } from './ensure.ts';

export interface MTurkTaskDefinition extends vscode.TaskDefinition {
  readonly command: string;
  readonly args?: readonly string[];
  readonly cwd?: string;
}

export function isRunnable(definition: vscode.TaskDefinition): definition is MTurkTaskDefinition {
  const { command, args, cwd } = definition;
  const texts = args === undefined || (Array.isArray(args) && args.every(each => typeof each === 'string'));
  return typeof command === 'string' && texts && (cwd === undefined || typeof cwd === 'string');
}

/** Gives a task something to run, as VS Code asks for it: just before it runs. Local is started for it. */
export async function runnable(
  workbench: Needs<'explorer' | 'local' | 'log' | 'prompts' | 'sessions'>,
  definition: MTurkTaskDefinition,
  scope: vscode.WorkspaceFolder | vscode.TaskScope,
  name: string,
): Promise<vscode.Task> {
  const local = await ensureLocal(workbench);
  const command = definition.args ? [definition.command, ...definition.args] : inShell(definition.command);
  const execution = new vscode.ProcessExecution(
    process.execPath,
    [workbench.local.program, ...joinArguments(local), '--', ...command],
    { env: { ELECTRON_RUN_AS_NODE: '1' }, ...(definition.cwd === undefined ? {} : { cwd: definition.cwd }) },
  );
  const task = new vscode.Task(definition, scope, name, 'mturk', execution, []);
  task.presentationOptions = { clear: false, focus: true };
  return task;
}

/** A line as one types it, with pipes and quotes. */
function inShell(line: string): string[] {
  return process.platform === 'win32' ? ['cmd.exe', '/d', '/s', '/c', line] : ['/bin/sh', '-c', line];
}
