/** How the reading of a dashboard ended, in words. */
import type { ReadProgress } from '../../panels/review/contract.ts';

export function readingResult({ failure, stopped }: ReadProgress): string {
  if (failure) return failureLine(failure);
  return stopped ? 'Reading stopped.' : 'Dashboard loaded.';
}

export function failureLine({ reason, advice }: NonNullable<ReadProgress['failure']>): string {
  return `${reason}. ${advice}`;
}
