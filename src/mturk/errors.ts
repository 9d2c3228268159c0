/** Our own kinds of failure at the service, with the service's words kept (mturk-api.md §5). */
import type { Operation } from './operations.ts';

export type FailureKind =
  /** Nothing answered: refused, unknown host, TLS, time-out, connection lost. */
  | 'unreachable'
  /** Something answered, but not in the service's protocol. */
  | 'notTheService'
  /** The keys are unknown, wrong or expired (§5.4). */
  | 'badCredentials'
  /** No credentials could be obtained; nothing was sent. */
  | 'noCredentials'
  /** The keys are good but not allowed to do this (§5.4, IAM). */
  | 'notPermitted'
  /** The AWS account is not linked to a requester account (§5.2). */
  | 'notLinked'
  /** The service's rules refuse this request now: RequestError with a TurkErrorCode (§5.1). */
  | 'refused'
  /** The request breaks a constraint of the model (§5.1). */
  | 'invalid'
  | 'throttled'
  | 'serviceFault'
  | 'unknownOperation'
  | 'cancelled';

export interface FailureFacts {
  readonly kind: FailureKind;
  readonly operation: Operation;
  /** The service's own words, without the trailing time stamp; or the network's. */
  readonly words: string;
  /** The error's name on the wire, or the network's code (`ECONNREFUSED`). */
  readonly code: string;
  /** Without its `AWS.MechanicalTurk.` prefix. */
  readonly turkErrorCode?: string;
  readonly requestId?: string;
  readonly httpStatus?: number;
}

export class MTurkError extends Error implements FailureFacts {
  override readonly name = 'MTurkError';
  readonly kind: FailureKind;
  readonly operation: Operation;
  readonly words: string;
  readonly code: string;
  readonly turkErrorCode: string | undefined;
  readonly requestId: string | undefined;
  readonly httpStatus: number | undefined;

  constructor(facts: FailureFacts, cause?: unknown) {
    super(`${facts.operation}: ${facts.words}`, { cause });
    this.kind = facts.kind;
    this.operation = facts.operation;
    this.words = facts.words;
    this.code = facts.code;
    this.turkErrorCode = facts.turkErrorCode;
    this.requestId = facts.requestId;
    this.httpStatus = facts.httpStatus;
  }
}

const kindByName: Readonly<Record<string, FailureKind>> = {
  RequestError: 'refused',
  ServiceFault: 'serviceFault',
  ThrottlingException: 'throttled',
  ValidationException: 'invalid',
  SerializationException: 'invalid',
  UnknownOperationException: 'unknownOperation',
  UnrecognizedClientException: 'badCredentials',
  InvalidSignatureException: 'badCredentials',
  IncompleteSignatureException: 'badCredentials',
  MissingAuthenticationTokenException: 'badCredentials',
  ExpiredTokenException: 'badCredentials',
  InvalidClientTokenId: 'badCredentials',
  AccessDeniedException: 'notPermitted',
  CredentialsProviderError: 'noCredentials',
  AbortError: 'cancelled',
  TimeoutError: 'unreachable',
};

/** Every error that a call can end in, as one of ours. Idempotent. */
export function toMTurkError(error: unknown, operation: Operation): MTurkError {
  if (error instanceof MTurkError) return error;
  const thrown = asThrown(error);
  const kind = kindOf(thrown);
  const { message, code } = wordsOf(thrown, kind);
  return new MTurkError(
    {
      kind,
      operation,
      words: withoutStamp(message),
      code,
      ...(thrown.TurkErrorCode ? { turkErrorCode: thrown.TurkErrorCode.replace(/^AWS\.MechanicalTurk\./, '') } : {}),
      ...(thrown.$metadata?.requestId ? { requestId: thrown.$metadata.requestId } : {}),
      ...(thrown.$metadata?.httpStatusCode ? { httpStatus: thrown.$metadata.httpStatusCode } : {}),
    },
    error,
  );
}

