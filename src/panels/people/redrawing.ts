/** When a page is drawn again: at once for its reader, and for changes so seldom that drawing takes little of the time. */

/** Milliseconds: changes that come together are shown together. */
const together = 100;
/** A pause is so many times as long as drawing took. */
const restFactor = 5;

export interface RedrawingClock {
  readonly now: () => number;
  readonly after: (milliseconds: number, callback: () => void) => { dispose(): void };
}

const realClock: RedrawingClock = {
  now: () => performance.now(),
  after: (milliseconds, callback) => {
    const timer = setTimeout(callback, milliseconds);
    return { dispose: () => clearTimeout(timer) };
  },
};

export class Redrawing {
  readonly #draw: (signal: AbortSignal) => Promise<void>;
  readonly #clock: RedrawingClock;
  readonly #stop = new AbortController();
  #waiting: { dispose(): void } | undefined;
  #running = false;
  #again = false;
  #lasted = 0;

  /** `draw` is never run twice at a time; it rejects once its signal is aborted. */
  constructor(draw: (signal: AbortSignal) => Promise<void>, clock: RedrawingClock = realClock) {
    this.#draw = draw;
    this.#clock = clock;
  }

  /** Something changed. */
  soon(): void {
    if (this.#stop.signal.aborted) return;
    this.#waiting ??= this.#clock.after(Math.max(together, this.#lasted * restFactor), () => {
      this.#waiting = undefined;
      this.now();
    });
  }

  /** The reader wants to see something else. */
  now(): void {
    if (this.#running) this.#again = true;
    else if (!this.#stop.signal.aborted) void this.#run();
  }

  dispose(): void {
    this.#waiting?.dispose();
    this.#stop.abort();
  }

  async #run(): Promise<void> {
    this.#running = true;
    const began = this.#clock.now();
    try {
      await this.#draw(this.#stop.signal);
    } catch (error) {
      if (!this.#stop.signal.aborted) throw error;
    } finally {
      this.#lasted = this.#clock.now() - began;
      this.#running = false;
    }
    if (!this.#again) return;
    this.#again = false;
    this.now();
  }
}
