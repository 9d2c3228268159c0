/** Provides the pages of batches. What reads a batch loads with the first page that is open. */
import * as vscode from 'vscode';
import type { Workbench } from '../workbench.ts';
import { batchScheme } from './batchAddress.ts';

/** Milliseconds between two readings of a page while its account changes. */
const pause = 500;

export function watchBatchPages(workbench: Workbench): vscode.Disposable {
  const changed = new vscode.EventEmitter<vscode.Uri>();
  const lensesChanged = new vscode.EventEmitter<void>();
  let listening: { dispose(): void } | undefined;
  let timer: NodeJS.Timeout | undefined;
  const refresh = () => {
    timer = undefined;
    const open = vscode.workspace.textDocuments.filter(({ uri }) => uri.scheme === batchScheme);
    for (const { uri } of open) changed.fire(uri);
    if (open.length > 0) lensesChanged.fire();
  };
  const soon = () => {
    timer ??= setTimeout(refresh, pause);
  };
  const follow = () => {
    listening?.dispose();
    listening = workbench.sessions.current.account?.onChange(soon);
    soon();
  };
  const pages = () => import('./batchPages.ts');
  const subscriptions = [
    changed,
    lensesChanged,
    workbench.sessions.onDidChange(follow),
    vscode.workspace.registerTextDocumentContentProvider(batchScheme, {
      onDidChange: changed.event,
      provideTextDocumentContent: async uri => (await pages()).batchText(workbench, uri),
    }),
    vscode.languages.registerCodeLensProvider(
      { scheme: batchScheme },
      {
        onDidChangeCodeLenses: lensesChanged.event,
        provideCodeLenses: async ({ uri }) => (await pages()).batchLenses(workbench, uri),
      },
    ),
  ];
  follow();
  return new vscode.Disposable(() => {
    clearTimeout(timer);
    listening?.dispose();
    vscode.Disposable.from(...subscriptions).dispose();
  });
}
