/** Operations on HITs (reference.md §3.1). */

import { addAssignments, dispose, setExpiration } from '../lifecycle.ts';
import { outOfRange, RequestError, wrongHITState } from '../serviceErrors.ts';
import { withExpiration } from '../states/hit.ts';
import type { HIT } from '../storage/tableRows.ts';
import { type Call, type Handlers, livingHIT, nothing, ownHIT } from './call.ts';
import { createHIT } from './createHIT.ts';
import { pageOf } from './paging.ts';
import { refuseUsedToken, rememberToken } from './tokens.ts';
import { hitForm } from './wireForms.ts';

/** Seconds by which an expiration may be moved (reference.md §3.1). */
const increment = { min: 60, max: 31_536_000 } as const;
/** Milliseconds between a client's reading of the time and the service's. */
const presentWindow = 5000;

export const hitOperations = {
  CreateHIT: createHIT,

  GetHIT: (call, input) => ({ HIT: hitForm(livingHIT(call, input.HITId)) }),

  ListHITs: (call, input) => {
    const page = pageOf(call, input, ['ListHITs'], 1);
    const hits = call.store.hits.list(call.requester.id, page.after?.[0], page.limit);
    const last = hits.at(-1);
    return { ...page.ending(hits.length, last && [last.seq]), HITs: hits.map(hitForm) };
  },

  UpdateExpirationForHIT: (call, input) => {
    const hit = ownHIT(call, input.HITId);
    refuseDisposed(hit);
    setExpiration(call, hit, withExpiration(hit, expirationOf(call, hit, input.ExpireAt), call.now));
    return nothing;
  },

  CreateAdditionalAssignmentsForHIT: (call, input) => {
    const hit = ownHIT(call, input.HITId);
    refuseUsedToken(call, 'CreateAdditionalAssignmentsForHIT', input.UniqueRequestToken);
    refuseDisposed(hit);
    addAssignments(call, hit, input.NumberOfAdditionalAssignments);
    rememberToken(call, 'CreateAdditionalAssignmentsForHIT', input.UniqueRequestToken, hit.id);
    return nothing;
  },

  DeleteHIT: (call, input) => {
    const hit = ownHIT(call, input.HITId);
    if (hit.status !== 'Reviewable' && hit.status !== 'Reviewing')
      throw wrongHITState(hit.status, ['Reviewing', 'Reviewable']);
    if (hit.submitted > 0)
      throw new RequestError(
        'InvalidHITState',
        `This HIT has ${hit.submitted} submitted assignments that are neither approved nor rejected. It can be deleted when all are.`,
      );
    dispose(call, hit);
    return nothing;
  },
} satisfies Handlers;

/**
 * The expiration to set, in ms, by an ExpireAt in seconds. A past one ends the HIT; the real present does so too where the
 * clock is stopped. A future one can't shorten: it is counted from the present expiration, or from now once that has passed.
 */
function expirationOf({ now, present }: Call, hit: HIT, expireAt: number): number {
  const at = Math.floor(expireAt) * 1000;
  if (present !== undefined && Math.abs(expireAt * 1000 - present) <= presentWindow) return Math.min(at, now);
  if (at <= now) return at;
  const from = hit.expired ? now : hit.expiration;
  const seconds = Math.floor(expireAt) - Math.floor(from / 1000);
  if (seconds < increment.min || seconds > increment.max)
    throw outOfRange('ExpirationIncrementInSeconds', seconds, increment.min, increment.max);
  return at;
}

function refuseDisposed(hit: HIT): void {
  if (hit.status === 'Disposed')
    throw wrongHITState(hit.status, ['Assignable', 'Unassignable', 'Reviewable', 'Reviewing']);
}
