/**
 * After a quick input VS Code gives the keyboard back to where it was, to a webview some time later than the input has closed. A
 * dialog that opens in between has no keyboard then: it waits until that is over.
 */
export interface HandBackHost {
  /** Milliseconds. */
  readonly now: () => number;
  readonly wait: (ms: number) => Promise<unknown>;
  /** Whether the keyboard is given back to a webview. */
  readonly toWebview: () => boolean;
}

/** Long enough for a busy window, and too short to be noticed between two questions. */
const handBackMs = 200;

export class HandBack {
  readonly #host: HandBackHost;
  #closed = Number.NEGATIVE_INFINITY;

  constructor(host: HandBackHost) {
    this.#host = host;
  }

  /** Notes when a quick input closes. */
  async after<T>(input: Thenable<T>): Promise<T> {
    try {
      return await input;
    } finally {
      this.#closed = this.#host.now();
    }
  }

  /** Resolves when a dialog that opens now keeps the keyboard. */
  async over(): Promise<void> {
    const left = this.#closed + handBackMs - this.#host.now();
    if (left > 0 && this.#host.toWebview()) await this.#host.wait(left);
  }
}
