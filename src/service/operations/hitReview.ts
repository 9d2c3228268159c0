/** Which HITs are reviewed, and which ask for a qualification (reference.md §3.1). */

import { saveHIT } from '../lifecycle.ts';
import { knownType } from '../qualificationRules.ts';
import { wrongHITState } from '../serviceErrors.ts';
import { withReview } from '../states/hit.ts';
import type { HITWithContent } from '../storage/tableRows.ts';
import { systemQualification } from '../systemQualificationValues.ts';
import { type Handlers, type JsonObject, nothing, ownHIT } from './call.ts';
import { type Page, pageOf } from './paging.ts';
import { hitForm } from './wireForms.ts';

export const hitReviewOperations = {
  ListReviewableHITs: (call, input) => {
    const { HITTypeId: typeId, Status: status = 'Reviewable' } = input;
    const page = pageOf(call, input, ['ListReviewableHITs', typeId ?? '', status], 1);
    const of = { requesterId: call.requester.id, ...(typeId === undefined ? {} : { typeId }) };
    // Recorded answers hold the ids and nothing else (reference.md §3.1).
    return hitPage(page, call.store.hits.listReviewable(of, status, page.after?.[0], page.limit), ({ id }) => ({
      HITId: id,
    }));
  },

  ListHITsForQualificationType: (call, input) => {
    const { QualificationTypeId: id } = input;
    if (!systemQualification(id)) knownType(call, id);
    const page = pageOf(call, input, ['ListHITsForQualificationType', id], 1);
    return hitPage(page, call.store.hits.listRequiring(id, call.requester.id, page.after?.[0], page.limit));
  },

  UpdateHITReviewStatus: (call, input) => {
    const hit = ownHIT(call, input.HITId);
    const [from, to] = input.Revert ? (['Reviewing', 'Reviewable'] as const) : (['Reviewable', 'Reviewing'] as const);
    if (hit.status !== from) throw wrongHITState(hit.status, [from]);
    saveHIT(call, hit, withReview(hit, to));
    return nothing;
  },
} satisfies Handlers;

function hitPage(
  page: Page,
  hits: readonly HITWithContent[],
  form: (hit: HITWithContent) => JsonObject = hitForm,
): JsonObject {
  const last = hits.at(-1);
  return { ...page.ending(hits.length, last && [last.seq]), HITs: hits.map(form) };
}
