/** How fresh something known is. */
import { cancelled, MTurkError } from '../mturk/errors.ts';
import type { Instant } from '../mturk/model.ts';
import type { ApiOperation } from '../mturk/operations.ts';

/** `updated` is when it was last read whole; with `never`, when an earlier session read what was kept on disk. */
export type Freshness =
  | { readonly state: 'never'; readonly updated?: Instant }
  | { readonly state: 'loading'; readonly updated?: Instant }
  | { readonly state: 'fresh'; readonly updated: Instant }
  | { readonly state: 'failed'; readonly updated?: Instant; readonly error: MTurkError };

/** Whether it was read whole, and nothing has failed since: what is read again stays known meanwhile. */
export function isKnown({ state, updated }: Freshness): boolean {
  return state === 'fresh' || (state === 'loading' && updated !== undefined);
}

/** When it was last read, as a member to spread into the next freshness. */
export function updatedOf(freshness: Freshness): { updated?: Instant } {
  return freshness.updated === undefined ? {} : { updated: freshness.updated };
}

export function failed(before: Freshness, error: unknown, operation: ApiOperation): Freshness {
  return { state: 'failed', ...updatedOf(before), error: asError(error, operation) };
}

/** What the client throws is an {@link MTurkError} already; anything else came of reading its answer. */
export function asError(error: unknown, operation: ApiOperation): MTurkError {
  if (error instanceof MTurkError) return error;
  const code = error instanceof Error ? error.name : 'Error';
  if (code === 'AbortError') return cancelled(operation, error);
  return new MTurkError({ kind: 'notTheService', operation, words: 'its answer can’t be read', code }, error);
}
