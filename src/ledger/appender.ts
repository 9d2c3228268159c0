/** Adds lines to a journal; those that come while others are being written share the next write and the next fsync. */
import type { JournalStore } from './journalStore.ts';

interface Waiting {
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

export class Appender {
  readonly #store: JournalStore;
  readonly #check: () => Promise<void>;
  readonly #encoder = new TextEncoder();
  #text = '';
  #writing: Waiting[] = [];
  #syncing: Waiting[] = [];
  #busy = false;
  #broken: { readonly error: unknown } | undefined;

  /** `check` runs before each write and rejects if this process may not write any more. */
  constructor(store: JournalStore, check: () => Promise<void>) {
    this.#store = store;
    this.#check = check;
  }

  /** Resolves when the text has left this process. Rejects if this or an earlier write failed. */
  write(text: string): Promise<void> {
    return this.#add(text, this.#writing);
  }

  /** Resolves when the text, and all before it, is on the disk. */
  writeDurably(text: string): Promise<void> {
    return this.#add(text, this.#syncing);
  }

  #add(text: string, list: Waiting[]): Promise<void> {
    if (this.#broken) return Promise.reject(this.#broken.error);
    this.#text += text;
    const added = new Promise<void>((resolve, reject) => list.push({ resolve, reject }));
    if (!this.#busy) void this.#flush();
    return added;
  }

  async #flush(): Promise<void> {
    this.#busy = true;
    // What is added in the same turn of the event loop goes along.
    await undefined;
    while (this.#writing.length + this.#syncing.length > 0) {
      const [writing, syncing, text] = [this.#writing, this.#syncing, this.#text];
      this.#writing = [];
      this.#syncing = [];
      this.#text = '';
      try {
        await this.#check();
        if (text !== '') await this.#store.append(this.#encoder.encode(text));
        for (const each of writing.splice(0)) each.resolve();
        if (syncing.length > 0) await this.#store.sync();
        for (const each of syncing) each.resolve();
      } catch (error) {
        // Half a line may be there now: whoever opens the journal next cuts it off, and nobody writes behind it.
        this.#broken = { error };
        for (const each of [...writing, ...syncing, ...this.#writing, ...this.#syncing]) each.reject(error);
        this.#writing = [];
        this.#syncing = [];
      }
    }
    this.#busy = false;
  }
}
