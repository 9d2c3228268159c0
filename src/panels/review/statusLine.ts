/** The one message of a grid's status line at a time, and who waits for an answer to it. */
import type { GridMessage } from './contract.ts';

export class StatusLine {
  readonly #show: (message: GridMessage & { readonly id: number }) => void;
  #id = 0;
  #answer: ((action: string | undefined) => void) | undefined;

  constructor(show: (message: GridMessage & { readonly id: number }) => void) {
    this.#show = show;
  }

  /** Shows a message. Answers the action that is chosen, or nothing when it is closed, replaced or has no actions. */
  show(message: GridMessage): Promise<string | undefined> {
    this.close();
    this.#id += 1;
    this.#show({ ...message, id: this.#id });
    if (message.actions.length === 0) return Promise.resolve(undefined);
    return new Promise(resolve => {
      const { actions } = message;
      // What the page says is checked: it can choose nothing but what it was offered.
      this.#answer = action => resolve(actions.find(each => each === action));
    });
  }

  answered(id: number, action: string | undefined): void {
    if (id !== this.#id) return;
    this.#answer?.(action);
    this.#answer = undefined;
  }

  /** Nobody answers any more. */
  close(): void {
    this.answered(this.#id, undefined);
  }
}
