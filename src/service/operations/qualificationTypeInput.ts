/** What may be said of a qualification type: its test, its key and its automatic grant belong together (reference.md §3.4). */
import { parseAnswerKey } from '../../mturk/answerKey.ts';
import { testProblem } from '../../mturk/qualificationTest.ts';
import { parseQuestionForm, questionsOf } from '../../mturk/questionForm.ts';
import { defaultValue } from '../qualificationRules.ts';
import { invalidCombination, invalidValue } from '../serviceErrors.ts';
import type { Input } from '../shapes/operationInputs.ts';
import type { QualificationTest, QualificationType } from '../storage/peopleRows.ts';
import type { Call } from './call.ts';
import { documentRefusal } from './questions.ts';

type TestInput = Pick<Input<'CreateQualificationType'>, 'Test' | 'AnswerKey' | 'TestDurationInSeconds'>;

/** A type to add. Throws RequestError. */
export function newType(call: Call, input: Input<'CreateQualificationType'>): Omit<QualificationType, 'seq'> {
  const test = readTest(input, undefined);
  if (test && input.AutoGranted) throw testAndAutoGrant();
  return {
    id: call.newId(),
    requesterId: call.requester.id,
    name: input.Name,
    description: input.Description,
    keywords: input.Keywords,
    status: input.QualificationTypeStatus,
    test,
    retryDelay: input.RetryDelayInSeconds,
    autoGrantedValue: input.AutoGranted ? (input.AutoGrantedValue ?? defaultValue) : undefined,
    creationTime: Math.floor(call.now / 1000) * 1000,
  };
}

/** A type with what an update says. Throws RequestError. */
export function changedType(type: QualificationType, input: Input<'UpdateQualificationType'>): QualificationType {
  const test = readTest(input, type.test) ?? type.test;
  const autoGranted = input.AutoGranted ?? type.autoGrantedValue !== undefined;
  if (test && autoGranted) throw testAndAutoGrant();
  return {
    ...type,
    description: input.Description ?? type.description,
    status: input.QualificationTypeStatus ?? type.status,
    test,
    retryDelay: input.RetryDelayInSeconds ?? type.retryDelay,
    autoGrantedValue: autoGranted ? (input.AutoGrantedValue ?? type.autoGrantedValue ?? defaultValue) : undefined,
  };
}

function testAndAutoGrant() {
  return invalidCombination('Test', 'AutoGranted');
}

/** A duration without a Test says nothing (reference.md §3.4), unless there is a test, which is changed as a whole. */
function readTest(input: TestInput, before: QualificationTest | undefined): QualificationTest | undefined {
  const { Test: form, AnswerKey: answerKey, TestDurationInSeconds: duration } = input;
  if (form === undefined) {
    if (answerKey !== undefined) throw invalidValue('An AnswerKey can be given only together with its Test.');
    if (duration !== undefined && before)
      throw invalidValue('TestDurationInSeconds can be given only together with a Test.');
    return undefined;
  }
  if (duration === undefined) throw invalidValue('A Test needs TestDurationInSeconds.');
  const parsed = parseQuestionForm(form);
  if (!parsed.ok) throw documentRefusal('Test', parsed.problem);
  if (answerKey !== undefined) {
    const key = parseAnswerKey(answerKey);
    if (!key.ok) throw documentRefusal('AnswerKey', key.problem);
  }
  const problem = testProblem(questionsOf(parsed.value), answerKey !== undefined);
  if (problem) throw documentRefusal('Test', { kind: 'parameter', reason: problem.reason });
  return { form, answerKey, duration };
}
