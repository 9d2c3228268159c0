/** Whatever a call throws, of the SDK, of Node or of ours, as one of our own errors (reference.md §5). */
import type { RequestError, ServiceFault } from '@aws-sdk/client-mturk';
import { CredentialsProblem, type FailureKind, MTurkError } from './errors.ts';
import { ForeignAnswer } from './foreignAnswer.ts';
import type { ApiOperation } from './operations.ts';

/** Names that the SDK gives to the service's modelled errors; a rename of the SDK doesn't compile. */
const modelled: Readonly<Record<RequestError['name'] | ServiceFault['name'], FailureKind>> = {
  RequestError: 'refused',
  ServiceFault: 'serviceFault',
};

/** By names that strangers choose, so no plain object. A test compares them with what the SDK throws and looks for. */
export const kindByName: ReadonlyMap<string, FailureKind> = new Map([
  ...(Object.entries(modelled) as [string, FailureKind][]),
  ['ParameterValidationError', 'invalidParameter'],
  ['InvalidParameterCombinationError', 'invalidCombination'],
  // MTurk's own, then those of gateways and services beside it.
  ['ThrottlingException', 'throttled'],
  ['Throttling', 'throttled'],
  ['ThrottledException', 'throttled'],
  ['RequestThrottled', 'throttled'],
  ['RequestThrottledException', 'throttled'],
  ['RequestLimitExceeded', 'throttled'],
  ['TooManyRequestsException', 'throttled'],
  ['SlowDown', 'throttled'],
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
  ['SignatureDoesNotMatch', 'badCredentials'],
  ['AuthFailure', 'badCredentials'],
  ['InvalidClientTokenId', 'badCredentials'],
  ['AccessDeniedException', 'notPermitted'],
  ['CredentialsProviderError', 'noCredentials'],
  ['TokenProviderError', 'noCredentials'],
  ['AbortError', 'cancelled'],
  ['TimeoutError', 'unreachable'],
  ['RequestTimeout', 'unreachable'],
  ['RequestTimeoutException', 'unreachable'],
  ['ProxyError', 'proxy'],
] satisfies [string, FailureKind][]);

/** Node's and OpenSSL's codes for a certificate or a handshake that failed. */
const tlsCode = /^(ERR_TLS_|ERR_SSL_|EPROTO$|CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|HOSTNAME_MISMATCH$)/;

/** Every error that a call can end in, as one of ours. Idempotent. */
export function toMTurkError(error: unknown, operation: ApiOperation): MTurkError {
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
        ? 'its answer is not HTTP'
        : 'its answer can’t be read'
      : inner.message || thrown.message || thrown.name;
  return { message, code: inner.code ?? thrown.name };
}

/** The service ends its messages with the time in epoch milliseconds: ` (1537741087056)`, older ones ` (… s)` (§5.1). */
function withoutStamp(message: string): string {
  const text = message.trimEnd();
  const start = text.lastIndexOf('(');
  return /^\(\d{10,20}( s)?\)$/.test(text.slice(start, start + 40)) ? text.slice(0, start).trimEnd() : message;
}
