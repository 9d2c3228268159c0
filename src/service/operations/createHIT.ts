/** CreateHIT (reference.md §3.1). */
import { type Cents, parseAmount } from '../../mturk/money.ts';
import { emit } from '../lifecycle.ts';
import { moveHold } from '../requesterFunds.ts';
import { invalidCombination, invalidValue, RequestError } from '../serviceErrors.ts';
import type { Input } from '../shapes/operationInputs.ts';
import type { HITContent, HITType, HITTypeProperties } from '../storage/tableRows.ts';
import type { Call, JsonObject } from './call.ts';
import { layoutQuestion } from './layouts.ts';
import { checkQuestion } from './questions.ts';
import { readRequirement } from './requirements.ts';
import { checkReviewPolicies } from './reviews.ts';
import { refuseUsedToken, rememberToken } from './tokens.ts';
import { hitForm } from './wireForms.ts';

const defaultAutoApprovalDelay = 2_592_000;

export function createHIT(call: Call, input: Input<'CreateHIT'>): JsonObject {
  refuseUsedHITToken(call, input.UniqueRequestToken);
  return addHIT(call, hitTypeFor(call, input), input);
}

/** What of a HIT does not belong to its type. */
type HITInput = Omit<Input<'CreateHITWithHITType'>, 'HITTypeId'>;

/** Makes a HIT of a type and gives it as the service answers. Throws RequestError. */
export function addHIT(call: Call, type: HITType, input: HITInput): JsonObject {
  const content = readContent(call, input);
  checkReviewPolicies(input);
  // Creation and expiration are whole seconds apart, and whole seconds themselves (§2).
  const creationTime = Math.floor(call.now / 1000) * 1000;
  const hit = call.store.hits.add({
    id: call.newId(),
    requesterId: call.requester.id,
    type,
    creationTime,
    content,
    state: {
      status: 'Assignable',
      maxAssignments: input.MaxAssignments ?? 1,
      pending: 0,
      submitted: 0,
      approved: 0,
      rejected: 0,
      expired: false,
      expiration: creationTime + input.LifetimeInSeconds * 1000,
      reviewableSince: undefined,
    },
  });
  moveHold(call, undefined, hit);
  rememberToken(call, 'CreateHIT', input.UniqueRequestToken, hit.id);
  emit(call, 'HITCreated', hit);
  return { HIT: hitForm(hit) };
}

export function refuseUsedHITToken(call: Call, token: string | undefined): void {
  refuseUsedToken(
    call,
    'CreateHIT',
    token,
    hitId => new RequestError('HitAlreadyExists', `The HIT with ID "${hitId}" already exists.`),
  );
}

/** The requester's HIT type with these properties, found again or made. */
export function hitTypeFor(call: Call, input: Input<'CreateHITType'>): HITType {
  const properties: HITTypeProperties = {
    title: input.Title,
    description: input.Description,
    keywords: input.Keywords,
    reward: readAmount('Reward', input.Reward),
    assignmentDuration: input.AssignmentDurationInSeconds,
    autoApprovalDelay: input.AutoApprovalDelayInSeconds ?? defaultAutoApprovalDelay,
    qualificationRequirements: (input.QualificationRequirements ?? []).map(requirement =>
      readRequirement(call, requirement),
    ),
  };
  const { hitTypes } = call.store;
  return (
    hitTypes.find(call.requester.id, properties) ??
    hitTypes.add(call.newId(), call.newId(), call.requester.id, properties, call.now)
  );
}

/** Reads an amount that has passed the pattern; only one beyond exact counting is refused. Throws RequestError. */
export function readAmount(member: string, amount: string): Cents {
  const value = parseAmount(amount);
  if (value === undefined) throw invalidValue(`The value "${amount}" is not valid for the parameter ${member}.`);
  return value;
}

function readContent(call: Call, input: HITInput): HITContent {
  const question = readQuestion(call, input);
  checkQuestion(question, input.HITLayoutId !== undefined);
  return {
    question,
    layoutId: input.HITLayoutId,
    annotation: input.RequesterAnnotation,
    assignmentReviewPolicy: input.AssignmentReviewPolicy,
    hitReviewPolicy: input.HITReviewPolicy,
  };
}

function readQuestion(call: Call, { Question, HITLayoutId, HITLayoutParameters = [] }: HITInput): string {
  if (Question !== undefined && HITLayoutId !== undefined) throw invalidCombination('Question', 'HITLayoutId');
  if (HITLayoutId !== undefined) return layoutQuestion(call, HITLayoutId, HITLayoutParameters);
  if (Question === undefined) throw invalidValue('Either a Question or a HITLayoutId must be given.');
  return Question;
}
