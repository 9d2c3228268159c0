/** An account's HITs and assignments as they were last read: tables without logic. */
import { type Counts, countsOf } from '../mturk/counts.ts';
import type { Assignment, HIT, Instant } from '../mturk/model.ts';
import type { Freshness } from './freshness.ts';
import { Interner, sameAssignment, sameHIT } from './intern.ts';

/** What is known of the assignments of one HIT. */
interface Work {
  /** Of the listing of all of them. */
  readonly freshness: Freshness;
  /** All of them, or the submitted ones alone where nobody asked for the others. */
  readonly items: readonly Assignment[];
  /** Whether `items` are all, as of the last reading. */
  readonly whole: boolean;
  /** The HIT's counters when its submitted assignments were last listed: while they stay, nothing was handed in or reviewed. */
  readonly counters: string | undefined;
}

const noWork: Work = { freshness: { state: 'never' }, items: [], whole: false, counters: undefined };

export class Known {
  #intern = new Interner();
  #hits = new Map<string, HIT>();
  #works = new Map<string, Work>();

  get size(): number {
    return this.#hits.size;
  }

  /** Takes over all of another's tables. */
  adopt(other: Known): void {
    this.#intern = other.#intern;
    this.#hits = other.#hits;
    this.#works = other.#works;
  }

  ids(): IterableIterator<string> {
    return this.#hits.keys();
  }

  hits(): IterableIterator<HIT> {
    return this.#hits.values();
  }

  hit(id: string): HIT | undefined {
    return this.#hits.get(id);
  }

  work(hitId: string): Work {
    return this.#works.get(hitId) ?? noWork;
  }

  works(): IterableIterator<[string, Work]> {
    return this.#works.entries();
  }

  /** Takes HITs as read. Gives those that are new or say something else than before. */
  putHITs(read: readonly HIT[]): { readonly changed: HIT[]; readonly added: boolean } {
    let added = false;
    const changed: HIT[] = [];
    for (const each of read) {
      const hit = this.#intern.hit(each);
      const before = this.#hits.get(hit.id);
      if (before && sameHIT(before, hit)) continue;
      added ||= before === undefined;
      this.#hits.set(hit.id, hit);
      changed.push(hit);
    }
    return { changed, added };
  }

  /** Gives whether it was there. */
  forget(id: string): boolean {
    this.#works.delete(id);
    return this.#hits.delete(id);
  }

  /** Updates a part of a HIT's assignments. Returns whether the assignments themselves changed. */
  putWork(hitId: string, part: Partial<Work>): boolean {
    const before = this.work(hitId);
    if (!part.items) {
      this.#works.set(hitId, { ...before, ...part });
      return false;
    }
    const id = this.#hits.get(hitId)?.id ?? hitId;
    const old = new Map(before.items.map(each => [`${each.id} ${each.workerId}`, each]));
    let changed = part.items.length !== before.items.length;
    const items = part.items.map(read => {
      const known = old.get(`${read.id} ${read.workerId}`);
      if (known && sameAssignment(known, read)) return known;
      changed = true;
      return this.#intern.assignment(read, id);
    });
    this.#works.set(hitId, { ...before, ...part, items: changed ? items : before.items });
    return changed;
  }

  counts(hit: HIT, now: Instant): Counts {
    const { counters, items } = this.work(hit.id);
    return countsOf(hit, now, counters === countersOf(hit) ? unreviewed(items) : undefined);
  }

  /** Whether the HIT may have submitted assignments that are not listed yet. */
  hasUnlisted(hit: HIT, now: Instant): boolean {
    if (this.work(hit.id).counters === countersOf(hit)) return false;
    const { submitted, unclear } = this.counts(hit, now);
    return submitted + unclear > 0 || this.work(hit.id).items.some(({ status }) => status === 'Submitted');
  }
}

/** These change with every submission and every review, because what is completed never becomes less (reference.md §4.1). */
export function countersOf({ available, pending, completed, maxAssignments }: HIT): string {
  return `${available}/${pending}/${completed}/${maxAssignments}`;
}

function unreviewed(items: readonly Assignment[]): number {
  let count = 0;
  for (const { status } of items) if (status === 'Submitted') count += 1;
  return count;
}
