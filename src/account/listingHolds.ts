/** Who needs the list of HITs kept up to date whatever shows, also while the window is in the background. */
import { EventEmitter } from 'node:events';

export class ListingHolds {
  #count = 0;
  readonly #events = new EventEmitter<{ change: [] }>();

  get size(): number {
    return this.#count;
  }

  /** Holds the list until what it gives is disposed. */
  hold(): { dispose(): void } {
    this.#add(1);
    let held = true;
    return {
      dispose: () => {
        if (held) this.#add(-1);
        held = false;
      },
    };
  }

  /** Reports the first hold, and the end of the last. */
  onChange(listener: () => void): { dispose(): void } {
    this.#events.on('change', listener);
    return { dispose: () => this.#events.off('change', listener) };
  }

  #add(count: number): void {
    const before = this.#count;
    this.#count += count;
    if (before === 0 || this.#count === 0) this.#events.emit('change');
  }
}
