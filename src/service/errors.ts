/** The errors a call can end in, as the service words them (mturk-api.md §5). */

/** Where a request was refused before any operation saw it (§5.4). */
export type FrameworkErrorName =
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
export type TurkErrorCode =
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
  | 'XHTMLParseError'
  | 'XMLParseError';

/** Messages quote what they refuse, and that may be long. */
const longestMessage = 2000;

/** A call the service understood and refused: RequestError, HTTP 400. The time stamp of the message is added on the wire. */
export class RequestError extends Error {
  override readonly name = 'RequestError';
  readonly code: TurkErrorCode;

  constructor(code: TurkErrorCode, message: string) {
    super(message.length > longestMessage ? `${message.slice(0, longestMessage)}…` : message);
    this.code = code;
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

export function invalidParameter(message: string): RequestError {
  return new RequestError('InvalidParameterValue', message);
}
