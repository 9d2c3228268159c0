/** Assignments with their answers, for as many HITs as one likes: they are handed over page by page, and none is kept here. */
import type { MTurkError } from '../mturk/errors.ts';
import { type AnsweredAssignment, type Assignment, type HIT, readAssignment } from '../mturk/model.ts';
import { pages } from '../mturk/paging.ts';
import { inOrder } from '../mturk/scheduler/inOrder.ts';
import type { ReadingOptions } from './accountReader.ts';
import { countersOf } from './accountTables.ts';
import { asError, updatedOf } from './freshness.ts';

interface AnsweredOptions {
  readonly signal: AbortSignal;
  /** Takes a page of assignments of one HIT, and what the service said of each; a HIT's pages come in their order. */
  readonly onPage: (hitId: string, assignments: readonly AnsweredAssignment[], wire: readonly object[]) => void;
  /** A HIT's last page was handed over. What is known of its assignments is as fresh as that. What it gives is awaited. */
  readonly onRead: (hitId: string, signal: AbortSignal) => unknown;
  /** Those alone that wait for review. */
  readonly unreviewed?: boolean;
}

export class AnsweredWork {
  readonly #options: Omit<ReadingOptions, 'held' | 'names' | 'observedChanges'>;

  constructor(options: Omit<ReadingOptions, 'held' | 'names' | 'observedChanges'>) {
    this.#options = options;
  }

  /**
   * Reads the assignments of HITs (ListAssignmentsForHIT, reference.md §4.2), in their order. Never rejects: gives the first
   * thing that went wrong, with what was read before that; ends early, without an error, when it is cancelled.
   */
  async read(hitIds: Iterable<string>, options: AnsweredOptions): Promise<MTurkError | undefined> {
    const signal = AbortSignal.any([options.signal, this.#options.signal]);
    let failure: MTurkError | undefined;
    const one = async (hitId: string): Promise<void> => {
      if (failure || signal.aborted) return;
      try {
        await this.#readOne(hitId, signal, options);
      } catch (error) {
        if (!signal.aborted) failure ??= asError(error, 'ListAssignmentsForHIT');
      }
    };
    await inOrder(hitIds, one);
    return failure;
  }

  async #readOne(hitId: string, signal: AbortSignal, { onPage, onRead, unreviewed }: AnsweredOptions): Promise<void> {
    const { client, known, now } = this.#options;
    const hit = known.hit(hitId);
    const most = hit && !unreviewed ? hit.maxAssignments - hit.available - hit.pending : Number.POSITIVE_INFINITY;
    const input = { HITId: hitId, ...(unreviewed ? { AssignmentStatuses: ['Submitted' as const] } : {}) };
    const items: Assignment[] = [];
    for await (const page of pages(client, 'ListAssignmentsForHIT', input, { signal, priority: 'visible' })) {
      const assignments = (page.Assignments ?? []).map(readAssignment);
      onPage(hitId, assignments, page.Assignments ?? []);
      items.push(...assignments.map(({ answer: _, ...assignment }) => assignment));
      if (items.length >= most) break;
    }
    if (!unreviewed) this.#put(hitId, hit, items, now());
    await onRead(hitId, signal);
  }

  #put(hitId: string, hit: HIT | undefined, items: readonly Assignment[], updated: number): void {
    const { known, emit } = this.#options;
    const before = known.work(hitId);
    const changed = known.putWork(hitId, {
      items,
      whole: true,
      counters: hit && countersOf(hit),
      freshness:
        before.freshness.state === 'loading'
          ? { state: 'loading', ...updatedOf(before.freshness) }
          : { state: 'fresh', updated },
    });
    if (changed || !before.whole) emit({ assignments: new Set([hitId]), hits: new Set(hit ? [hitId] : []) });
  }
}
