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
  /** Tells an event; it is told to others only when the job's work is on disk. */
  emit(event: Omit<ServiceEvent, 'at'>): void;
  /** Marks a HIT as changed where no event of the service's exists. */
  touch(hitId: string): void;
  /** Says that blocks, qualifications, requests for them or their types changed. */
  touchPeople(): void;
  /** The transports whose messages leave the service; others' messages are kept. */
  readonly outgoing: ReadonlySet<Transport>;
  /** Says that a message waits to be sent; whoever sends it is told after the commit. */
  post(): void;
}
