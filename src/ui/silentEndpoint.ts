/** Reports that an endpoint doesn't answer. The message goes when it does; closing it keeps waiting, Cancel ends the requests. */
import * as vscode from 'vscode';
import type { Silent } from '../mturk/silence.ts';
import { messageText } from './plain.ts';

export class SilentEndpoint {
  #over: (() => void) | undefined;

  /** Shows what is wrong now, or that nothing is any more. */
  show(endpoint: string, silent: Silent | undefined): void {
    this.#over?.();
    this.#over = undefined;
    if (!silent) return;
    const title = `No response from ${endpoint} for ${silent.after / 1000} seconds. Still waiting.`;
    void vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title: messageText(title), cancellable: true },
      (_, token) => {
        token.onCancellationRequested(() => silent.cancel());
        return new Promise<void>(resolve => {
          this.#over = resolve;
        });
      },
    );
  }
}
