/** What an error of a write means for the question whether the write had an effect. */
import type { MTurkError } from '../mturk/errors.ts';

export type Judgement =
  /** The service knows the token of this very item: an earlier try had the effect. */
  | { readonly means: 'done'; readonly created?: string }
  /** Slowed down; nothing happened. */
  | { readonly means: 'throttled' }
  /** It never got anywhere; nothing happened, and it may later. */
  | { readonly means: 'notReached' }
  /** Whether it happened is open. */
  | { readonly means: 'unclear' }
  /** This request was refused. */
  | { readonly means: 'refused' }
  /** No request of this identity can go through now. */
  | { readonly means: 'hopeless' };

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

export function judge(error: MTurkError): Judgement {
  switch (error.kind) {
    case 'throttled':
      return { means: 'throttled' };
    case 'unreachable':
      return { means: beforeConnection.has(error.code) ? 'notReached' : 'unclear' };
    case 'serviceFault':
    case 'notTheService':
      return { means: 'unclear' };
    case 'tls':
    case 'proxy':
      return { means: 'notReached' };
    case 'noCredentials':
    case 'badCredentials':
    case 'expiredCredentials':
    case 'clockSkew':
    case 'notConfirmed':
    case 'notLinked':
    // Writes are sent without a signal: this is a question for keys that the user closed.
    case 'cancelled':
      return { means: 'hopeless' };
    case 'refused':
      return judgeRefusal(error);
    case 'invalid':
    case 'invalidParameter':
    case 'invalidCombination':
    case 'notPermitted':
    case 'unknownOperation':
      return { means: 'refused' };
  }
}

function judgeRefusal({ words }: MTurkError): Judgement {
  // reference.md §3.1, §3.2: the answers to a token that was used in the last 24 hours.
  const lower = words.toLowerCase();
  const token = lower.indexOf('idempotency token ');
  if (token >= 0 && lower.includes(' already been processed', token)) return { means: 'done' };
  const created = /HIT with ID "?([A-Z0-9]+)"? already exists/i.exec(words)?.[1];
  return created ? { means: 'done', created } : { means: 'refused' };
}

/** Whether the refusal may say no more than that things are already as they should be. */
export function isAboutState({ kind, turkErrorCode }: MTurkError): boolean {
  return kind === 'refused' && /^(Invalid\w+State|QualificationTypeAlreadyExists)$/.test(turkErrorCode ?? '');
}
