/** What other plans have done since: sending it for this plan too would do it twice. */
import type { Operation } from './ledgerOperations.ts';
import { isDone } from './outcome.ts';
import { type Item, isFinal, type Plan } from './planState.ts';
import { definitionOf } from './verbs/list.ts';

export interface Repeats {
  /** Another plan has done as much since this one was confirmed. */
  readonly done: ReadonlySet<Item>;
  /** Another plan may have: only resuming or discarding that one shows. */
  readonly pending: ReadonlySet<Item>;
  /** Messages that were never sent, with the workers to whom no other plan has written. */
  readonly narrowed: ReadonlyMap<Item, readonly string[]>;
}

export const noRepeats: Repeats = { done: new Set(), pending: new Set(), narrowed: new Map() };

/**
 * Which of some items of a plan, none of which is known to have happened, are repeats. An equal operation of before was known when the
 * plan was confirmed, so it was wanted twice; but a HIT of a batch is created once, whenever that was. Each operation of another plan
 * stands for one item.
 */
export function repeatsAmong(plans: Iterable<Plan>, plan: Plan, items: readonly Item[]): Repeats {
  const keys = new Map(
    items.map(item => [item, keysOf(item, plan, nobody)] as const).filter(([, all]) => all.length > 0),
  );
  if (keys.size === 0) return noRepeats;
  const found = count(plans, plan, new Set([...keys.values()].flat()));
  const done = new Set<Item>();
  const pending = new Set<Item>();
  const narrowed = new Map<Item, string[]>();
  for (const [item, all] of keys) {
    const { operation, sentSince } = item;
    const parts = all.map(key => take(found.done, key));
    if (!parts.includes(false)) done.add(item);
    else if (all.some((key, index) => !parts[index] && found.pending.has(key))) pending.add(item);
    else if (parts.includes(true) && operation.verb === 'message') {
      // Whom one that may have been sent has reached, nobody knows.
      if (sentSince !== undefined) pending.add(item);
      else
        narrowed.set(
          item,
          operation.workerIds.filter((_, index) => !parts[index]),
        );
    }
  }
  return { done, pending, narrowed };
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
      const of = standing(item, other);
      if (!of) continue;
      const missed = new Set(item.outcome?.missed?.map(({ workerId }) => workerId));
      for (const key of keysOf(item, other, missed)) if (wanted.has(key)) add(counts[of], key);
    }
  }
  return counts;
}

/** What was done by an item of yet another plan is counted there; what a discarded plan left open doesn't count. */
function standing({ outcome, sentSince, ...item }: Item, { dropped }: Plan): keyof Counts | undefined {
  if (outcome && isDone(outcome)) return outcome.elsewhere ? undefined : 'done';
  const isOpen =
    outcome?.result === 'unknown' || (sentSince !== undefined && !isFinal({ outcome, sentSince, ...item }));
  return isOpen && dropped === undefined ? 'pending' : undefined;
}

function add(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

/** Whether one was left, which is now taken. */
function take(counts: Map<string, number>, key: string): boolean {
  const left = counts.get(key) ?? 0;
  if (left > 0) counts.set(key, left - 1);
  return left > 0;
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

const nobody: ReadonlySet<string> = new Set();

/** One key for each worker of a message who was not missed, and one for anything else. */
function keysOf(item: Item, plan: Plan, missed: ReadonlySet<string>): string[] {
  const { operation } = item;
  const place = placeOf(item, plan);
  const keys = place ? [place] : repeatKeysOf(operation, missed);
  return keys.map(key => JSON.stringify([operation.verb, ...key]));
}

function repeatKeysOf(operation: Operation, missed: ReadonlySet<string>): readonly (readonly unknown[])[] {
  return definitionOf(operation).repeatKeys?.(operation, missed) ?? [];
}