interface Thrown {
  readonly name: string;
  readonly message: string;
  readonly code?: string;
  readonly errors?: readonly Thrown[];
  readonly TurkErrorCode?: string;
  readonly $metadata?: { readonly requestId?: string; readonly httpStatusCode?: number };
  readonly $fault?: string;
}

function asThrown(error: unknown): Thrown {
  return error instanceof Error ? error : { name: 'Error', message: String(error) };
}

function kindOf(thrown: Thrown): FailureKind {
  if (thrown.name === 'RequestError' && /must be linked to your Amazon Mechanical Turk/.test(thrown.message))
    return 'notLinked';
  const known = kindByName[thrown.name];
  if (known) return known;
  if (thrown.code || thrown.errors?.some(each => each.code)) return 'unreachable';
  const status = thrown.$metadata?.httpStatusCode;
  if (thrown.name === 'SyntaxError' || thrown.name === 'TypeError' || thrown.name === 'UnknownError')
    return status !== undefined && status >= 500 ? 'serviceFault' : 'notTheService';
  if (thrown.$fault === 'server' || (status !== undefined && status >= 500)) return 'serviceFault';
  return thrown.$fault === 'client' ? 'refused' : 'notTheService';
}

function wordsOf(thrown: Thrown, kind: FailureKind): { message: string; code: string } {
  const inner = thrown.errors?.find(each => each.code) ?? thrown;
  const message =
    kind === 'notTheService'
      ? 'the answer is not one that this service gives'
      : inner.message || thrown.message || thrown.name;
  return { message, code: inner.code ?? thrown.name };
}

/** The service ends its messages with the time in epoch milliseconds: ` (1537741087056)`, older ones ` (… s)` (§5.1). */
function withoutStamp(message: string): string {
  return message.replace(/\s*\(\d{10,}( s)?\)\s*$/, '');
}

export interface Explanation {
  /** Why, as a clause that follows "…: ". */
  readonly reason: string;
  /** What to do about it, a sentence, or nothing where the reason says it all. */
  readonly advice: string;
}

/** Human words for a failure. The reason keeps the service's own words where it has any. */
export function explain(error: MTurkError, endpoint: string): Explanation {
  switch (error.kind) {
    case 'unreachable':
      return { reason: `nothing answers at ${endpoint} (${error.code})`, advice: unreachableAdvice(endpoint) };
    case 'notTheService':
      return {
        reason: `what answers at ${endpoint} does not speak the Mechanical Turk API`,
        advice: 'Check the endpoint of the profile.',
      };
    case 'badCredentials':
      return {
        reason: `the keys were not accepted (${error.words})`,
        advice: 'Check the keys and the clock of this machine.',
      };
    case 'noCredentials':
      return {
        reason: `there are no keys for this profile (${error.words})`,
        advice: 'Add the profile again with its keys.',
      };
    case 'notPermitted':
      return {
        reason: `the keys may not do this (${error.words})`,
        advice: `The IAM user needs the action mechanicalturk:${error.operation}.`,
      };
    case 'notLinked':
      return {
        reason: 'this AWS account is not linked to a Mechanical Turk requester account',
        advice: 'Link the account at the requester site of this environment, then wait two minutes.',
      };
    case 'refused':
      return { reason: error.words, advice: '' };
    case 'invalid':
      return { reason: error.words, advice: '' };
    case 'throttled':
      return { reason: 'the service asks to slow down', advice: 'Try again in a moment.' };
    case 'serviceFault':
      return { reason: `the service failed (${error.words})`, advice: 'Try again in a moment.' };
    case 'unknownOperation':
      return { reason: `the service does not offer ${error.operation}`, advice: '' };
    case 'cancelled':
      return { reason: 'cancelled', advice: '' };
  }
}

function unreachableAdvice(endpoint: string): string {
  return /^https?:\/\/mturk-requester[^/]*\.amazonaws\.com/.test(endpoint)
    ? 'Amazon announced that its service closed on 30 September 2026. Local takes its place for development.'
    : 'Check that the service runs and that the endpoint of the profile is right.';
}
