/** What may be done to a qualification type or a worker now, and if not, by which rule (reference.md §3.4, §3.5). */
import type { QualificationType } from './qualificationType.ts';
import { allowed, refuse, type Verdict } from './verdict.ts';

/** Own types alone can be changed, granted and revoked. */
export function mayChangeType(own: boolean): Verdict {
  return own ? allowed : refuse('it belongs to another requester, and only its owner can change, grant or revoke it');
}

/** A test can't be auto-granted, and what was set can't be taken away. */
export function mayAutoGrant({ hasTest }: Pick<QualificationType, 'hasTest'>): Verdict {
  return hasTest ? refuse('it has a test, and a type with a test can’t be auto-granted') : allowed;
}

/** Requests end with their type; its name is free again when the last HIT that requires it is deleted. */
export function mayDeleteType(own: boolean): Verdict {
  return mayChangeType(own);
}

export function mayBlock(reason: string | undefined, hasWork: boolean): Verdict {
  if (reason !== undefined) return refuse('the worker is already blocked');
  return hasWork ? allowed : refuse('the service blocks only workers who did work for you, and none is known here');
}

export function mayUnblock(reason: string | undefined): Verdict {
  return reason === undefined ? refuse('the worker is not blocked') : allowed;
}

/** The service’s limits (reference.md §3.5). */
export const longestSubject = 200;
export const longestMessage = 4096;

/** How many characters are left, or by how many there are too many; for who is typing. */
export function lengthProblem(text: string, most: number, what: string): string | undefined {
  if (text.trim() === '') return `Enter ${what}.`;
  return text.length > most ? `Use at most ${most} characters; this has ${text.length}.` : undefined;
}
