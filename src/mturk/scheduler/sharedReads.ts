/** Equal reads under way at the same time are one request, which is cancelled only when all of its callers cancelled. */
import { isMoreUrgent, type Priority } from './lanes.ts';
import type { Ticket } from './scheduler.ts';

interface Shared {
  readonly ticket: Ticket<unknown>;
  /** Ends the request while it runs. */
  readonly controller: AbortController;
  waiters: number;
  priority: Priority;
}

export interface ReadRequest<T> {
  /** Equal for equal requests. */
  readonly key: string;
  readonly priority: Priority;
  /** Whether it needs a request that begins from here on. */
  readonly afresh: boolean;
  readonly signal: AbortSignal | undefined;
  /** Queues the request; the signal ends it. */
  readonly submit: (signal: AbortSignal) => Ticket<T>;
  /** What a waiter that leaves gets. */
  readonly cancelled: () => unknown;
}

export class SharedReads {
  readonly #running = new Map<string, Shared>();

  /** A change at the service ended: what is under way may have been answered before it, and is no answer to who asks now. */
  outdate(): void {
    this.#running.clear();
  }

  async read<T>({ key, priority, afresh, signal, submit, cancelled }: ReadRequest<T>): Promise<T> {
    if (signal?.aborted) throw cancelled();
    const shared = (afresh ? undefined : this.#join(key, priority)) ?? this.#start(key, priority, submit);
    const left = Promise.withResolvers<never>();
    const leave = () => {
      left.reject(cancelled());
      shared.waiters -= 1;
      if (shared.waiters > 0) return;
      this.#drop(key, shared);
      if (!shared.ticket.withdraw(cancelled())) shared.controller.abort();
    };
    signal?.addEventListener('abort', leave, { once: true });
    try {
      return (await Promise.race([shared.ticket.result, left.promise])) as T;
    } finally {
      signal?.removeEventListener('abort', leave);
    }
  }

  #join(key: string, priority: Priority): Shared | undefined {
    const shared = this.#running.get(key);
    if (!shared) return undefined;
    shared.waiters += 1;
    if (isMoreUrgent(priority, shared.priority)) {
      shared.priority = priority;
      shared.ticket.raise(priority);
    }
    return shared;
  }

  #start<T>(key: string, priority: Priority, submit: ReadRequest<T>['submit']): Shared {
    const controller = new AbortController();
    const shared: Shared = { ticket: submit(controller.signal), controller, waiters: 1, priority };
    this.#running.set(key, shared);
    const over = () => this.#drop(key, shared);
    shared.ticket.result.then(over, over);
    return shared;
  }

  #drop(key: string, shared: Shared): void {
    if (this.#running.get(key) === shared) this.#running.delete(key);
  }
}
