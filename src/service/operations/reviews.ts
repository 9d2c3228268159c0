/** Review policies at the door, and what they found and did (reference.md §3.3, §6.9). */
import { type PolicyResult, readAssignmentReviewPolicy, readHITReviewPolicy } from '../../mturk/reviewPolicies.ts';
import { invalidParameter } from '../serviceErrors.ts';
import type { ReviewPolicyInput } from '../shapes/operationInputs.ts';
import type { PolicyLevel, ReviewKind, StoredReviewRecord } from '../storage/reviews.ts';
import { type Handlers, type JsonObject, livingHIT, seconds } from './call.ts';
import { pageOf } from './paging.ts';

const levels: readonly PolicyLevel[] = ['Assignment', 'HIT'];

export const reviewOperations = {
  ListReviewPolicyResultsForHIT: (call, input) => {
    const hit = livingHIT(call, input.HITId);
    const asked = input.PolicyLevels ?? [];
    const wanted = levels.filter(level => asked.length === 0 || asked.includes(level));
    const kinds: readonly ReviewKind[] = [
      ...((input.RetrieveResults ?? true) ? (['result'] as const) : []),
      ...((input.RetrieveActions ?? true) ? (['action'] as const) : []),
    ];
    const page = pageOf(call, input, ['ListReviewPolicyResultsForHIT', hit.id, wanted, kinds], 1);
    const records = call.store.reviews.list(hit.seq, wanted, kinds, page.after?.[0] ?? 0, page.limit);
    const last = records.at(-1);
    const { NextToken } = page.ending(records.length, last && [last.seq]);
    const report = (level: PolicyLevel, policy: ReviewPolicyInput | undefined): JsonObject | undefined =>
      policy && wanted.includes(level) ? reportForm(records.filter(record => record.level === level)) : undefined;
    return {
      HITId: hit.id,
      AssignmentReviewPolicy: nameOf(hit.assignmentReviewPolicy),
      HITReviewPolicy: nameOf(hit.hitReviewPolicy),
      AssignmentReviewReport: report('Assignment', hit.assignmentReviewPolicy),
      HITReviewReport: report('HIT', hit.hitReviewPolicy),
      NextToken,
    };
  },
} satisfies Handlers;

/** Checks the policies of a new HIT. Throws RequestError. */
export function checkReviewPolicies(input: {
  readonly AssignmentReviewPolicy?: ReviewPolicyInput;
  readonly HITReviewPolicy?: ReviewPolicyInput;
}): void {
  const { AssignmentReviewPolicy: ofAssignments, HITReviewPolicy: ofHIT } = input;
  if (ofAssignments) refuseUnread('AssignmentReviewPolicy', readAssignmentReviewPolicy(ofAssignments));
  if (ofHIT) refuseUnread('HITReviewPolicy', readHITReviewPolicy(ofHIT));
}

function refuseUnread(member: string, result: PolicyResult<unknown>): void {
  if (!result.ok) throw invalidParameter(`The ${member} is not valid: ${result.reason}.`);
}

function nameOf(policy: ReviewPolicyInput | undefined): JsonObject | undefined {
  return policy && { PolicyName: policy.PolicyName };
}

function reportForm(records: readonly StoredReviewRecord[]): JsonObject {
  return {
    ReviewResults: records.flatMap(({ kind, id, record }) =>
      kind === 'result'
        ? [
            {
              ActionId: id,
              SubjectId: record.subjectId,
              SubjectType: record.subjectType,
              QuestionId: record.questionId,
              Key: record.key,
              Value: record.value,
            },
          ]
        : [],
    ),
    ReviewActions: records.flatMap(({ kind, id, at, record }) =>
      kind === 'action'
        ? [
            {
              ActionId: id,
              ActionName: record.name,
              TargetId: record.targetId,
              TargetType: record.targetType,
              Status: record.status,
              CompleteTime: seconds(at),
              Result: record.result,
              ErrorCode: record.errorCode,
            },
          ]
        : [],
    ),
  };
}
