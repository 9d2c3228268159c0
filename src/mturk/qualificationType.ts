/** Qualification types, who has them and who asks for them, as the workbench thinks of them (reference.md §3.4). */
import type {
  Qualification,
  QualificationRequest as SdkRequest,
  QualificationType as SdkType,
} from '@aws-sdk/client-mturk';
import { type Instant, instantIn, textIn } from './model.ts';

export interface QualificationType {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly keywords: string;
  readonly active: boolean;
  readonly created: Instant;
  /** Whether workers can ask for it. */
  readonly requestable: boolean;
  readonly hasTest: boolean;
  /** Whether an answer key scores the test. */
  readonly hasKey: boolean;
  /** Seconds. */
  readonly testDuration?: number;
  /** Seconds until a worker may ask again; without one, never. */
  readonly retryDelay?: number;
  /** The score that everybody gets who asks. */
  readonly autoGranted?: number;
}

/** A qualification type as one request gives it, with its test. */
export interface QualificationTypeWithTest extends QualificationType {
  /** QuestionForm XML; the service shows it to the owner alone. */
  readonly test?: string;
  /** AnswerKey XML. */
  readonly answerKey?: string;
}

export interface Holding {
  readonly typeId: string;
  readonly workerId: string;
  /** Without one, it is held without a score. */
  readonly score?: number;
  /** When it was granted. */
  readonly granted: Instant;
}

/** A pending request. */
export interface QualificationRequest {
  readonly id: string;
  readonly typeId: string;
  readonly workerId: string;
  readonly submitted: Instant;
  /** Whether the worker answered a test. */
  readonly hasAnswer: boolean;
}

export function readQualificationType(type: SdkType): QualificationTypeWithTest {
  const test = textIn(type.Test);
  const answerKey = textIn(type.AnswerKey);
  const testDuration = numberIn(type.TestDurationInSeconds);
  const retryDelay = numberIn(type.RetryDelayInSeconds);
  return {
    id: textIn(type.QualificationTypeId),
    name: textIn(type.Name),
    description: textIn(type.Description),
    keywords: textIn(type.Keywords),
    active: type.QualificationTypeStatus !== 'Inactive',
    created: instantIn(type.CreationTime) ?? 0,
    requestable: type.IsRequestable !== false,
    hasTest: test !== '' || testDuration !== undefined,
    hasKey: answerKey !== '',
    ...(test === '' ? {} : { test }),
    ...(answerKey === '' ? {} : { answerKey }),
    ...(testDuration === undefined ? {} : { testDuration }),
    ...(retryDelay === undefined ? {} : { retryDelay }),
    ...(type.AutoGranted === true ? { autoGranted: numberIn(type.AutoGrantedValue) ?? 1 } : {}),
  };
}

/** Without the test, which can be long: for lists. */
export function withoutTest({ test: _, answerKey: __, ...type }: QualificationTypeWithTest): QualificationType {
  return type;
}

export function readHolding({ WorkerId, IntegerValue, GrantTime }: Qualification, typeId: string): Holding {
  const score = numberIn(IntegerValue);
  return {
    typeId,
    workerId: textIn(WorkerId),
    granted: instantIn(GrantTime) ?? 0,
    ...(score === undefined ? {} : { score }),
  };
}

export function readRequest(request: SdkRequest): QualificationRequest & { readonly answer: string } {
  const answer = textIn(request.Answer);
  return {
    id: textIn(request.QualificationRequestId),
    typeId: textIn(request.QualificationTypeId),
    workerId: textIn(request.WorkerId),
    submitted: instantIn(request.SubmitTime) ?? 0,
    hasAnswer: answer !== '',
    answer,
  };
}

function numberIn(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isSafeInteger(value) ? value : undefined;
}
