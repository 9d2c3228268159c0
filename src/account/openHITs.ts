/** The HITs that something shows by themselves: their long texts stay, and they are kept up. */
import { EventEmitter } from 'node:events';

export class OpenHITs {
  readonly #counts = new Map<string, number>();
  readonly #events = new EventEmitter<{ hold: [] }>();

  /** Holds a HIT until what it gives is disposed. */
  hold(hitId: string): { dispose(): void } {
    this.#counts.set(hitId, (this.#counts.get(hitId) ?? 0) + 1);
    this.#events.emit('hold');
    let held = true;
    return {
      dispose: () => {
        if (!held) return;
        held = false;
        const rest = (this.#counts.get(hitId) ?? 1) - 1;
        if (rest > 0) this.#counts.set(hitId, rest);
        else this.#counts.delete(hitId);
      },
    };
  }

  has(hitId: string): boolean {
    return this.#counts.has(hitId);
  }

  get size(): number {
    return this.#counts.size;
  }

  ids(): string[] {
    return [...this.#counts.keys()];
  }

  /** Tells that one more HIT is held. */
  onHold(listener: () => void): { dispose(): void } {
    this.#events.on('hold', listener);
    return { dispose: () => this.#events.off('hold', listener) };
  }
}
