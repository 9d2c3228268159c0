/** Qualification types that were created to replace another one: granted to its workers, after which the other is set inactive. */
import type { Plan } from './planState.ts';

export interface ReplacedType {
  readonly typeId: string;
  readonly name: string;
}

/** The type that another was created to replace and that was not set inactive since; `undefined` where there is none. `plans`: oldest first. */
export function unfinishedReplacement(
  plans: readonly Plan[],
  { id, name }: { readonly id: string; readonly name: string },
): ReplacedType | undefined {
  let replaced: ReplacedType | undefined;
  for (const { items } of plans)
    for (const { operation, outcome } of items) {
      if (!outcome || outcome.result === 'failed' || outcome.result === 'notSent') continue;
      if (operation.verb === 'createQualificationType' && operation.name === name && (outcome.created ?? id) === id)
        replaced = operation.replaces;
      if (
        operation.verb === 'updateQualificationType' &&
        operation.qualificationTypeId === replaced?.typeId &&
        operation.changes.QualificationTypeStatus === 'Inactive'
      )
        replaced = undefined;
    }
  return replaced;
}
