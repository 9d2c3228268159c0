/** What others than the views need of an account: it is kept up while they do. */
import { EventEmitter } from 'node:events';

/**
 * The HITs and their counts; the work of workers; blocks, qualifications and requests for them; `background`: the HITs, also while
 * the window has no focus.
 */
export type Interest = 'listing' | 'workers' | 'people' | 'background';

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

  /** Reports a change of interest. */
  onChange(listener: () => void): { dispose(): void } {
    this.#events.on('change', listener);
    return { dispose: () => this.#events.off('change', listener) };
  }

  #add(interests: readonly Interest[], by: number): void {
    let changed = false;
    for (const each of interests) {
      const had = this.has(each);
      this.#counts.set(each, (this.#counts.get(each) ?? 0) + by);
      changed ||= had !== this.has(each);
    }
    if (changed) this.#events.emit('change');
  }
}
