/** Whether one of our pages has the keyboard. Each page reports it: VS Code has no event for it. */
export class WebviewKeyboard {
  #holder: object | undefined;
  readonly #waiting = new Set<() => void>();

  /** Whether a page has it now. */
  get isHeld(): boolean {
    return this.#holder !== undefined;
  }

  /** Notes what a page reports; one that is hidden or closed has it no longer. */
  note(page: object, has: boolean): void {
    if (!has) {
      if (this.#holder === page) this.#holder = undefined;
      return;
    }
    this.#holder = page;
    for (const resolve of this.#waiting) resolve();
    this.#waiting.clear();
  }

  /** Resolves when a page has it. */
  held(): Promise<void> {
    return this.isHeld ? Promise.resolve() : new Promise(resolve => this.#waiting.add(resolve));
  }
}

export const webviewKeyboard = new WebviewKeyboard();
