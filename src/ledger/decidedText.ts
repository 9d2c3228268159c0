/** When and by whom an assignment was decided on, as far as the service and the ledger show, in words. */
import type { Instant } from '../mturk/model.ts';
import { type MomentStyle, momentText } from '../mturk/times.ts';
import { clockTolerance } from './clocks.ts';

/** What the service reports of a decision. */
export interface Decided {
  readonly done: 'approved' | 'rejected';
  readonly at: Instant | undefined;
  /** When it would have approved itself. */
  readonly autoApproves: Instant | undefined;
}

/** The plan of this ledger that decided on an assignment last. */
export interface Decider {
  readonly title: string;
  readonly at: Instant;
}

/**
 * A clause: "it was approved on 22 Nov 2026, 14:03 GMT+1, by “Approve 3 assignments” of this ledger".
 */
export function decidedText(
  { done, at, autoApproves }: Decided,
  decider: Decider | undefined,
  style?: MomentStyle,
): string {
  const when = at === undefined ? '' : ` on ${momentText(at, style)}`;
  if (decider && at !== undefined && Math.abs(decider.at - at) <= clockTolerance)
    return `it was ${done}${when}, by “${decider.title}” of this ledger`;
  // The service keeps whole seconds.
  if (done === 'approved' && at !== undefined && autoApproves !== undefined && at >= autoApproves - 1000)
    return `it was auto-approved${when}`;
  // What the ledger did at another time need not be what the service speaks of.
  return decider ? `it was ${done}${when}` : `it was ${done}${when}, not through this ledger`;
}
