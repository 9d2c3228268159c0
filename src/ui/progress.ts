/** Progress that can be cancelled, as an AbortSignal for the core. */
import * as vscode from 'vscode';
import { messageText } from './plain.ts';

export interface Progress {
  readonly signal: AbortSignal;
  /** Says how far it is: "12 of 40". */
  report(done: number, total: number, more?: string): void;
}

export async function withProgress<T>(title: string, run: (progress: Progress) => Promise<T>): Promise<T> {
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: messageText(title), cancellable: true },
    async (progress, token) => {
      let shown = 0;
      const controller = new AbortController();
      const subscription = token.onCancellationRequested(() => controller.abort());
      try {
        return await run({
          signal: controller.signal,
          report: (done, total, more = '') => {
            progress.report({ message: `${done} of ${total}${more}`, increment: ((done - shown) / total) * 100 });
            shown = done;
          },
        });
      } finally {
        subscription.dispose();
      }
    },
  );
}

/** Progress in a view's own bar, for loading. */
export async function withViewProgress<T>(viewId: string, run: () => Promise<T>): Promise<T> {
  return vscode.window.withProgress({ location: { viewId } }, run);
}
