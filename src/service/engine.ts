/**
 * Runs every job, one after the other, on the store. Jobs that wait together share one transaction, so that one write to disk
 * serves many callers; each has a savepoint, so that one refused job undoes only itself. A job's promise settles after the commit.
 */
import type { Clock } from './clock.ts';
import type { ServiceEvent } from './events.ts';
import { drawEntityId, type RandomBytes } from './ids.ts';
import type { Store } from './storage/store.ts';
import { applyDue } from './timers.ts';

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
}

export interface Changes {
  readonly hitIds: ReadonlySet<string>;
  /** Nothing known before holds any more. */
  readonly everything: boolean;
}

export interface Engine {
  /** Runs a job after everything due has happened. Rejects with what the job threw. */
  run<T>(job: (tx: Tx) => T): Promise<T>;
  /** Moves the clock forward, through everything that falls due on the way; gives the new time in ms. */
  advance(milliseconds: number): Promise<number>;
  /** Empties the store but for its requesters, sets the clock back and fills the store anew. */
  reset(fill: (tx: Tx) => void): Promise<void>;
  now(): number;
  /** Calls the listener after each commit that changed HITs. Gives a function that ends it. */
  onChange(listener: (changes: Changes) => void): () => void;
  /** Finishes what waits, then closes the store. */
  close(): Promise<void>;
}

export interface EngineOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly random: RandomBytes;
  /** Told of failures that no caller sees. */
  readonly report: (error: unknown) => void;
}

interface Job {
  /** Runs in the transaction; gives what to do once it is on disk. */
  run(changed: Set<string>): () => void;
  fail(error: unknown): void;
}

/** So that one batch never keeps the event loop for long. */
const maxBatch = 64;
/** A timer is looked at anew at least this often: wall clocks jump, machines sleep. */
const longestSleep = 60_000;

export function createEngine({ store, clock, random, report }: EngineOptions): Engine {
  const queue: Job[] = [];
  const listeners = new Set<(changes: Changes) => void>();
  let flushing: NodeJS.Immediate | undefined;
  let waking: NodeJS.Timeout | undefined;
  let closed = false;
  let everything = false;

  const txAt = (now: number, changed: Set<string>): Tx => ({
    store,
    now,
    newId: () => drawEntityId(random),
    emit: event => changed.add(event.hitId),
    touch: hitId => changed.add(hitId),
  });

  const catchUp = (changed: Set<string>): void => applyDue(store, clock.now(), at => txAt(at, changed));

  const flush = (): void => {
    flushing = undefined;
    const jobs = queue.splice(0, maxBatch);
    const changed = new Set<string>();
    const answers: (() => void)[] = [];
    try {
      store.transaction(() => {
        for (const job of jobs) {
          catchUp(changed);
          answers.push(job.run(changed));
        }
      });
    } catch (error) {
      for (const job of jobs) job.fail(error);
      return;
    } finally {
      plan();
    }
    for (const answer of answers) answer();
    if (changed.size === 0 && !everything) return;
    const changes = { hitIds: changed, everything };
    everything = false;
    for (const listener of [...listeners]) listener(changes);
  };

  const plan = (): void => {
    if (queue.length > 0) flushing ??= setImmediate(flush);
    clearTimeout(waking);
    waking = undefined;
    if (closed || clock.mode === 'manual') return;
    const due = store.nextDue();
    if (!due) return;
    const delay = Math.min(Math.max(due.at - clock.now(), 0), longestSleep);
    waking = setTimeout(() => {
      engine.run(() => undefined).catch(report);
    }, delay);
    waking.unref();
  };

  const enqueue = <T>(run: (tx: Tx) => T): Promise<T> =>
    new Promise((resolve, reject) => {
      if (closed) {
        reject(new Error('the service is closing'));
        return;
      }
      queue.push({
        run: changed => {
          const own = new Set<string>();
          try {
            const result = store.savepoint(() => run(txAt(clock.now(), own)));
            for (const id of own) changed.add(id);
            return () => resolve(result);
          } catch (error) {
            return () => reject(error);
          }
        },
        fail: reject,
      });
      flushing ??= setImmediate(flush);
    });

  const engine: Engine = {
    run: enqueue,
    advance: milliseconds =>
      enqueue(tx => {
        clock.advanceTo(clock.now() + milliseconds);
        store.saveClock(clock.state());
        // The next job would do it too; the caller expects it done.
        applyDue(store, clock.now(), at => ({ ...tx, now: at }));
        return clock.now();
      }),
    reset: fill =>
      enqueue(tx => {
        store.clear();
        clock.reset();
        store.saveClock(clock.state());
        fill({ ...tx, now: clock.now() });
        everything = true;
      }),
    now: () => clock.now(),
    onChange: listener => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: async () => {
      if (closed) return;
      const last = enqueue(() => undefined);
      closed = true;
      await last.catch(report);
      clearTimeout(waking);
      clearImmediate(flushing);
      listeners.clear();
      store.close();
    },
  };
  return engine;
}
