/**
 * The calls of one client through its scheduler: reads are shared, and repeated while nothing came of them; a write is sent once,
 * because only its caller knows whether it may be repeated.
 */
import { cancelled, exchangeLimitCode, MTurkError } from '../errors.ts';
import { type ApiOperation, type Input, isWrite, type Output } from '../operations.ts';
import type { Priority } from './lanes.ts';
import { Scheduler, type SchedulerOptions } from './scheduler.ts';
import { SharedReads } from './sharedReads.ts';

export interface CallOptions {
  /** Aborted, it ends the call at once, waiting or under way. For reads: of a write nobody would know whether it was done. */
  readonly signal?: AbortSignal | undefined;
  /**
   * Aborted, it takes a write out of the queue, and leaves a call that is under way a few seconds. For writes, and for finding
   * out what became of them.
   */
  readonly hurry?: AbortSignal | undefined;
  /** Whether an answer to an equal read that is under way already doesn't count, because something changed since it began. */
  readonly afresh?: boolean | undefined;
  /** `userWrite` for writes and `background` for reads by default. */
  readonly priority?: Priority | undefined;
}

export type ExchangeOptions = Pick<CallOptions, 'signal' | 'hurry'>;

/** Sends one request, once. Throws {@link MTurkError}. */
export interface Exchange {
  send<O extends ApiOperation>(operation: O, input: Input<O>, options: ExchangeOptions): Promise<Output<O>>;
}

export interface ScheduledOptions extends SchedulerOptions {
  /** From 0 to 1. */
  readonly random: () => number;
}

/** Tries of a read whose answer was lost, or that the service failed at. */
const mostTries = 3;
/** Throttlings of one read. */
const mostThrottled = 60;
/** Milliseconds. */
const firstWait = 100;
const firstThrottledWait = 50;
const longestWait = 2_000;

/** What a try of a read came to, where that isn't its answer. */
interface Again {
  readonly error: MTurkError;
}

export class ScheduledCaller {
  readonly #exchange: Exchange;
  readonly #options: ScheduledOptions;
  readonly #scheduler: Scheduler;
  readonly #reads = new SharedReads();
  /** What reads that were submitted before fail with, instead of being sent. */
  #failing: { readonly error: (operation: ApiOperation) => MTurkError } | undefined;

  constructor(exchange: Exchange, options: ScheduledOptions) {
    this.#exchange = exchange;
    this.#options = options;
    this.#scheduler = new Scheduler(options);
  }

  /** Requests a second that the service was found to let through; infinite while there is no limit to be seen. */
  get perSecond(): number {
    return this.#scheduler.perSecond;
  }

  /** Sends one operation when its turn comes. Throws {@link MTurkError}; of the kind `cancelled` if nothing was sent. */
  call<O extends ApiOperation>(operation: O, input: Input<O>, options: CallOptions = {}): Promise<Output<O>> {
    return isWrite(operation) ? this.#write(operation, input, options) : this.#read(operation, input, options);
  }

  /** Lets all reads fail that were called until now and are not under way, but for those that find out what became of a write. */
  failReads(error: (operation: ApiOperation) => MTurkError): void {
    this.#failing = { error };
    this.#reads.outdate();
  }

