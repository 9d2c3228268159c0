/** Acts: what a requester does to HITs, assignments and workers, as values that can be priced, sent and told apart. */
import { bonusCost, type Cost, cost, rewardCost, termsOf } from '../mturk/fees.ts';
import type { Assignment, HIT, Instant } from '../mturk/model.ts';
import { type Cents, cents, formatAmount } from '../mturk/money.ts';
import type { Input } from '../mturk/operations.ts';

export type Act =
  | {
      readonly verb: 'approve';
      readonly hit: HIT;
      readonly assignment: Assignment;
      readonly feedback?: string;
      /** Takes back a rejection. Only when asked for: a plain approval never overrides. */
      readonly override?: boolean;
    }
  | { readonly verb: 'reject'; readonly hit: HIT; readonly assignment: Assignment; readonly feedback: string }
  | { readonly verb: 'bonus'; readonly assignment: Assignment; readonly amount: Cents; readonly reason: string }
  | { readonly verb: 'addAssignments'; readonly hit: HIT; readonly count: number }
  | { readonly verb: 'setExpiration'; readonly hit: HIT; readonly at: Instant }
  | { readonly verb: 'expire'; readonly hit: HIT }
  | { readonly verb: 'delete'; readonly hit: HIT };

export type Verb = Act['verb'];

/** The id of the thing acted on: an assignment's or a HIT's. */
export function targetOf(act: Act): string {
  return 'assignment' in act ? act.assignment.id : act.hit.id;
}

/** The HIT whose state an act changes. */
export function hitIdOf(act: Act): string {
  return 'assignment' in act ? act.assignment.hitId : act.hit.id;
}

const nothing = cost(cents(0), cents(0));

/** What an act costs, fees included (mturk-api.md §7). Extensions cost only when their work is approved. */
export function costOf(act: Act): Cost {
  switch (act.verb) {
    case 'approve':
      return rewardCost(termsOf(act.hit), 1);
    case 'bonus':
      return bonusCost(act.amount);
    default:
      return nothing;
  }
}

type WriteOperation =
  | 'ApproveAssignment'
  | 'RejectAssignment'
  | 'SendBonus'
  | 'CreateAdditionalAssignmentsForHIT'
  | 'UpdateExpirationForHIT'
  | 'DeleteHIT';

export type Request = {
  [O in WriteOperation]: { readonly operation: O; readonly input: Input<O> };
}[WriteOperation];

/**
 * The request of an act. `token` makes a repeat of it harmless for 24 hours where the service takes one (§3.1, §3.2), so it
 * must be the same at each try; at most 64 characters.
 */
export function requestOf(act: Act, token: string): Request {
  switch (act.verb) {
    case 'approve':
      return {
        operation: 'ApproveAssignment',
        input: {
          AssignmentId: act.assignment.id,
          ...(act.feedback ? { RequesterFeedback: act.feedback } : {}),
          ...(act.override ? { OverrideRejection: true } : {}),
        },
      };
    case 'reject':
      return {
        operation: 'RejectAssignment',
        input: { AssignmentId: act.assignment.id, RequesterFeedback: act.feedback },
      };
    case 'bonus':
      return {
        operation: 'SendBonus',
        input: {
          WorkerId: act.assignment.workerId,
          AssignmentId: act.assignment.id,
          BonusAmount: formatAmount(act.amount),
          Reason: act.reason,
          UniqueRequestToken: token,
        },
      };
    case 'addAssignments':
      return {
        operation: 'CreateAdditionalAssignmentsForHIT',
        input: { HITId: act.hit.id, NumberOfAdditionalAssignments: act.count, UniqueRequestToken: token },
      };
    case 'setExpiration':
      return { operation: 'UpdateExpirationForHIT', input: { HITId: act.hit.id, ExpireAt: new Date(act.at) } };
    case 'expire':
      return { operation: 'UpdateExpirationForHIT', input: { HITId: act.hit.id, ExpireAt: new Date(0) } };
    case 'delete':
      return { operation: 'DeleteHIT', input: { HITId: act.hit.id } };
  }
}
