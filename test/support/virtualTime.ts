/** Time that passes only when nothing else is to be done. */
import { setImmediate as turn } from 'node:timers/promises';

export class VirtualTime {
  #now: number;
  #timers: { readonly at: number; readonly wake: () => void }[] = [];

  constructor(start = 0) {
    this.#now = start;
  }

  readonly now = (): number => this.#now;

  readonly wait = (milliseconds: number, signal?: AbortSignal): Promise<void> =>
    new Promise(resolve => {
      if (signal?.aborted) resolve();
      else this.#timers.push({ at: this.#now + milliseconds, wake: resolve });
      signal?.addEventListener('abort', () => resolve(), { once: true });
    });

  /** Calls back after so many milliseconds. */
  readonly after = (milliseconds: number, callback: () => void): { dispose(): void } => {
    const stop = new AbortController();
    void this.wait(milliseconds).then(() => stop.signal.aborted || callback());
    return { dispose: () => stop.abort() };
  };

  /** Lets time pass until the work is done. */
  async during<T>(work: Promise<T>): Promise<T> {
    let over = false;
    const end = () => {
      over = true;
    };
    work.then(end, end);
    for (;;) {
      await turn();
      if (over) return work;
      this.#timers.sort((one, other) => one.at - other.at);
      const next = this.#timers.shift();
      if (!next) continue;
      this.#now = Math.max(this.#now, next.at);
      next.wake();
    }
  }
}
