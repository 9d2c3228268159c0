/** Says in the journal which items may be sent next, before they are: a few at a time, so that they share a write. */
import type { Instant } from '../mturk/model.ts';
import type { JournalWriter } from './journal.ts';
import type { Item, Plan } from './planState.ts';
import { isUnrepeatable, takesToken } from './requests.ts';

/** So many items are said to be under way ahead of time; after a crash the service is asked about those. */
const ahead = 32;

export class Marks {
  readonly #plan: Plan;
  readonly #queue: readonly Item[];
  readonly #writer: JournalWriter;
  readonly #now: () => Instant;
  readonly #written: Promise<void>[] = [];

  constructor(plan: Plan, queue: readonly Item[], writer: JournalWriter, now: () => Instant) {
    this.#plan = plan;
    this.#queue = queue;
    this.#writer = writer;
    this.#now = now;
  }

  /** Resolves when the item at a place in the queue may leave. Rejects when the journal can't be written. */
  async before(place: number): Promise<void> {
    const written = this.#written[place] ?? this.#mark(place);
    const next = place + ahead / 2;
    const waits = next < this.#queue.length && !this.#written[next] && !isUnrepeatableItem(this.#queue[next]);
    if (waits) this.#mark(next);
    await written;
  }

  #mark(from: number): Promise<void> {
    const places: number[] = [];
    for (let place = from; place < Math.min(from + ahead, this.#queue.length); place += 1) {
      if (this.#written[place]) continue;
      // Nobody can look up a message afterwards, so it is not said to be sent before its turn.
      if (place === from || !isUnrepeatableItem(this.#queue[place])) places.push(place);
    }
    const items = places.flatMap(place => this.#queue[place] ?? []);
    const line = {
      record: 'sending',
      plan: this.#plan.header.plan,
      items: items.map(({ index }) => index),
      at: this.#now(),
    } as const;
    const durably = items.some(({ operation }) => takesToken(operation.verb) || isUnrepeatable(operation.verb));
    const written = durably ? this.#writer.writeDurably([line]) : this.#writer.write([line]);
    // Whoever awaits it gets the failure.
    written.catch(() => {});
    for (const place of places) this.#written[place] = written;
    return written;
  }
}

function isUnrepeatableItem(item: Item | undefined): boolean {
  return item !== undefined && isUnrepeatable(item.operation.verb);
}
