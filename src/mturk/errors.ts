/** Our own kinds of failure at the service, with the service's words kept (mturk-api.md §5). */
import type { RequestError, ServiceFault } from '@aws-sdk/client-mturk';
import { ForeignAnswer } from './foreignAnswer.ts';
import type { Operation } from './operations.ts';

export type FailureKind =
  /** Nothing answered: refused, unknown host, time-out, connection lost. */
  | 'unreachable'
  /** The certificate was not accepted, or no TLS connection came about; nothing was sent. */
  | 'tls'
  /** The proxy on the way did not let the request through; the service never saw it. */
  | 'proxy'
  /** Something answered, but not in the service's protocol. */
  | 'notTheService'
  /** The keys are unknown or wrong (§5.4). */
  | 'badCredentials'
  /** The keys were good and are no longer: a session has ended (§5.4). */
  | 'expiredCredentials'
  /** The keys may be good, but the signature's date is too far from the service's (§5.4). */
  | 'clockSkew'
  /** The user has not agreed that these keys sign requests for this endpoint; nothing was sent. */
  | 'notConfirmed'
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
  /** A value of the request is not valid: ParameterValidationError (§0a C2). */
  | 'invalidParameter'
  /** Two parameters of the request exclude each other: InvalidParameterCombinationError (§0a C3). */
  | 'invalidCombination'
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
  /** What to do, where who failed knows it better than {@link explain}. */
  readonly advice?: string;
}

/** Why there are no keys to sign with. Thrown by providers of credentials; nothing was sent. */
export class CredentialsProblem extends Error {
  override readonly name = 'CredentialsProblem';
  readonly kind:
    | 'noCredentials'
    | 'badCredentials'
    | 'expiredCredentials'
    | 'notPermitted'
    | 'notConfirmed'
    | 'cancelled';
  readonly advice: string;

  constructor(kind: CredentialsProblem['kind'], message: string, advice: string, cause?: unknown) {
    super(message, { cause });
    this.kind = kind;
    this.advice = advice;
  }
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
  readonly advice: string | undefined;

  constructor(facts: FailureFacts, cause?: unknown) {
    super(`${facts.operation}: ${facts.words}`, { cause });
    this.kind = facts.kind;
    this.operation = facts.operation;
    this.words = facts.words;
    this.code = facts.code;
    this.turkErrorCode = facts.turkErrorCode;
    this.requestId = facts.requestId;
    this.httpStatus = facts.httpStatus;
    this.advice = facts.advice;
  }
}

/** What a call ends with that was cancelled before it was sent. */
export function cancelled(operation: Operation, cause?: unknown): MTurkError {
  return new MTurkError({ kind: 'cancelled', operation, words: 'cancelled', code: 'AbortError' }, cause);
}

/** The exchange took too long or brought too much and was ended. Whether a write had an effect is open; nothing repeats it unasked. */
export class ExchangeLimit extends Error {
  override readonly name = 'ExchangeLimit';
  readonly code = exchangeLimitCode;
}

export const exchangeLimitCode = 'ERR_EXCHANGE_LIMIT';

/** Names that the SDK gives to the service's modelled errors; a rename of the SDK doesn't compile. */
const modelled: Readonly<Record<RequestError['name'] | ServiceFault['name'], FailureKind>> = {
  RequestError: 'refused',
  ServiceFault: 'serviceFault',
};

/** By names that strangers choose, so no plain object. */
const kindByName: ReadonlyMap<string, FailureKind> = new Map([
  ...(Object.entries(modelled) as [string, FailureKind][]),
  ['ParameterValidationError', 'invalidParameter'],
  ['InvalidParameterCombinationError', 'invalidCombination'],
  ['ThrottlingException', 'throttled'],
  ['ValidationException', 'invalid'],
  ['SerializationException', 'invalid'],
  ['UnknownOperationException', 'unknownOperation'],
  ['UnrecognizedClientException', 'badCredentials'],
  ['InvalidSignatureException', 'badCredentials'],
  ['IncompleteSignatureException', 'badCredentials'],
  ['MissingAuthenticationTokenException', 'badCredentials'],
  ['ExpiredTokenException', 'expiredCredentials'],
  ['ExpiredToken', 'expiredCredentials'],
  ['RequestExpired', 'clockSkew'],
  ['RequestTimeTooSkewed', 'clockSkew'],
  ['RequestInTheFuture', 'clockSkew'],
  ['InvalidClientTokenId', 'badCredentials'],
  ['AccessDeniedException', 'notPermitted'],
  ['CredentialsProviderError', 'noCredentials'],
  ['AbortError', 'cancelled'],
  ['TimeoutError', 'unreachable'],
  ['ProxyError', 'proxy'],
] satisfies [string, FailureKind][]);

/** Whether the service said no to this very question or request: it was understood and had no effect. */
export function isRefusal(error: unknown): error is MTurkError {
  return error instanceof MTurkError && refusals.has(error.kind);
}

const refusals: ReadonlySet<FailureKind> = new Set(['refused', 'invalid', 'invalidParameter', 'invalidCombination']);

/** Node's and OpenSSL's codes for a certificate or a handshake that failed. */
const tlsCode = /^(ERR_TLS_|ERR_SSL_|EPROTO$|CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|HOSTNAME_MISMATCH$)/;

/** Every error that a call can end in, as one of ours. Idempotent. */
export function toMTurkError(error: unknown, operation: Operation): MTurkError {
  if (error instanceof MTurkError) return error;
  if (error instanceof CredentialsProblem) {
    const { kind, message, advice } = error;
    return new MTurkError({ kind, operation, words: message, code: error.name, advice }, error);
  }
  if (error instanceof ForeignAnswer) {
    const { kind, message: words, code, advice, $metadata } = error;
    const facts = { kind, operation, words, code, httpStatus: $metadata.httpStatusCode };
    return new MTurkError({ ...facts, ...(advice ? { advice } : {}) }, error);
  }
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
  if (thrown.name === 'InvalidSignatureException' && /expired|not yet current/i.test(thrown.message))
    return 'clockSkew';
  const known = kindByName.get(thrown.name);
  if (known) return known;
  // Node's parser of HTTP met something else.
  if (/^HPE_/.test(thrown.code ?? '')) return 'notTheService';
  if (tlsCode.test(thrown.code ?? '')) return 'tls';
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
      ? /^HPE_/.test(inner.code ?? '')
        ? 'what it answers is not HTTP'
        : 'its answer cannot be read'
      : inner.message || thrown.message || thrown.name;
  return { message, code: inner.code ?? thrown.name };
}

/** The service ends its messages with the time in epoch milliseconds: ` (1537741087056)`, older ones ` (… s)` (§5.1). */
function withoutStamp(message: string): string {
  const text = message.trimEnd();
  const start = text.lastIndexOf('(');
  return /^\(\d{10,20}( s)?\)$/.test(text.slice(start, start + 40)) ? text.slice(0, start).trimEnd() : message;
}
