/** Tasks of the type `mturk`: a command that runs in a terminal with everything for MTurk led to Local (`mturk-local exec`). */
import * as vscode from 'vscode';
import { taskType } from '../../ids.ts';
import { joinArguments } from '../../local/redirection.ts';
import type { Workbench } from '../workbench.ts';
import { ensureLocal } from './ensure.ts';

export interface MTurkTaskDefinition extends vscode.TaskDefinition {
  readonly command: string;
  readonly args?: readonly string[];
  readonly cwd?: string;
}

/** Gives a task something to run, as VS Code asks for it: just before it runs. Local is started for it. */
export async function runnable(
  workbench: Workbench,
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

export function watchTasks(workbench: Workbench): vscode.Disposable {
  return vscode.tasks.registerTaskProvider(taskType, {
    provideTasks: () => [],
    resolveTask: ({ definition, scope, name }) =>
      typeof definition.command === 'string'
        ? runnable(workbench, definition as MTurkTaskDefinition, scope ?? vscode.TaskScope.Workspace, name)
        : undefined,
  });
}
