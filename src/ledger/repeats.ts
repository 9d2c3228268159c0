/** What other plans have done since: sending it for this plan too would do it twice. */
import type { Operation } from './ledgerOperations.ts';
import { isDone } from './outcome.ts';
import { type Item, isFinal, type Plan } from './planState.ts';
import { definitionOf } from './verbs/list.ts';

export interface Repeats {
  /** Another plan has done as much since this one was confirmed. */
  readonly done: ReadonlySet<Item>;
  /** Another plan may have, and only resuming or discarding it shows. */
  readonly pending: ReadonlySet<Item>;
}

export const noRepeats: Repeats = { done: new Set(), pending: new Set() };

/**
 * Which of some items of a plan, none of which has happened, are repeats. An equal operation of before was known when the plan was
 * confirmed, so it was wanted twice; but a HIT of a batch is created once, whenever that was. Each operation of another plan stands
 * for one item, and a message to some of the workers of an item for none.
 */
export function repeatsAmong(plans: Iterable<Plan>, plan: Plan, items: readonly Item[]): Repeats {
  const keys = new Map(
    items
      .filter(({ sentSince }) => sentSince === undefined)
      .map(item => [item, keysOf(item, plan)] as const)
      .filter(([, all]) => all.length > 0),
  );
  if (keys.size === 0) return noRepeats;
  const found = count(plans, plan, new Set([...keys.values()].flat()));
  const done = new Set<Item>();
  const pending = new Set<Item>();
  for (const [item, all] of keys)
    if (all.every(key => (found.done.get(key) ?? 0) > 0)) {
      for (const key of all) add(found.done, key, -1);
      done.add(item);
    } else if (all.some(key => found.pending.has(key))) pending.add(item);
  return { done, pending };
}

interface Counts {
  readonly done: Map<string, number>;
  readonly pending: Map<string, number>;
}

/** How often other plans did what the keys stand for, or may have. */
function count(plans: Iterable<Plan>, plan: Plan, wanted: ReadonlySet<string>): Counts {
  const counts: Counts = { done: new Map(), pending: new Map() };
  const verbs = new Set(plan.items.map(({ operation }) => operation.verb));
  let isLater = false;
  for (const other of plans) {
    if (other === plan) {
      isLater = true;
      continue;
    }
    for (const item of other.items) {
      if (!verbs.has(item.operation.verb)) continue;
      const place = placeOf(item, other);
      if (!isLater && !place && timeOf(item) <= plan.header.at) continue;
      const of = standing(item, other, place !== undefined);
      if (of) for (const key of keysOf(item, other)) if (wanted.has(key)) add(counts[of], key, 1);
    }
  }
  return counts;
}

/** One that was done already is counted where it was done; what a discarded plan left open doesn't count. */
function standing(item: Item, { dropped }: Plan, hasPlace: boolean): keyof Counts | undefined {
  const { outcome, sentSince } = item;
  if (outcome && isDone(outcome)) return outcome.result === 'done' || hasPlace ? 'done' : undefined;
  const isOpen = outcome?.result === 'unknown' || (sentSince !== undefined && !isFinal(item));
  return isOpen && dropped === undefined ? 'pending' : undefined;
}

function add(counts: Map<string, number>, key: string, by: number): void {
  counts.set(key, (counts.get(key) ?? 0) + by);
}

/** The last time at which the journal says something of it. */
function timeOf({ sentSince = 0, outcome }: Item): number {
  return Math.max(sentSince, outcome?.at ?? 0);
}

/** A HIT of a batch is known by its place there, whatever else was changed. */
function placeOf({ operation }: Item, { header }: Plan): readonly unknown[] | undefined {
  const of = header.batch && operation.verb === 'createHIT' ? operation.of : undefined;
  return of && [header.batch?.id, of.row, of.replica];
}

function keysOf(item: Item, plan: Plan): string[] {
  const { operation, outcome } = item;
  const place = placeOf(item, plan);
  const keys = place ? [place] : repeatKeysOf(operation, new Set(outcome?.missed?.map(({ workerId }) => workerId)));
  return keys.map(key => JSON.stringify([operation.verb, ...key]));
}

function repeatKeysOf(operation: Operation, missed: ReadonlySet<string>): readonly (readonly unknown[])[] {
  return definitionOf(operation).repeatKeys?.(operation, missed) ?? [];
}
