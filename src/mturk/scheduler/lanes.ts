/** The queue for slots, by priority: who comes next, and that nobody starves. */
import type { Instant } from '../model.ts';

/** The most urgent first. */
export const priorities = ['userWrite', 'userRead', 'visible', 'background'] as const;
export type Priority = (typeof priorities)[number];

export function isMoreUrgent(one: Priority, other: Priority): boolean {
  return priorities.indexOf(one) < priorities.indexOf(other);
}

/** A lane that got nothing for so long gets the next slot. Milliseconds. */
const patience = 2_000;

interface Lane<T> {
  readonly waiting: Set<T>;
  /** When it last got a slot, or when the first of those that wait came. */
  since: Instant;
}

export class Lanes<T> {
  readonly #lanes = new Map<Priority, Lane<T>>(priorities.map(each => [each, { waiting: new Set(), since: 0 }]));

  add(item: T, priority: Priority, now: Instant): void {
    const lane = this.#lane(priority);
    if (lane.waiting.size === 0) lane.since = now;
    lane.waiting.add(item);
  }

  /** Whether it waited. */
  remove(item: T): boolean {
    return [...this.#lanes.values()].some(({ waiting }) => waiting.delete(item));
  }

  get isEmpty(): boolean {
    return [...this.#lanes.values()].every(({ waiting }) => waiting.size === 0);
  }

  /** Takes the next one: of the lane that ran out of patience first, else of the most urgent; the first that came. */
  take(now: Instant): T | undefined {
    const filled = [...this.#lanes.values()].filter(({ waiting }) => waiting.size > 0);
    const [impatient] = filled
      .filter(({ since }) => now - since > patience)
      .sort((one, other) => one.since - other.since);
    const lane = impatient ?? filled[0];
    if (!lane) return undefined;
    const [item] = lane.waiting;
    if (item === undefined) return undefined;
    lane.waiting.delete(item);
    lane.since = now;
    return item;
  }

  #lane(priority: Priority): Lane<T> {
    const lane = this.#lanes.get(priority);
    if (!lane) throw new Error(`there is no lane ${priority}`);
    return lane;
  }
}
