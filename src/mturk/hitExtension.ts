/** How a HIT gets more assignments: its own, and where ten can't be reached, further HITs (reference.md §3.1, §7). */
import { type Cost, rewardCost, termsOf } from './fees.ts';
import type { HIT, Instant } from './model.ts';
import { assignmentsBarrier } from './rules.ts';

/** By how much an expiration may be moved, in milliseconds (reference.md §3.1). */
export const shortestExtension = 60_000;
export const longestExtension = 365 * 24 * 3600 * 1000;

/** The most assignments that HITs below the barrier have. */
const smallHIT = assignmentsBarrier - 1;

/** Assignments that the HIT itself can still get, of so many. */
export function roomFor(hit: Pick<HIT, 'maxAssignments'>, count: number): number {
  if (hit.maxAssignments >= assignmentsBarrier) return count;
  return Math.min(count, smallHIT - hit.maxAssignments);
}

/** Further HITs of one extension. */
export const mostFurther = 1000;

/** Sizes of further HITs of at most nine assignments, as even as can be. */
export function smallSizes(count: number): number[] {
  const hits = Math.ceil(count / smallHIT);
  return Array.from({ length: hits }, (_, index) => Math.floor((count + index) / hits)).sort((a, b) => b - a);
}

/** The same for several HITs; nothing where that would be more than {@link mostFurther} HITs. */
export function allSmallSizes(counts: readonly number[]): number[][] | undefined {
  const hits = counts.reduce((sum, count) => sum + Math.ceil(count / smallHIT), 0);
  return hits > mostFurther ? undefined : counts.map(smallSizes);
}

/** What so many assignments cost in further HITs of these sizes, each with the fee that its size has. */
export function furtherCost(hit: HIT, sizes: readonly number[]): Cost[] {
  return sizes.map(size => rewardCost({ ...termsOf(hit), maxAssignments: size }, size));
}

/** When a HIT expires after it got so much more time: from its expiration, or from now once that has passed. */
export function extendedExpiration(hit: Pick<HIT, 'expires'>, span: number, now: Instant): Instant {
  return Math.max(hit.expires, now) + span;
}
