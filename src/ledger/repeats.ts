/** What another plan has done since: sending it for this plan too would do it twice. */
import type { Operation } from './ledgerOperations.ts';
import { isDone } from './outcome.ts';
import type { Item, Plan } from './planState.ts';
import { definitionOf } from './verbs/list.ts';

/**
 * Items of a plan that are not done, and whose operation another plan has sent, or may have, since this one was confirmed. An equal
 * operation of before was known when this one was confirmed; so it was wanted twice.
 */
export function repeatedSince(plans: Iterable<Plan>, plan: Plan): ReadonlySet<Item> {
  const items = new Map<string, Item[]>();
  for (const item of plan.items)
    if (!item.outcome || !isDone(item.outcome))
      for (const key of keysOf(item, plan)) {
        const same = items.get(key);
        if (same) same.push(item);
        else items.set(key, [item]);
      }
  const repeated = new Set<Item>();
  if (items.size === 0) return repeated;
  let isLater = false;
  for (const other of plans) {
    if (other === plan) {
      isLater = true;
      continue;
    }
    for (const item of other.items) {
      // A HIT of a batch is created once, whenever that was.
      const counts = isLater || timeOf(item) > plan.header.at || placeOf(item, other) !== undefined;
      if (item.sentSince !== undefined && counts)
        for (const key of keysOf(item, other)) for (const same of items.get(key) ?? []) repeated.add(same);
    }
  }
  return repeated;
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
  const { operation } = item;
  const place = placeOf(item, plan);
  const keys = place ? [place] : repeatKeysOf(operation);
  return keys.map(key => JSON.stringify([operation.verb, ...key]));
}

function repeatKeysOf(operation: Operation): readonly (readonly unknown[])[] {
  return definitionOf(operation).repeatKeys?.(operation) ?? [];
}
