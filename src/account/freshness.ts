/** How fresh something known is. */
import { MTurkError, toMTurkError } from '../mturk/errors.ts';
import type { Instant } from '../mturk/model.ts';
import type { Operation } from '../mturk/operations.ts';

/** `updated` is when it was last read whole; with `never`, when an earlier session read what was kept on disk. */
export type Freshness =
  | { readonly state: 'never'; readonly updated?: Instant }
  | { readonly state: 'loading'; readonly updated?: Instant }
  | { readonly state: 'fresh'; readonly updated: Instant }
  | { readonly state: 'failed'; readonly updated?: Instant; readonly error: MTurkError };

/** When it was last read, as a member to spread into the next freshness. */
export function updatedOf(freshness: Freshness): { updated?: Instant } {
  return freshness.updated === undefined ? {} : { updated: freshness.updated };
}

export function failed(before: Freshness, error: unknown, operation: Operation): Freshness {
  return { state: 'failed', ...updatedOf(before), error: asError(error, operation) };
}

export function asError(error: unknown, operation: Operation): MTurkError {
  return error instanceof MTurkError ? error : toMTurkError(error, operation);
}
