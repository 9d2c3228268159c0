/**
 * Counts of a HIT that add up to MaxAssignments. The service has no field for work that is submitted and not reviewed, and
 * after expiry unfilled places look the same (mturk-api.md §4.1).
 */
import type { HIT, Instant } from './model.ts';

export interface Counts {
  readonly available: number;
  readonly working: number;
  /** Submitted and waiting for review. */
  readonly submitted: number;
  /** Approved or rejected. */
  readonly reviewed: number;
  /** Places that nobody took before the HIT expired. */
  readonly unfilled: number;
  /** Submitted or unfilled: only a listing of the submitted assignments can tell. Zero once that is known. */
  readonly unclear: number;
}

/**
 * The counts at a moment. A HIT that has not expired has no unfilled places; for one that has, `listedSubmitted` says how
 * many submitted assignments a listing showed, if there was one.
 */
export function countsOf(hit: HIT, now: Instant, listedSubmitted?: number): Counts {
  const { available, pending: working, completed: reviewed } = hit;
  const rest = Math.max(0, hit.maxAssignments - available - working - reviewed);
  const known = { available, working, reviewed };
  if (hit.expires > now) return { ...known, submitted: rest, unfilled: 0, unclear: 0 };
  if (listedSubmitted === undefined) return { ...known, submitted: 0, unfilled: 0, unclear: rest };
  const submitted = Math.min(rest, listedSubmitted);
  return { ...known, submitted, unfilled: rest - submitted, unclear: 0 };
}
