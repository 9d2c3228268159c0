/**
 * What can be told of a requester from the operations of the API, of the HITs that still exist: deleted ones are gone from every
 * list, and with them what happened in them. What no operation tells is unknown.
 */
import { assignmentFee, bonusFee, termsOf } from '../../mturk/fees.ts';
import type { Assignment, HIT, Instant } from '../../mturk/model.ts';
import type { Cents } from '../../mturk/money.ts';
import { pacificDay } from '../../mturk/pacific.ts';
import { addToDay, knownMeasure, type Measure, type Measures, onlyNow, unknownMeasure } from './measures.ts';

export interface ListedHIT {
  readonly hit: HIT;
  readonly assignments: readonly Assignment[];
  /** Missing where they were not read: bonuses are unknown then. */
  readonly bonuses?: readonly { readonly amount: Cents; readonly paid: Instant }[] | undefined;
  /** Whether the assignments are all that there are. */
  readonly whole: boolean;
}

export function measuresOfListing(listed: Iterable<ListedHIT>, now: Instant): Measures {
  const days = {
    submitted: new Map<number, number>(),
    approved: new Map<number, number>(),
    rejected: new Map<number, number>(),
    pending: new Map<number, number>(),
    rewards: new Map<number, number>(),
    rewardFees: new Map<number, number>(),
    bonuses: new Map<number, number>(),
    bonusFees: new Map<number, number>(),
    hitsCreated: new Map<number, number>(),
  };
  let [available, assignable, reviewable, rewardLiability, feeLiability] = [0, 0, 0, 0, 0];
  let [wholeWork, wholeBonuses] = [true, true];
  for (const { hit, assignments, bonuses, whole } of listed) {
    const fee = assignmentFee(termsOf(hit));
    wholeWork &&= whole;
    wholeBonuses &&= bonuses !== undefined;
    addToDay(days.hitsCreated, pacificDay(hit.created), 1);
    let submitted = 0;
    for (const { status, submitted: handedIn, approved, rejected } of assignments) {
      addToDay(days.submitted, pacificDay(handedIn), 1);
      addToDay(days.pending, pacificDay(handedIn), 1);
      if (status === 'Submitted') {
        submitted += 1;
        continue;
      }
      const decided = pacificDay((status === 'Approved' ? approved : rejected) ?? handedIn);
      addToDay(days.pending, decided, -1);
      addToDay(status === 'Approved' ? days.approved : days.rejected, decided, 1);
      if (status !== 'Approved') continue;
      addToDay(days.rewards, decided, hit.reward);
      addToDay(days.rewardFees, decided, fee);
    }
    for (const { amount, paid } of bonuses ?? []) {
      addToDay(days.bonuses, pacificDay(paid), amount);
      addToDay(days.bonusFees, pacificDay(paid), bonusFee(amount));
    }
    const open = hit.expires > now ? hit.available : 0;
    if (hit.status === 'Assignable') {
      available += open;
      assignable += 1;
    }
    if (hit.status === 'Reviewable') reviewable += 1;
    const slots = open + hit.pending + submitted;
    rewardLiability += hit.reward * slots;
    feeLiability += fee * slots;
  }
  const work = (measure: Measure): Measure => (wholeWork ? measure : unknownMeasure);
  const paid = (measure: Measure): Measure => (wholeBonuses ? measure : unknownMeasure);
  return {
    accepted: unknownMeasure,
    submitted: work(knownMeasure(days.submitted)),
    approved: work(knownMeasure(days.approved)),
    rejected: work(knownMeasure(days.rejected)),
    returned: unknownMeasure,
    abandoned: unknownMeasure,
    rewards: work(knownMeasure(days.rewards)),
    rewardFees: work(knownMeasure(days.rewardFees)),
    bonuses: paid(knownMeasure(days.bonuses)),
    bonusFees: paid(knownMeasure(days.bonusFees)),
    hitsCreated: knownMeasure(days.hitsCreated),
    hitsCompleted: unknownMeasure,
    available: onlyNow(available),
    pending: work(knownMeasure(days.pending)),
    assignable: onlyNow(assignable),
    reviewable: onlyNow(reviewable),
    rewardLiability: work(onlyNow(rewardLiability)),
    feeLiability: work(onlyNow(feeLiability)),
  };
}
