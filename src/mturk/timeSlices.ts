/** Long work in slices, so that a window is never held up for longer than one. */
import { setImmediate as turn } from 'node:timers/promises';

/** Milliseconds of work before others have a turn. */
const sliceLength = 12;

export class TimeSlices {
  readonly #signal: AbortSignal | undefined;
  readonly #now: () => number;
  #end: number;

  constructor(signal?: AbortSignal, now: () => number = () => performance.now()) {
    this.#signal = signal;
    this.#now = now;
    this.#end = now() + sliceLength;
  }

  /** Whether the slice is over. Cheap enough to ask for every row. */
  get over(): boolean {
    return this.#now() > this.#end;
  }

  /** Lets others have their turn. Rejects with the signal's reason once it is aborted. */
  async rest(): Promise<void> {
    await turn();
    this.#signal?.throwIfAborted();
    this.#end = this.#now() + sliceLength;
  }
}
