/** What pages outside the views show of an account: it is kept up while somebody looks at them. */
import { EventEmitter } from 'node:events';

/** The HITs and their counts; the work of workers; blocks, qualifications and requests for them. */
export type Interest = 'listing' | 'workers' | 'people';

export class Interests {
  readonly #counts = new Map<Interest, number>();
  readonly #events = new EventEmitter<{ change: [] }>();

  /** Keeps this up until what it gives is disposed. */
  hold(...interests: readonly Interest[]): { dispose(): void } {
    this.#add(interests, 1);
    let held = true;
    return {
      dispose: () => {
        if (held) this.#add(interests, -1);
        held = false;
      },
    };
  }

  has(interest: Interest): boolean {
    return (this.#counts.get(interest) ?? 0) > 0;
  }

  /** Tells that more or less is of interest. */
  onChange(listener: () => void): { dispose(): void } {
    this.#events.on('change', listener);
    return { dispose: () => this.#events.off('change', listener) };
  }

  #add(interests: readonly Interest[], by: number): void {
    for (const each of interests) this.#counts.set(each, (this.#counts.get(each) ?? 0) + by);
    this.#events.emit('change');
  }
}
