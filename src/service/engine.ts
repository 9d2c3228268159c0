/**
 * Runs every job, one after the other, on the store, each after everything that was due before it. Jobs that wait together share
 * one transaction, so that one write to disk serves many callers; each has a savepoint, so that one refused job undoes only
 * itself. A job's promise settles after the commit. A long backlog of what is due is worked off in transactions of bounded size
 * and time, while the jobs wait.
 */
import type { Clock } from './clock.ts';
import { createSetAside } from './deferredEvents.ts';
import type { Tx } from './domain/tx.ts';
import { drawEntityId, type RandomBytes } from './entityIds.ts';
import type { Transport } from './storage/notifications.ts';
import { StorageFailure } from './storage/sqlite.ts';
import type { Store } from './storage/store.ts';
import { applyDue } from './timers.ts';

interface Changes {
  readonly hitIds: ReadonlySet<string>;
  /** Blocks, qualifications, requests for them or their types changed. */
  readonly people: boolean;
  /** Nothing known before holds any more. */
  readonly everything: boolean;
}

export interface Engine {
  /** Runs a job after everything due has happened. Rejects with what the job threw. */
  run<T>(job: (tx: Tx) => T): Promise<T>;
  /** Moves the clock forward, through everything that falls due on the way; gives the new time in ms. */
  advance(milliseconds: number): Promise<number>;
  /** Empties the store but for its requesters, sets the clock back and fills the store anew; gives what `fill` gave. */
  reset<T>(fill: (tx: Tx) => T): Promise<T>;
  /** Fills an empty store with another's state, and takes over the clock that comes with it; gives what `fill` gave. */
  adopt<T>(fill: (tx: Tx) => T): Promise<T>;
  /** Writes a copy of everything committed to a new file. */
  snapshot(file: string): Promise<void>;
  now(): number;
  /** Calls the listener after each commit that changed HITs or people. Gives a function that ends it. */
  onChange(listener: (changes: Changes) => void): () => void;
  /** Calls the listener after each commit with which messages to send came in. */
  onPost(listener: () => void): void;
  /** Finishes queued jobs, then closes the store. */
  close(): Promise<void>;
}

interface EngineOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly outgoing?: ReadonlySet<Transport>;
  /** Told of failures that no caller sees. */
  readonly report: (error: unknown) => void;
}

/** What a transaction has to tell once it is on disk. */
interface News {
  readonly hitIds: Set<string>;
  people: boolean;
  posted: boolean;
}

interface Job {
  /** Needs nothing of what is due: it throws all of that away. */
  readonly replaces: boolean;
  /** Runs in the transaction; gives what to do once it is on disk. */
  run(news: News): () => void;
  fail(error: unknown): void;
}

/** So that one batch never keeps the event loop for long: jobs, and things that fell due. */
const maxBatch = 64;
const maxDue = 256;
/** ms of wall time; the things themselves are bounded where they may take long. */
const longestBatch = 100;
/** A timer is looked at anew at least this often: wall clocks jump, machines sleep. */
const longestSleep = 60_000;

