/** A transaction as the rules see it: rows, the present, and a way to say what happened. */
import type { ServiceEvent } from '../events.ts';
import type { Transport } from '../storage/notifications.ts';
import type { Store } from '../storage/store.ts';

/** What a job works with: the store, the present, fresh ids and a way to say what happened. */
export interface Tx {
  readonly store: Store;
  /** ms */
  readonly now: number;
  newId(): string;
  /** Emits an event; listeners get it only when the job's work is on disk. */
  emit(event: Omit<ServiceEvent, 'at'>): void;
  /** Marks a HIT as changed where no event of the service's exists. */
  touch(hitId: string): void;
  /** Says that blocks, qualifications, requests for them or their types changed. */
  touchPeople(): void;
  /** The transports whose messages leave the service; others' messages are kept. */
  readonly outgoing: ReadonlySet<Transport>;
  /** Queues a message; the sender is notified after the commit. */
  post(): void;
}
