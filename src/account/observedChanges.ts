/** What this account saw change on HITs while it looked: more places and other ends, whoever gave them. */
import type { HIT, Instant } from '../mturk/model.ts';

export interface ObservedChange {
  /** When it was seen, which may be long after it happened. */
  readonly at: Instant;
  /** The new maximum, where that changed. */
  readonly max?: { readonly before: number; readonly after: number };
  /** The new end, where that changed. */
  readonly expires?: { readonly before: Instant; readonly after: Instant };
}

/** Of each HIT; the oldest go first. */
const most = 50;

export class ObservedChanges {
  readonly #seen = new Map<string, readonly ObservedChange[]>();

  of(hitId: string): readonly ObservedChange[] {
    return this.#seen.get(hitId) ?? [];
  }

  /** Takes note of a HIT that was read again. */
  note(before: HIT | undefined, after: HIT, at: Instant): void {
    if (!before) return;
    const max = before.maxAssignments !== after.maxAssignments;
    const expires = before.expires !== after.expires;
    if (!max && !expires) return;
    const change: ObservedChange = {
      at,
      ...(max ? { max: { before: before.maxAssignments, after: after.maxAssignments } } : {}),
      ...(expires ? { expires: { before: before.expires, after: after.expires } } : {}),
    };
    this.#seen.set(after.id, [...this.of(after.id), change].slice(-most));
  }
}
