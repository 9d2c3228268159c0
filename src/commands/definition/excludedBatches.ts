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

/** A type, and everything that its holders may have worked on. */
interface ExclusionType {
  readonly exclusion: Exclusion;
  /** Batches that it excludes in any plan. */
  readonly batches: Set<string>;
  readonly definitions: Set<string>;
}

function exclusionTypes(batches: readonly Batch[]): ExclusionType[] {
  const types = new Map<string, ExclusionType>();
  for (const { plans } of batches)
    for (const { header } of plans) {
      const { exclusion, definition = '' } = header.batch ?? {};
      if (!exclusion) continue;
      const known = types.get(exclusion.typeId);
      const type = { exclusion, batches: known?.batches ?? new Set(), definitions: known?.definitions ?? new Set() };
      types.delete(exclusion.typeId);
      types.set(exclusion.typeId, type);
      for (const id of exclusion.batches) type.batches.add(id);
      type.definitions.add(definition);
    }
  return [...types.values()];
}

/**
 * The last type that batches of a definition used for just these batches. One for fewer is none: who gets it now could no longer work on
 * HITs that require it already. One for more is none: it would exclude workers who may take part.
 */
export function usableExclusion(
  batches: readonly Batch[],
  definition: string,
  ids: readonly string[],
): Exclusion | undefined {
  const wanted = new Set(ids);
  return exclusionTypes(batches).findLast(
    type => type.definitions.has(definition) && type.batches.size === wanted.size && isWithin(wanted, type.batches),
  )?.exclusion;
}

/** Types whose holders all worked on some of these batches, whatever became of the HITs since. */
export function typesOfWorkers(batches: readonly Batch[], ids: ReadonlySet<string>): string[] {
  return exclusionTypes(batches).flatMap(type => (isWithin(type.batches, ids) ? [type.exclusion.typeId] : []));
}

const isWithin = (some: ReadonlySet<string>, all: ReadonlySet<string>) => [...some].every(id => all.has(id));
