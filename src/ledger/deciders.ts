/** Which plan of this ledger decided on which assignment. */
import type { Decider } from './decidedText.ts';
import type { Plan } from './planState.ts';

/** The plans that decided on assignments, the last one of each, by the assignment's id. */
export function decidersOf(plans: Iterable<Plan>): ReadonlyMap<string, Decider> {
  const deciders = new Map<string, Decider>();
  for (const { header, items } of plans)
    for (const { operation, outcome } of items)
      if (
        outcome?.result === 'done' &&
        (operation.verb === 'approve' || operation.verb === 'override' || operation.verb === 'reject')
      )
        deciders.set(operation.assignmentId, { title: header.title, at: outcome.at });
  return deciders;
}
