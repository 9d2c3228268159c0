/** The errors a call can end in, as the service words them (reference.md §5). */

/** Where a request was refused before any operation saw it (§5.4). */
type FrameworkErrorName =
  | 'UnrecognizedClientException'
  | 'InvalidSignatureException'
  | 'IncompleteSignatureException'
  | 'MissingAuthenticationTokenException'
  | 'AccessDeniedException'
  | 'UnknownOperationException'
  | 'SerializationException'
  | 'ValidationException'
  | 'ThrottlingException'
  | 'RequestEntityTooLargeException'
  | 'InternalFailure';

/** The codes of §5.3 that this service answers with, without their common prefix. */
type TurkErrorCode =
  | 'AssignmentDoesNotExist'
  | 'DoesNotMeetRequirements'
  | 'ExceedsMaxAssignmentsPerWorker'
  | 'HITDoesNotExist'
  | 'HITLayoutDoesNotExist'
  | 'HITTypeDoesNotExist'
  | 'HitAlreadyExists'
  | 'IdempotencyTokenAlreadyProcessed'
  | 'InsufficientFunds'
  | 'InvalidAssignmentState'
  | 'InvalidHITState'
  | 'InvalidMaximumAssignmentsIncrease'
  | 'InvalidParameterValue'
  | 'InvalidQualificationRequestState'
  | 'InvalidQualificationState'
  | 'InvalidQualificationTypeState'
  | 'InvalidTransportEndpoint'
  | 'NoMoreWorkableHITsInGroupException'
  | 'PermissionDenied'
  | 'QualificationDoesNotExist'
  | 'QualificationRequestDoesNotExist'
  | 'QualificationTypeAlreadyExists'
  | 'QualificationTypeDoesNotAllowRetake'
  | 'QualificationTypeDoesNotExist'
  | 'QualificationTypeRetryDelayNotElapsed'
  | 'XMLParseError';

/** Messages quote what they refuse, and that may be long. */
const longestMessage = 2000;

/** A call the service understood and refused: HTTP 400. The time stamp of the message is added on the wire. */
export class RequestError extends Error {
  override readonly name = 'RequestError';
  /** `__type` on the wire. Only a RequestError carries its code there. */
  readonly type: 'RequestError' | ParameterErrorName = 'RequestError';
  readonly code: TurkErrorCode;

  constructor(code: TurkErrorCode, message: string) {
    super(message.length > longestMessage ? `${message.slice(0, longestMessage)}…` : message);
    this.code = code;
  }
}

/** What is wrong with a value, or with values that stand together (reference.md §5.1). */
type ParameterErrorName = 'ParameterValidationError' | 'InvalidParameterCombinationError';

class ParameterError extends RequestError {
  override readonly type: ParameterErrorName;

  constructor(type: ParameterErrorName, message: string) {
    super('InvalidParameterValue', message);
    this.type = type;
  }
}

/** A call that never reached an operation: `__type` and `message` only. */
export class FrameworkError extends Error {
  override readonly name = 'FrameworkError';
  readonly type: FrameworkErrorName;
  readonly status: number;

  constructor(type: FrameworkErrorName, message: string, status = 400) {
    super(message);
    this.type = type;
    this.status = status;
  }
}

/** What the service is in no state to do now: HTTP 500, to be tried again. */
export class ServiceFault extends Error {
  override readonly name = 'ServiceFault';
}

/** "This operation can be called with a status of: …", the service's words for a wrong state (§5.2). */
export function wrongState(
  code:
    | 'InvalidAssignmentState'
    | 'InvalidQualificationRequestState'
    | 'InvalidQualificationState'
    | 'InvalidQualificationTypeState',
  allowed: readonly string[],
): RequestError {
  return new RequestError(code, `This operation can be called with a status of: ${allowed.join(',')}`);
}

/** The same for a HIT, which also names its present state (§5.2, two spaces as observed). */
export function wrongHITState(current: string, allowed: readonly string[]): RequestError {
  return new RequestError(
    'InvalidHITState',
    `This HIT is currently in the state '${current}'.  This operation can be called with a status of: ${allowed.join(', ')}`,
  );
}

/** A malformed value: ParameterValidationError. */
export function invalidValue(message: string): RequestError {
  return new ParameterError('ParameterValidationError', message);
}

/** A worker who can't be meant: of no work of the requester's, or not of this assignment. */
export function invalidWorker(workerId: string): RequestError {
  return invalidValue(`The value "${workerId}" is not valid for the parameter WorkerId.`);
}

/** A number outside of its range, in the service's words. */
export function outOfRange(name: string, value: number, min: number, max: number): RequestError {
  return invalidValue(`The value ${value} is invalid for ${name}. Valid values range from ${min} to ${max}.`);
}

/** Values that must not stand together: InvalidParameterCombinationError. */
export function invalidCombination(...members: readonly string[]): RequestError {
  return new ParameterError(
    'InvalidParameterCombinationError',
    `The combination of parameters supplied to the request is invalid: ${members.join(', ')}.`,
  );
}

/** What the API's pages name InvalidParameterValue: a RequestError. */
export function invalidParameter(message: string): RequestError {
  return new RequestError('InvalidParameterValue', message);
}
