/** Our own kinds of failure at the service, with the service's words kept (reference.md §5). */
import type { ApiOperation } from './operations.ts';

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
  /** A value of the request is not valid: ParameterValidationError (§5.1). */
  | 'invalidParameter'
  /** Two parameters of the request exclude each other: InvalidParameterCombinationError (§5.1). */
  | 'invalidCombination'
  | 'throttled'
  | 'serviceFault'
  | 'unknownOperation'
  | 'cancelled';

export interface FailureFacts {
  readonly kind: FailureKind;
  readonly operation: ApiOperation;
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
  readonly operation: ApiOperation;
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
export function cancelled(operation: ApiOperation, cause?: unknown): MTurkError {
  return new MTurkError({ kind: 'cancelled', operation, words: 'canceled', code: 'AbortError' }, cause);
}

/** The exchange took too long or brought too much and was ended. Whether a write had an effect is open; nothing repeats it unasked. */
export class ExchangeLimit extends Error {
  override readonly name = 'ExchangeLimit';
  readonly code = exchangeLimitCode;
}

export const exchangeLimitCode = 'ERR_EXCHANGE_LIMIT';

/** Whether the service said no to this very question or request: it was understood and had no effect. */
export function isRefusal(error: unknown): error is MTurkError {
  return error instanceof MTurkError && refusals.has(error.kind);
}

const refusals: ReadonlySet<FailureKind> = new Set(['refused', 'invalid', 'invalidParameter', 'invalidCombination']);
