/** Provides the pages of batches. What reads a batch loads with the first page that is open. */
import * as vscode from 'vscode';
import { batchScheme } from '../../ids.ts';
import { followSession } from '../../profiles/followSession.ts';
import type { Workbench } from '../workbench.ts';

/** Milliseconds: changes that come together are shown together. */
const together = 500;
/** A pause is so many times as long as writing a page took. */
const restFactor = 5;
const longestRest = 10_000;

export function watchBatchPages(workbench: Workbench): vscode.Disposable {
  const changed = new vscode.EventEmitter<vscode.Uri>();
  const lensesChanged = new vscode.EventEmitter<void>();
  let held: { dispose(): void } | undefined;
  let timer: NodeJS.Timeout | undefined;
  let lasted = 0;
  const shown = () =>
    vscode.window.visibleTextEditors.map(({ document }) => document.uri).filter(({ scheme }) => scheme === batchScheme);
  const refresh = () => {
    timer = undefined;
    const uris = shown();
    for (const uri of uris) changed.fire(uri);
    if (uris.length > 0) lensesChanged.fire();
  };
  const soon = () => {
    if (shown().length > 0)
      timer ??= setTimeout(refresh, Math.max(together, Math.min(longestRest, lasted * restFactor)));
  };
  /** A page that shows is kept up. */
  const hold = () => {
    const before = held;
    held = shown().length > 0 ? workbench.sessions.current.account?.interests.hold('listing') : undefined;
    before?.dispose();
  };
  const pages = () => import('./batchPages.ts');
  const subscriptions = [
    changed,
    lensesChanged,
    followSession(workbench, ({ account }) => {
      hold();
      soon();
      return account?.onChange(({ listing, freshness, hits, assignments }) => {
        if (listing || freshness || hits.size > 0 || assignments.size > 0) soon();
      });
    }),
    // What changed while a page was behind another one shows when it is back.
    vscode.window.onDidChangeVisibleTextEditors(() => {
      if (shown().length > 0 !== (held !== undefined)) hold();
      soon();
    }),
    vscode.workspace.registerTextDocumentContentProvider(batchScheme, {
      onDidChange: changed.event,
      provideTextDocumentContent: async uri => {
        const { text, took } = await (await pages()).batchText(workbench, uri);
        lasted = took;
        return text;
      },
    }),
    vscode.languages.registerCodeLensProvider(
      { scheme: batchScheme },
      {
        onDidChangeCodeLenses: lensesChanged.event,
        provideCodeLenses: async ({ uri }) => (await pages()).batchLenses(workbench, uri),
      },
    ),
  ];
  return new vscode.Disposable(() => {
    clearTimeout(timer);
    held?.dispose();
    vscode.Disposable.from(...subscriptions).dispose();
  });
}
