/** Time that passes only when a test says so, with the callbacks that are due on the way. */

export class ManualTimers {
  now: number;
  readonly #waiting = new Set<{ readonly at: number; readonly callback: () => void }>();

  constructor(now: number) {
    this.now = now;
  }

  readonly after = (milliseconds: number, callback: () => void): { dispose(): void } => {
    const timer = { at: this.now + milliseconds, callback };
    this.#waiting.add(timer);
    return { dispose: () => this.#waiting.delete(timer) };
  };

  /** Milliseconds until each callback that waits, soonest first. */
  get waits(): number[] {
    return [...this.#waiting].map(({ at }) => at - this.now).sort((a, b) => a - b);
  }

  /** Lets time pass; `settle` is awaited after each callback. */
  async pass(milliseconds: number, settle: () => Promise<void> = async () => undefined): Promise<void> {
    const end = this.now + milliseconds;
    for (;;) {
      const [next] = [...this.#waiting].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
      if (!next) break;
      this.#waiting.delete(next);
      this.now = Math.max(this.now, next.at);
      next.callback();
      await settle();
    }
    this.now = end;
  }
}
