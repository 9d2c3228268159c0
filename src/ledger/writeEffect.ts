/** Whether a write that ended in an error had its effect. */
import type { MTurkError } from '../mturk/errors.ts';

export type WriteEffect =
  /** The service knows the token of this very item: an earlier try had the effect. */
  | { readonly effect: 'done'; readonly created?: string }
  /** Slowed down; nothing happened. */
  | { readonly effect: 'throttled' }
  /** It never got anywhere; nothing happened, and it may later. */
  | { readonly effect: 'notReached' }
  /** Whether it happened is open. */
  | { readonly effect: 'unclear' }
  /** This request was refused. */
  | { readonly effect: 'refused' }
  /** No request of this identity can go through now. */
  | { readonly effect: 'hopeless' };

/** Failures before a connection stood, so before the request could leave. */
const beforeConnection: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EHOSTDOWN',
  'ENETDOWN',
]);

export function effectOf(error: MTurkError): WriteEffect {
  switch (error.kind) {
    case 'throttled':
      return { effect: 'throttled' };
    case 'unreachable':
      return { effect: beforeConnection.has(error.code) ? 'notReached' : 'unclear' };
    case 'serviceFault':
    case 'notTheService':
      return { effect: 'unclear' };
    case 'tls':
    case 'proxy':
      return { effect: 'notReached' };
    case 'noCredentials':
    case 'badCredentials':
    case 'expiredCredentials':
    case 'clockSkew':
    case 'notConfirmed':
    case 'notLinked':
    // Writes are sent without a signal: this is a question for keys that the user closed.
    case 'cancelled':
      return { effect: 'hopeless' };
    case 'refused':
      return effectOfRefusal(error);
    case 'invalid':
    case 'invalidParameter':
    case 'invalidCombination':
    case 'notPermitted':
    case 'unknownOperation':
      return { effect: 'refused' };
  }
}

function effectOfRefusal({ words }: MTurkError): WriteEffect {
  // reference.md §3.1, §3.2: the answers to a token that was used in the last 24 hours.
  const lower = words.toLowerCase();
  const token = lower.indexOf('idempotency token ');
  if (token >= 0 && lower.includes(' already been processed', token)) return { effect: 'done' };
  const created = /HIT with ID "?([A-Z0-9]+)"? already exists/i.exec(words)?.[1];
  return created ? { effect: 'done', created } : { effect: 'refused' };
}

/** Whether the refusal may say no more than that the state is already the wanted one. */
export function isAboutState({ kind, turkErrorCode }: MTurkError): boolean {
  return kind === 'refused' && /^(Invalid\w+State|QualificationTypeAlreadyExists)$/.test(turkErrorCode ?? '');
}
