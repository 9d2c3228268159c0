/** Operations on HITs (mturk-api.md §3.1). */
import { invalidParameter, RequestError, wrongHITState } from '../errors.ts';
import { addAssignments, dispose, setExpiration } from '../lifecycle.ts';
import { withExpiration } from '../states/hit.ts';
import type { HIT } from '../storage/rows.ts';
import { type Handlers, livingHIT, nothing, ownHIT } from './call.ts';
import { createHIT } from './createHIT.ts';
import { pageOf } from './paging.ts';
import { refuseUsedToken, rememberToken } from './tokens.ts';
import { hitForm } from './wireForms.ts';

const longestLifetime = 365 * 86_400_000;

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
    const expiration = Math.floor(input.ExpireAt) * 1000;
    if (expiration > call.now + longestLifetime)
      throw invalidParameter('ExpireAt must not be more than 365 days in the future.');
    setExpiration(call, hit, withExpiration(hit, expiration, call.now));
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

function refuseDisposed(hit: HIT): void {
  if (hit.status === 'Disposed')
    throw wrongHITState(hit.status, ['Assignable', 'Unassignable', 'Reviewable', 'Reviewing']);
}