export function createEngine({ store, clock, random, outgoing = new Set(), report }: EngineOptions): Engine {
  const queue: Job[] = [];
  const listeners = new Set<(changes: Changes) => void>();
  let onPost = (): void => undefined;
  let flushing: NodeJS.Immediate | undefined;
  let waking: NodeJS.Timeout | undefined;
  let closed = false;
  let everything = false;
  const setAside = createSetAside();

  const txAt = (now: number, news: News): Tx => ({
    store,
    now,
    newId: () => drawEntityId(random),
    emit: event => news.hitIds.add(event.hitId),
    touch: hitId => news.hitIds.add(hitId),
    touchPeople: () => {
      news.people = true;
    },
    outgoing,
    post: () => {
      news.posted = true;
    },
  });

  /** Runs queued jobs until something falls due; returns what to do once they are on disk. */
  const work = (running: Job[], news: News): (() => void)[] => {
    const answers: (() => void)[] = [];
    const end = performance.now() + longestBatch;
    let left = maxDue;
    const enough = (): boolean => --left <= 0 || performance.now() > end;
    const tx = (at: number): Tx => txAt(at, news);
    while (running.length < maxBatch) {
      if (!queue[0]?.replaces && !applyDue(store, { until: clock.now(), enough, setAside, txAt: tx, report })) break;
      const job = queue.shift();
      if (!job) break;
      running.push(job);
      answers.push(job.run(news));
    }
    return answers;
  };

  const flush = (): void => {
    flushing = undefined;
    const news: News = { hitIds: new Set(), people: false, posted: false };
    const running: Job[] = [];
    let answers: (() => void)[];
    let failed = false;
    try {
      answers = store.transaction(() => work(running, news));
    } catch (error) {
      failed = true;
      // What is due would fail again before every other job: none of them may wait for it in vain.
      for (const job of running.length > 0 ? running : queue.splice(0)) job.fail(error);
      return;
    } finally {
      plan(failed);
    }
    for (const answer of answers) answer();
    if (news.posted) onPost();
    if (news.hitIds.size === 0 && !news.people && !everything) return;
    const changes = { hitIds: news.hitIds, people: news.people, everything };
    everything = false;
    for (const listener of [...listeners]) listener(changes);
  };

  const plan = (failed: boolean): void => {
    if (queue.length > 0) flushing ??= setImmediate(flush);
    clearTimeout(waking);
    waking = undefined;
    if (closed || clock.mode === 'manual') return;
    const delay = failed ? longestSleep : untilDue();
    if (delay === undefined) return;
    waking = setTimeout(() => {
      engine.run(() => undefined).catch(report);
    }, delay);
    waking.unref();
  };

  /** ms; undefined when time brings about nothing more. */
  const untilDue = (): number | undefined => {
    try {
      const now = clock.now();
      const skipped = setAside.at(now);
      const due = store.nextDue(skipped);
      if (due) return Math.min(Math.max(due.at - now, 0), longestSleep);
      return skipped.size > 0 ? longestSleep : undefined;
    } catch (error) {
      report(error);
      return longestSleep;
    }
  };

  const enqueue = <T>(run: (tx: Tx) => T, replaces = false): Promise<T> =>
    new Promise((resolve, reject) => {
      if (closed) {
        reject(new Error('the service is closing'));
        return;
      }
      const job: Job = {
        replaces,
        run: news => {
          const own: News = { hitIds: new Set(), people: false, posted: false };
          try {
            const result = store.savepoint(() => run(txAt(clock.now(), own)));
            for (const id of own.hitIds) news.hitIds.add(id);
            news.people ||= own.people;
            news.posted ||= own.posted;
            return () => resolve(result);
          } catch (error) {
            // Nothing of the transaction has happened: the others in it must hear so, too.
            if (error instanceof StorageFailure) throw error;
            return () => reject(error);
          }
        },
        fail: reject,
      };
      if (replaces) queue.unshift(job);
      else queue.push(job);
      flushing ??= setImmediate(flush);
    });

  const engine: Engine = {
    run: enqueue,
    advance: async milliseconds => {
      const to = await enqueue(() => {
        clock.advanceTo(clock.now() + milliseconds);
        store.saveClock(clock.state());
        return clock.now();
      });
      // The job itself runs after everything that falls due on the way. All times relative to now have changed.
      await enqueue(() => {
        everything = true;
      });
      return to;
    },
    reset: fill =>
      enqueue(tx => {
        store.clear();
        setAside.clear();
        clock.reset();
        store.saveClock(clock.state());
        const filled = fill({ ...tx, now: clock.now() });
        everything = true;
        return filled;
      }, true),
    adopt: fill =>
      enqueue(tx => {
        const filled = fill(tx);
        const saved = store.readClock();
        if (saved) clock.restore(saved);
        everything = true;
        return filled;
      }),
    // Transactions begin and end within one turn of the event loop, so none is open when it begins.
    snapshot: file => store.snapshot(file),
    now: () => clock.now(),
    onChange: listener => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onPost: listener => {
      onPost = listener;
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
