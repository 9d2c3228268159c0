/**
 * The one gate that all requests of a client pass: a few at a time, the urgent ones first, no faster than the service lets them.
 * Slots and turns are given out by one pump, when both are there; nothing polls, and who leaves the queue has used up nothing.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { Instant } from '../model.ts';
import { isMoreUrgent, Lanes, type Priority } from './lanes.ts';
import { AdaptiveRate } from './rate.ts';

export interface SchedulerOptions {
  /** Milliseconds; only differences count. */
  readonly now: () => Instant;
  /** Calls back once after so many milliseconds. */
  readonly after: (milliseconds: number, callback: () => void) => { dispose(): void };
  /** How many requests are under way at a time. */
  readonly slots?: number;
}

const defaultSlots = 8;
/** Shorter waits than timers can keep are not made; the next turns make up for it. Milliseconds. */
const shortestWait = 4;

/** A job that is queued for a slot, or has one. */
export interface Ticket<T> {
  readonly result: Promise<T>;
  /** Raises its priority while it is queued; never lowers it. */
  raise(priority: Priority): void;
  /** Takes it out of the queue; the result rejects with the reason. False if it runs already or is over. */
  withdraw(reason: unknown): boolean;
}

interface Waiting {
  start(): void;
}

export class Scheduler {
  readonly #options: SchedulerOptions;
  readonly #lanes = new Lanes<Waiting>();
  readonly #rate: AdaptiveRate;
  readonly #inside = new AsyncLocalStorage<true>();
  #active = 0;
  #timer: { dispose(): void } | undefined;

  constructor(options: SchedulerOptions) {
    this.#options = options;
    this.#rate = new AdaptiveRate(options.now());
  }

  /** Requests a second that the service was found to let through; infinite while there is no limit to be seen. */
  get perSecond(): number {
    return this.#rate.perSecond;
  }

  /** Runs a job when its turn comes. A job that is started by one that has a slot shares it, so that neither blocks the other. */
  submit<T>(job: () => Promise<T>, priority: Priority): Ticket<T> {
    if (this.#inside.getStore()) return { result: job(), raise: () => {}, withdraw: () => false };
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    const waiting: Waiting = {
      start: () => {
        this.#active += 1;
        this.#rate.take(this.#options.now());
        this.#inside
          .run(true, async () => job())
          .then(resolve, reject)
          .finally(() => {
            this.#active -= 1;
            this.#pump();
          });
      },
    };
    let lane = priority;
    this.#lanes.add(waiting, lane, this.#options.now());
    this.#pump();
    return {
      result: promise,
      raise: to => {
        if (!isMoreUrgent(to, lane) || !this.#lanes.remove(waiting)) return;
        lane = to;
        this.#lanes.add(waiting, lane, this.#options.now());
      },
      withdraw: reason => {
        const waited = this.#lanes.remove(waiting);
        if (waited) reject(reason);
        return waited;
      },
    };
  }

  /** A request was answered, whatever the answer was. */
  passed(): void {
    this.#rate.passed(this.#options.now());
  }

  /** The service asked for fewer requests. */
  throttled(): void {
    this.#rate.throttled(this.#options.now());
  }

  #pump(): void {
    const { now, after, slots = defaultSlots } = this.#options;
    this.#timer?.dispose();
    this.#timer = undefined;
    while (this.#active < slots && !this.#lanes.isEmpty) {
      const delay = this.#rate.delay(now());
      if (delay >= shortestWait) {
        this.#timer = after(delay, () => this.#pump());
        return;
      }
      this.#lanes.take(now())?.start();
    }
  }
}
