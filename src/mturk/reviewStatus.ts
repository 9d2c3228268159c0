/** Whether a HIT can be marked as being reviewed, or as reviewable again (reference.md §3.1, UpdateHITReviewStatus). */
import type { HIT } from './model.ts';
import { allowed, refuse, type Verdict } from './verdict.ts';

export function mayMarkReviewing({ status }: Pick<HIT, 'status'>): Verdict {
  return status === 'Reviewable' ? allowed : refuse(`only a reviewable HIT can be marked so, and it is ${status}`);
}

export function mayMarkReviewable({ status }: Pick<HIT, 'status'>): Verdict {
  return status === 'Reviewing'
    ? allowed
    : refuse(`only a HIT that is being reviewed can be marked so, and it is ${status}`);
}
