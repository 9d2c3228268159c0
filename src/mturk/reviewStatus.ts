/** Whether a HIT can be marked as being reviewed, or as reviewable again (reference.md §3.1, UpdateHITReviewStatus). */
import type { HIT } from './model.ts';
import type { Verdict } from './rules.ts';

export function mayMarkReviewing({ status }: Pick<HIT, 'status'>): Verdict {
  return status === 'Reviewable'
    ? { allowed: true }
    : refuse(`only a reviewable HIT can be marked so, and it is ${status}`);
}

export function mayMarkReviewable({ status }: Pick<HIT, 'status'>): Verdict {
  return status === 'Reviewing'
    ? { allowed: true }
    : refuse(`only a HIT that is being reviewed can be marked so, and it is ${status}`);
}

function refuse(rule: string): Verdict {
  return { allowed: false, rule, blockers: [] };
}
