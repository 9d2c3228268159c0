/** How a replacement ends: the old type is set inactive. */
import type { OperationOf } from '../../ledger/ledgerOperations.ts';
import type { ReplacedType } from '../../ledger/typeReplacements.ts';

/** An own type that another one replaces, as it was before. */
export interface OldType extends ReplacedType {
  readonly isActive: boolean;
}

export function retirementRemark({ name, isActive }: OldType): string {
  return `“${name}” ${isActive ? 'is then set' : 'stays'} inactive. Its workers keep it, and HITs that require it are not changed.`;
}

/** The operation that ends a replacement, by which the ledger knows that nothing is left to do: sent for an inactive type too. */
export function retirement({ typeId, name, isActive }: OldType): OperationOf<'updateQualificationType'> {
  return {
    verb: 'updateQualificationType',
    qualificationTypeId: typeId,
    name,
    changes: { QualificationTypeStatus: 'Inactive' },
    // What was inactive has nothing to restore.
    ...(isActive ? { before: { QualificationTypeStatus: 'Active' as const } } : {}),
  };
}
