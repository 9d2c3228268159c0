/** What a plan changed or made at the service, and what must be read again because of it. */
import { hitIdOf } from './ledgerOperations.ts';
import type { Outcome } from './outcome.ts';
import { definitionOf } from './verbs/list.ts';

export interface Touched {
  /** HITs that changed, or whose assignments or bonuses did, and HITs that were made. */
  readonly hitIds: readonly string[];
  /** Whether workers' blocks or qualifications changed. */
  readonly workers: boolean;
}

/** Whatever became of the operations: what failed or is unknown may have changed something all the same. */
export function touchedBy(outcomes: readonly Outcome[]): Touched {
  const hitIds = new Set<string>();
  for (const outcome of outcomes) {
    const hitId = hitIdOf(outcome.operation) ?? createdHIT(outcome);
    if (hitId !== undefined) hitIds.add(hitId);
  }
  return {
    hitIds: [...hitIds],
    workers: outcomes.some(({ operation }) => definitionOf(operation).changesWorkers === true),
  };
}

function createdHIT(outcome: Outcome): string | undefined {
  const isHIT = definitionOf(outcome.operation).created?.kind === 'hit';
  return isHIT && 'created' in outcome ? outcome.created : undefined;
}
