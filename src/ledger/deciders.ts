/** Which plan of this ledger decided on which assignment. */
import type { Decider } from './decidedText.ts';
import type { Plan } from './planState.ts';

/** The plans that decided on assignments, the last one of each, by the assignment's id. */
export function decidersOf(plans: Iterable<Plan>): ReadonlyMap<string, Decider> {
  const deciders = new Map<string, Decider>();
  for (const { header, items } of plans)
    for (const { act, outcome } of items)
      if (outcome?.result === 'done' && (act.verb === 'approve' || act.verb === 'override' || act.verb === 'reject'))
        deciders.set(act.assignmentId, { title: header.title, at: outcome.at });
  return deciders;
}
