/** Operations on HIT types (reference.md §3.1). */

import { releaseTypes } from '../qualificationRules.ts';
import { moveHold } from '../requesterFunds.ts';
import { RequestError, wrongHITState } from '../serviceErrors.ts';
import { completed } from '../states/hit.ts';
import type { HITType } from '../storage/tableRows.ts';
import { type Call, type Handlers, nothing, ownHIT } from './call.ts';
import { addHIT, hitTypeFor, refuseUsedHITToken } from './createHIT.ts';

export const hitTypeOperations = {
  CreateHITType: (call, input) => ({ HITTypeId: hitTypeFor(call, input).id }),

  CreateHITWithHITType: (call, input) => {
    refuseUsedHITToken(call, input.UniqueRequestToken);
    return addHIT(call, ownHITType(call, input.HITTypeId), input);
  },

  UpdateHITTypeOfHIT: (call, input) => {
    const hit = ownHIT(call, input.HITId);
    const type = ownHITType(call, input.HITTypeId);
    if (hit.status === 'Disposed')
      throw wrongHITState(hit.status, ['Assignable', 'Unassignable', 'Reviewable', 'Reviewing']);
    if (hit.pending + hit.submitted + completed(hit) > 0)
      throw new RequestError(
        'InvalidHITState',
        'The HIT type of a HIT can be changed only while none of its assignments has been accepted or submitted.',
      );
    moveHold(call, hit, { ...hit, type });
    call.store.hits.saveType(hit, type);
    releaseTypes(
      call,
      hit.type.qualificationRequirements.map(requirement => requirement.QualificationTypeId),
    );
    call.touch(hit.id);
    return nothing;
  },
} satisfies Handlers;

/** The caller's own HIT type. Throws RequestError. */
export function ownHITType(call: Call, hitTypeId: string): HITType {
  const type = call.store.hitTypes.get(hitTypeId);
  if (type?.requesterId !== call.requester.id)
    throw new RequestError('HITTypeDoesNotExist', `HITType ${hitTypeId} does not exist.`);
  return type;
}
