/** What each checked file found wrong, and in which files: several definitions may name the same file, which has one list. */

export class FoundProblems<T> {
  readonly #byOwner = new Map<string, ReadonlyMap<string, readonly T[]>>();
  readonly #isSame: (one: T, other: T) => boolean;

  constructor(isSame: (one: T, other: T) => boolean) {
    this.#isSame = isSame;
  }

  /** Takes what `owner` found, by file, in place of what it found before. Gives the files whose lists may have changed. */
  replace(owner: string, found: ReadonlyMap<string, readonly T[]>): Set<string> {
    const files = new Set([...(this.#byOwner.get(owner)?.keys() ?? []), ...found.keys()]);
    this.#byOwner.set(owner, found);
    return files;
  }

  /** Forgets what `owner` found. Gives the files whose lists may have changed. */
  forget(owner: string): Set<string> {
    const files = this.replace(owner, new Map());
    this.#byOwner.delete(owner);
    return files;
  }

  has(file: string): boolean {
    return [...this.#byOwner.values()].some(found => found.has(file));
  }

  /** All that was found in a file, each fault once. */
  of(file: string): T[] {
    const all: T[] = [];
    for (const found of this.#byOwner.values())
      for (const each of found.get(file) ?? []) if (!all.some(other => this.#isSame(each, other))) all.push(each);
    return all;
  }
}
