/** Progress that can be cancelled, as an AbortSignal for the core. */
import * as vscode from 'vscode';
import { messageText } from './plain.ts';

export interface Progress {
  readonly signal: AbortSignal;
  /** Says how far it is: "12 of 40". */
  report(done: number, total: number, more?: string): void;
}

/** Milliseconds. What is over before that shows no progress: VS Code would leave it for a second over what comes next. */
const showAfter = 400;

interface Step {
  readonly done: number;
  readonly total: number;
  readonly more: string;
}

export async function withProgress<T>(title: string, run: (progress: Progress) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  let last: Step | undefined;
  let show: ((step: Step) => void) | undefined;
  const work = run({
    signal: controller.signal,
    report: (done, total, more = '') => {
      last = { done, total, more };
      show?.(last);
    },
  });
  const over = work.then(
    () => undefined,
    () => undefined,
  );
  const waiting = setTimeout(() => {
    const shown = vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title: messageText(title), cancellable: true },
      async (progress, token) => {
        const subscription = token.onCancellationRequested(() => controller.abort());
        let before = 0;
        show = ({ done, total, more }) => {
          progress.report({ message: `${done} of ${total}${more}`, increment: ((done - before) / total) * 100 });
          before = done;
        };
        try {
          if (last) show(last);
          await over;
        } finally {
          subscription.dispose();
        }
      },
    );
    // The work goes on without it.
    shown.then(undefined, () => undefined);
  }, showAfter);
  try {
    return await work;
  } finally {
    clearTimeout(waiting);
  }
}

/** Progress in a view's own bar, for loading. */
export async function withViewProgress<T>(viewId: string, run: () => Promise<T>): Promise<T> {
  return vscode.window.withProgress({ location: { viewId } }, run);
}
