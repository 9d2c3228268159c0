/** What operations of this window are being asked about or sent: a second command on the same target is refused. */
import { type Operation, targetOf } from './ledgerOperations.ts';
import { definitionOf } from './verbs/list.ts';

export class Claims {
  readonly #taken = new Set<string>();

  /** Whether an operation of the same kind on the same thing is under way. */
  has(operation: Operation): boolean {
    const key = keyOf(operation);
    return key !== undefined && this.#taken.has(key);
  }

  /** Takes what the operations are about. To be released when they are over, or not wanted after all. */
  take(operations: readonly Operation[]): { release(): void } {
    const keys = operations.flatMap(operation => keyOf(operation) ?? []).filter(key => !this.#taken.has(key));
    for (const key of keys) this.#taken.add(key);
    return {
      release: () => {
        for (const key of keys) this.#taken.delete(key);
      },
    };
  }
}

/** Operations with the same key get in each other's way: decisions on an assignment, bonuses to it, the same act on a HIT. */
function keyOf(operation: Operation): string | undefined {
  const { conflict } = definitionOf(operation);
  const key = conflict ? conflict(operation) : [operation.verb, targetOf(operation)];
  return key && JSON.stringify(key);
}
