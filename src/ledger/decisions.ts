/** When and by whom an assignment was decided on, as far as the service and the ledger tell, in words. */
import type { Instant } from '../mturk/model.ts';
import type { Plan } from './planState.ts';

/** What the service tells of a decision. */
export interface Decided {
  readonly done: 'approved' | 'rejected';
  readonly at: Instant | undefined;
  /** When it would have approved itself. */
  readonly autoApproves: Instant | undefined;
}

/**
 * A clause: "it was approved on 22 Nov 2026, 14:03, by “Approve 3 assignments” of this ledger". `by` is the title of the plan
 * that did it, where the ledger has one. Times are in the words of `locale`, the user's unless told.
 */
export function decidedText({ done, at, autoApproves }: Decided, by: string | undefined, locale?: string): string {
  const when = at === undefined ? '' : ` on ${momentText(at, locale)}`;
  if (by !== undefined) return `it was ${done}${when}, by “${by}” of this ledger`;
  // The service keeps whole seconds.
  if (done === 'approved' && at !== undefined && autoApproves !== undefined && at >= autoApproves - 1000)
    return `it approved itself${when}`;
  return `it was ${done}${when}, not through this ledger`;
}

function momentText(at: Instant, locale: string | undefined): string {
  return new Date(at).toLocaleString(locale, { dateStyle: 'medium', timeStyle: 'short' });
}

/** The titles of the plans that decided on assignments, the last one of each, by the assignment's id. */
export function decidersOf(plans: Iterable<Plan>): ReadonlyMap<string, string> {
  const titles = new Map<string, string>();
  for (const { header, items } of plans)
    for (const { act, outcome } of items)
      if (outcome?.result === 'done' && (act.verb === 'approve' || act.verb === 'override' || act.verb === 'reject'))
        titles.set(act.assignmentId, header.title);
  return titles;
}
