/** The long texts, questions and answers, of what was opened: as many as fit, the longest unused go first. */

/** Characters. */
const capacity = 8_000_000;

export class Texts {
  readonly #entries = new Map<string, { readonly texts: ReadonlyMap<string, string>; readonly size: number }>();
  readonly #capacity: number;
  #size = 0;

  constructor(most = capacity) {
    this.#capacity = most;
  }

  has(key: string): boolean {
    return this.#entries.has(key);
  }

  keys(): string[] {
    return [...this.#entries.keys()];
  }

  get(key: string, name: string): string | undefined {
    return this.#entries.get(key)?.texts.get(name);
  }

  /** Keeps texts under a key, in place of those before; `held` keys are not given up for it. Gives the keys that went. */
  keep(key: string, texts: ReadonlyMap<string, string>, held: (key: string) => boolean): string[] {
    this.drop(key);
    const size = [...texts.values()].reduce((sum, text) => sum + text.length, 0);
    this.#entries.set(key, { texts, size });
    this.#size += size;
    const gone: string[] = [];
    for (const other of this.#entries.keys()) {
      if (this.#size <= this.#capacity) break;
      if (other === key || held(other)) continue;
      this.drop(other);
      gone.push(other);
    }
    return gone;
  }

  /** Says that a key is in use: it goes last. */
  touch(key: string): void {
    const entry = this.#entries.get(key);
    if (!entry) return;
    this.#entries.delete(key);
    this.#entries.set(key, entry);
  }

  drop(key: string): void {
    const entry = this.#entries.get(key);
    if (!entry) return;
    this.#size -= entry.size;
    this.#entries.delete(key);
  }
}
