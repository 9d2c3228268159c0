/** What the two ways to create a HIT have in common. */
import type { Instant } from '../../mturk/model.ts';
import type { WriteAnswer } from '../caller.ts';
import type { Done, Reversal } from './verbDefinition.ts';

export const createdHIT = { kind: 'hit', id: (answer: WriteAnswer) => answer.HIT?.HITId } as const;

/** A HIT that still runs can be expired. `lifetime` in seconds. */
export function expireCreated(lifetime: number | undefined, done: Done, now: Instant): Reversal | undefined {
  const before = done.at + (lifetime ?? 0) * 1000;
  return done.created && before > now
    ? { label: 'Expire', operation: { verb: 'expire', hitId: done.created, before } }
    : undefined;
}

/** The parameters by which a HIT is the same one again: until when it runs is worked out anew each time. */
export function withoutLifetime<I extends { readonly LifetimeInSeconds?: number | undefined }>(input: I) {
  const { LifetimeInSeconds: _, ...rest } = input;
  return rest;
}
