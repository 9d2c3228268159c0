/** The one message of a grid's status line at a time, and who waits for an answer to it. */
import type { GridMessage } from './contract.ts';

type Sent = GridMessage & { readonly id: number };

export class StatusLine {
  readonly #send: (message: Sent | undefined) => void;
  #id = 0;
  /** What the page shows. */
  #shown: Sent | undefined;
  #answer: ((action: string | undefined) => void) | undefined;

  /** `send` lets the page show a message, or none. */
  constructor(send: (message: Sent | undefined) => void) {
    this.#send = send;
  }

  /** Shows a message. Answers the action that is chosen, or nothing when it is closed, replaced or has no actions. */
  show(message: GridMessage): Promise<string | undefined> {
    this.#end(undefined);
    this.#id += 1;
    this.#shown = { ...message, id: this.#id };
    this.#send(this.#shown);
    if (message.actions.length === 0) return Promise.resolve(undefined);
    return new Promise(resolve => {
      const { actions } = message;
      // What the page says is checked: it can choose nothing but what it was offered.
      this.#answer = action => resolve(actions.find(each => each === action));
    });
  }

  /** Shows the message that stands once more: the page may have been made anew. */
  showAgain(): void {
    if (this.#shown) this.#send(this.#shown);
  }

  answered(id: number, action: string | undefined): void {
    if (id === this.#id) this.#end(action);
  }

  /** Takes the message away: nobody answers any more. */
  close(): void {
    if (this.#shown) this.#send(undefined);
    this.#end(undefined);
  }

  #end(action: string | undefined): void {
    this.#shown = undefined;
    this.#answer?.(action);
    this.#answer = undefined;
  }
}
