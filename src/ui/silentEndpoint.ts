/** Reports that an endpoint doesn't answer. The message goes when it does; closing it keeps waiting, Cancel ends the requests. */
import * as vscode from 'vscode';
import type { Silent } from '../mturk/silence.ts';
import { messageText } from './plain.ts';

export class SilentEndpoint {
  /** By client, what ends its message. */
  readonly #over = new Map<object, () => void>();

  /** Shows what is wrong with the endpoint of a client now, or that nothing is any more. */
  show(client: object, endpoint: string, silent: Silent | undefined): void {
    this.#over.get(client)?.();
    this.#over.delete(client);
    if (!silent) return;
    const title = `No response from ${endpoint} for ${silent.after / 1000} seconds. Still waiting.`;
    void vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title: messageText(title), cancellable: true },
      (_, token) => {
        token.onCancellationRequested(() => silent.cancel());
        return new Promise<void>(resolve => {
          this.#over.set(client, resolve);
        });
      },
    );
  }
}
