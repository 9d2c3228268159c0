/** How often a request is tried whose effect is unclear, and how long before each try. */
import { exchangeLimitCode, type MTurkError } from '../mturk/errors.ts';
import type { Caller } from './requests.ts';

/** Tries of a request whose answer was lost. */
const mostTries = 8;
/** Of a request whose exchange had to be ended: each try takes a minute. */
const mostEndless = 2;
/** Where nothing answers at all, people should hear of it soon. */
const mostUnreached = 5;
/** Throttlings of one request. */
export const mostThrottled = 60;
/** Milliseconds. */
export const firstWait = 200;
export const firstThrottledWait = 50;
const longestWait = 20_000;

/** The answer took too long or was too large: another try is slow, and seldom helps. */
export function isEndless({ code }: MTurkError): boolean {
  return code === exchangeLimitCode || code === 'TimeoutError';
}

/** How many tries such an error allows in all. */
export function mostTriesAfter(effect: 'notReached' | 'unclear', error: MTurkError): number {
  if (effect === 'notReached') return mostUnreached;
  return isEndless(error) ? mostEndless : mostTries;
}

/** Full jitter: anything up to a span that doubles. Milliseconds; `random` is from 0 to 1. */
export function backoff(first: number, count: number, random: number): number {
  return Math.round(random * Math.min(longestWait, first * 2 ** Math.min(count, 12)));
}

/** What may have been done is looked up even after a cancel, but not for long. */
export function hurried(client: Caller, hurry: AbortSignal | undefined): Caller {
  return {
    endpoint: client.endpoint,
    call: (operation, input, options) => client.call(operation, input, { ...options, hurry, priority: 'userRead' }),
  };
}
