/**
 * After a quick input VS Code gives the keyboard back to where it was, to a webview some time later than the input has closed. A
 * dialog that opens in between would lose the keyboard: it waits until the page reports that it has it.
 */
export interface KeyboardReturnHost {
  /** Milliseconds. */
  readonly now: () => number;
  readonly wait: (ms: number) => Promise<unknown>;
  /** Whether the keyboard is given back to a webview. */
  readonly toWebview: () => boolean;
  /** Whether one of our own pages has the keyboard. */
  readonly isHeld: () => boolean;
  /** Resolves when one has. */
  readonly held: () => Promise<unknown>;
}

/** A page that had the keyboard gets it back: this only ends what would never come. */
const longestReturn = 3000;
/** The page that may get it is unknown: another extension's, or one that had lost it before the first input. */
const usualReturn = 200;

export class KeyboardReturn {
  readonly #host: KeyboardReturnHost;
  #closed = Number.NEGATIVE_INFINITY;
  /** Whether one of our pages had the keyboard when the inputs began. */
  #taken = false;

  constructor(host: KeyboardReturnHost) {
    this.#host = host;
  }

  /** Takes an input that was just opened, and notes when it closes. */
  async after<T>(input: Thenable<T>): Promise<T> {
    this.#taken ||= this.#host.isHeld();
    try {
      return await input;
    } finally {
      this.#closed = this.#host.now();
    }
  }

  /** Resolves when a dialog that opens now keeps the keyboard. */
  async over(): Promise<void> {
    const { now, wait, toWebview, isHeld, held } = this.#host;
    const left = this.#closed + (this.#taken ? longestReturn : usualReturn) - now();
    this.#taken = false;
    if (left <= 0 || !toWebview() || isHeld()) return;
    await Promise.race([held(), wait(left)]);
  }
}
