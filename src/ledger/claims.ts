/** What acts of this window are being asked about or sent: a second command on the same thing is told so. */
import { type Act, targetOf } from './ledgerOperations.ts';
import { definitionOf } from './verbs/list.ts';

export class Claims {
  readonly #taken = new Set<string>();

  /** Whether an act of the same kind on the same thing is under way. */
  has(act: Act): boolean {
    const key = keyOf(act);
    return key !== undefined && this.#taken.has(key);
  }

  /** Takes what the acts are about. To be released when they are over, or not wanted after all. */
  take(acts: readonly Act[]): { release(): void } {
    const keys = acts.flatMap(act => keyOf(act) ?? []).filter(key => !this.#taken.has(key));
    for (const key of keys) this.#taken.add(key);
    return {
      release: () => {
        for (const key of keys) this.#taken.delete(key);
      },
    };
  }
}

/** Acts with the same key get in each other's way: decisions on an assignment, bonuses to it, the same act on a HIT. */
function keyOf(act: Act): string | undefined {
  const { conflict } = definitionOf(act);
  const key = conflict ? conflict(act) : [act.verb, targetOf(act)];
  return key && JSON.stringify(key);
}
