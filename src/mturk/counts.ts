/**
 * Counts of a HIT that add up to MaxAssignments. The service has no field for work that is submitted and not reviewed. After
 * expiry Amazon's service went on counting the places that nobody took as available (reference.md §4.1); a service that
 * doesn't leaves open which of the rest were submitted (§4.1).
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
  /** Submitted or unfilled: only a listing of the submitted assignments can settle that. Zero once that is known. */
  readonly unclear: number;
}

/**
 * The counts at a moment. A HIT that has not expired has no unfilled places; for one that has, `listedSubmitted` says how
 * many submitted assignments a listing showed, if there was one.
 */
export function countsOf(hit: HIT, now: Instant, listedSubmitted?: number): Counts {
  const { pending: working, completed: reviewed } = hit;
  const rest = Math.max(0, hit.maxAssignments - hit.available - working - reviewed);
  const known = { working, reviewed };
  if (!isOver(hit, now)) return { ...known, available: hit.available, submitted: rest, unfilled: 0, unclear: 0 };
  const over = { ...known, available: 0 };
  // Where the service counts what nobody took, nothing else is left over.
  const clear = hit.available > 0 ? rest : listedSubmitted;
  if (clear === undefined) return { ...over, submitted: 0, unfilled: hit.available, unclear: rest };
  const submitted = Math.min(rest, clear);
  return { ...over, submitted, unfilled: hit.available + rest - submitted, unclear: 0 };
}

/**
 * Whether nobody can take a place any more: by the clock, by a status that a HIT with open places doesn't have, or because saved data
 * knows of no open place.
 */
function isOver({ expires, status, available }: HIT, now: Instant): boolean {
  if (status === 'Unknown' && available === 0) return true;
  return expires <= now || ((status === 'Reviewable' || status === 'Reviewing') && available > 0);
}
