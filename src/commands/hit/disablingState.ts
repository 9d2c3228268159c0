/** How far a HIT that is being disabled has come. */
import { clockTolerance } from '../../ledger/clocks.ts';
import type { HIT, Instant } from '../../mturk/model.ts';

/**
 * `open`: workers can accept it or work on it; `ready`: what was submitted can be approved, and the HIT deleted; `reopened`: it got
 * more time since then, so it is no longer to be disabled.
 */
export type DisablingState = 'open' | 'ready' | 'reopened';

/** `expires` is the expiration of the HIT when disabling it was confirmed. */
export function disablingState(
  hit: Pick<HIT, 'status' | 'pending' | 'expires'>,
  expires: Instant,
  now: Instant,
): DisablingState {
  if (hit.expires > now + clockTolerance && hit.expires !== expires) return 'reopened';
  return hit.status === 'Assignable' || hit.status === 'Unknown' || hit.pending > 0 ? 'open' : 'ready';
}
