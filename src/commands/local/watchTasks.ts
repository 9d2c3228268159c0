/** Tasks of the type `mturk` in tasks.json. What they run is loaded when one runs. */
import * as vscode from 'vscode';
import { taskType } from '../../ids.ts';
import type { Needs } from '../workbench.ts';

export function watchTasks(workbench: Needs<'explorer' | 'local' | 'log' | 'prompts' | 'sessions'>): vscode.Disposable {
  return vscode.tasks.registerTaskProvider(taskType, {
    provideTasks: () => [],
    resolveTask: async ({ definition, scope, name }) => {
      const { isRunnable, runnable } = await import('./runnableTask.ts');
      return isRunnable(definition)
        ? runnable(workbench, definition, scope ?? vscode.TaskScope.Workspace, name)
        : undefined;
    },
  });
}
