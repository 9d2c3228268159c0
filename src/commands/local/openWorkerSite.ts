import * as vscode from 'vscode';
import type { Handler } from '../handler.ts';
import { runningLocal } from './running.ts';

export const openWorkerSite: Handler = async workbench => {
  const { workerSite } = runningLocal(workbench);
  // Over SSH or in a container the service is elsewhere than the browser: VS Code knows the way.
  await vscode.env.openExternal(await vscode.env.asExternalUri(vscode.Uri.parse(workerSite)));
};