  async #write<O extends ApiOperation>(operation: O, input: Input<O>, options: CallOptions): Promise<Output<O>> {
    const { signal, hurry, priority = 'userWrite' } = options;
    const ends = [signal, hurry].filter(each => each !== undefined);
    // Who hurries from the start wants it sent all the same.
    if (signal?.aborted) throw cancelled(operation);
    const ticket = this.#scheduler.submit(() => this.#sendOnce(operation, input, { signal, hurry }), priority);
    const leave = () => ticket.withdraw(cancelled(operation));
    for (const each of ends) each.addEventListener('abort', leave, { once: true });
    try {
      return await ticket.result;
    } finally {
      for (const each of ends) each.removeEventListener('abort', leave);
      this.#reads.outdate();
    }
  }

  #read<O extends ApiOperation>(operation: O, input: Input<O>, options: CallOptions): Promise<Output<O>> {
    const { signal, hurry, afresh = false, priority = 'background' } = options;
    // What became of a write is asked for once, and by nobody else.
    if (hurry) return this.#submitRead(operation, input, priority, { signal, hurry }).result;
    return this.#reads.read({
      key: `${operation} ${sorted(input)}`,
      priority,
      afresh,
      signal,
      cancelled: () => cancelled(operation),
      submit: ended => this.#submitRead(operation, input, priority, { signal: ended }),
    });
  }

  /** One ticket for all tries of a read: between two of them it is queued like any other. */
  #submitRead<O extends ApiOperation>(operation: O, input: Input<O>, priority: Priority, options: ExchangeOptions) {
    const { signal } = options;
    let lane = priority;
    let tries = 0;
    let throttled = 0;
    const failing = this.#failing;
    const attempt = async (): Promise<Output<O> | Again> => {
      if (!options.hurry && this.#failing && this.#failing !== failing) throw this.#failing.error(operation);
      try {
        return await this.#sendOnce(operation, input, options);
      } catch (error) {
        if (!(error instanceof MTurkError)) throw error;
        if (error.kind === 'throttled') throttled += 1;
        else if (mayPass(error)) tries += 1;
        else throw error;
        if (throttled >= mostThrottled || tries >= mostTries) throw error;
        // Once there is a pace, taking turns is all the waiting that a throttled one needs. Before, it keeps its slot, so that
        // the service gets fewer requests at once.
        if (error.kind !== 'throttled') await this.#backOff(firstWait, tries, signal);
        else if (this.perSecond === Number.POSITIVE_INFINITY)
          await this.#backOff(firstThrottledWait, throttled, signal);
        return { error };
      }
    };
    let ticket = this.#scheduler.submit(attempt, lane);
    const result = (async () => {
      for (;;) {
        const output = await ticket.result;
        if (!isAgain(output)) return output;
        if (signal?.aborted) throw cancelled(operation);
        ticket = this.#scheduler.submit(attempt, lane);
      }
    })();
    return {
      result,
      raise: (to: Priority) => {
        lane = to;
        ticket.raise(to);
      },
      withdraw: (reason: unknown) => ticket.withdraw(reason),
    };
  }

  async #sendOnce<O extends ApiOperation>(operation: O, input: Input<O>, options: ExchangeOptions) {
    try {
      const output = await this.#exchange.send(operation, input, options);
      this.#scheduler.passed();
      return output;
    } catch (error) {
      if (error instanceof MTurkError && error.kind === 'throttled') this.#scheduler.throttled();
      else this.#scheduler.passed();
      throw error;
    }
  }

  /** Up to a span that doubles, at least half of it; cut short by the signal. */
  #backOff(first: number, count: number, signal: AbortSignal | undefined): Promise<void> {
    const { after, random } = this.#options;
    const span = Math.min(longestWait, first * 2 ** (count - 1));
    return new Promise(resolve => {
      if (signal?.aborted) return resolve();
      const done = () => {
        timer.dispose();
        signal?.removeEventListener('abort', done);
        resolve();
      };
      const timer = after(Math.round(span * (0.5 + random() / 2)), done);
      signal?.addEventListener('abort', done, { once: true });
    });
  }
}

/** Whether a read that failed so may go through when it is sent again. */
function mayPass({ kind, code }: MTurkError): boolean {
  // Whose answer did not come in time is slow to try, and seldom comes the next time.
  if (code === exchangeLimitCode || code === 'TimeoutError') return false;
  return kind === 'unreachable' || kind === 'serviceFault';
}

function isAgain(output: object): output is Again {
  return 'error' in output && output.error instanceof MTurkError;
}

/** Equal inputs give equal texts, in whatever order their fields were written. */
function sorted(input: unknown): string {
  return JSON.stringify(input, (_, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date)
      ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
      : value,
  );
}
