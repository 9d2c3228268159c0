/** HITs of recent operations whose effect may not show yet: they are read a few more times. */

/** When they are read again, in milliseconds after each other. */
const followUps = [1000, 3000, 8000];

export class UnsettledHITs {
  readonly #hits = new Map<string, { readonly readings: number; readonly changed: boolean }>();

  /** `changed`: those that already look different from before the operation. */
  add(hitIds: Iterable<string>, changed: ReadonlySet<string>): void {
    for (const id of hitIds) this.#hits.set(id, { readings: 0, changed: changed.has(id) });
  }

  ids(): readonly string[] {
    return [...this.#hits.keys()];
  }

  /** They were read, and `changed` of them differ from the reading before. One that changed and then stays the same is settled. */
  read(hitIds: readonly string[], changed: ReadonlySet<string>): void {
    for (const id of hitIds) {
      const hit = this.#hits.get(id);
      if (!hit) continue;
      const settled = !changed.has(id) && hit.changed;
      if (settled || hit.readings + 1 >= followUps.length) this.#hits.delete(id);
      else this.#hits.set(id, { readings: hit.readings + 1, changed: hit.changed || changed.has(id) });
    }
  }

  /** Milliseconds from one reading to the next; infinite if there is none to come. */
  wait(): number {
    return Math.min(...[...this.#hits.values()].map(({ readings }) => followUps[readings] ?? 0));
  }
}
