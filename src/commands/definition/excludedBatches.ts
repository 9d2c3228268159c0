/** Which batches a definition excludes, and the qualification type that earlier batches of it used for that. */
import type { Excluded } from '../../definitions/definition.ts';
import type { BatchFacts } from '../../ledger/batch.ts';
import type { Batch } from './batches.ts';

export type Exclusion = NonNullable<BatchFacts['exclusion']>;

export interface ExcludedBatches {
  /** Sorted. */
  readonly ids: readonly string[];
  /** Batches that are named by their ID and not in the ledger; HITs of the account may have them. */
  readonly foreign: readonly string[];
  /** Definitions, as written, that have no batch yet. */
  readonly unpublished: readonly string[];
}

/** `own`: the batch that is published, which is none of the earlier ones. `uriOf` finds a definition by its path. */
export function excludedBatches(
  exclude: readonly Excluded[],
  batches: readonly Batch[],
  own: string,
  uriOf: (path: string) => string,
): ExcludedBatches {
  const ids = new Set<string>();
  const foreign: string[] = [];
  const unpublished: string[] = [];
  for (const each of exclude) {
    if (each.kind === 'batch') {
      if (each.id === own) continue;
      ids.add(each.id);
      if (!batches.some(({ facts }) => facts.id === each.id)) foreign.push(each.id);
      continue;
    }
    const uri = uriOf(each.path);
    const found = batches.filter(({ facts }) => facts.definition === uri && facts.id !== own);
    if (found.length === 0) unpublished.push(each.path);
    for (const { facts } of found) ids.add(facts.id);
  }
  return { ids: [...ids].sort(), foreign, unpublished };
}

/** The last type that batches of a definition used: only one whose holders are all to be excluded still. */
export function usableExclusion(
  batches: readonly Batch[],
  definition: string,
  ids: readonly string[],
): Exclusion | undefined {
  const wanted = new Set(ids);
  return batches
    .filter(({ facts }) => facts.definition === definition)
    .flatMap(({ plans }) => plans.flatMap(({ header }) => header.batch?.exclusion ?? []))
    .findLast(({ batches: before }) => before.every(id => wanted.has(id)));
}
