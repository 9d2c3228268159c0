/** Follows a running service through lost streams, pauses and sleep, until it has ended: a lost stream is not a lost service. */
import { setTimeout as sleep } from 'node:timers/promises';
import { type ChangeListener, type Every, readChanges } from './changeStream.ts';
import { type Health, probe, type RunningLocal } from './controlClient.ts';

interface FollowListener extends ChangeListener {
  /** Whether the service answers, whenever that changes. */
  onAnswering(answers: boolean): void;
}

/** What following goes by; replaced in tests. */
export interface FollowOptions {
  readonly every: Every;
  readonly probe: (local: RunningLocal) => Promise<Health>;
  /** Resolves so many ms later, or when the signal aborts. */
  readonly wait: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

export const followDefaults: FollowOptions = {
  every: (milliseconds, callback) => {
    const timer = setInterval(callback, milliseconds);
    timer.unref();
    return { dispose: () => clearInterval(timer) };
  },
  probe: local => probe(local),
  wait: (milliseconds, signal) => sleep(milliseconds, undefined, { signal, ref: false }).catch(() => undefined),
};

/** `stopped` is a service that said that it stops; `gone` is one that ended without a word. */
export type FollowEnd = 'stopped' | 'gone' | 'aborted';

const firstDelay = 250;
const longestDelay = 15_000;

/** The wait before another try, after so many that failed. */
export function backoff(failures: number): number {
  return Math.min(longestDelay, firstDelay * 2 ** Math.min(failures, 10));
}

/** Never rejects. Calls nobody after `signal` aborted. */
export async function follow(
  local: RunningLocal,
  listener: FollowListener,
  signal: AbortSignal,
  { every, probe, wait }: FollowOptions = followDefaults,
): Promise<FollowEnd> {
  /** Streams that broke before they reported more than that they are open. */
  let failures = 0;
  let lines = 0;
  let answering = true;
  const answers = (now: boolean): void => {
    if (now !== answering && !signal.aborted) listener.onAnswering(now);
    answering = now;
  };
  const heard: ChangeListener = {
    onOpen: dataSet => {
      answers(true);
      listener.onOpen(dataSet);
    },
    onAhead: ahead => {
      lines += 1;
      if (lines > 1) failures = 0;
      listener.onAhead(ahead);
    },
    onChanged: (changed, dataSet) => listener.onChanged(changed, dataSet),
  };
  for (;;) {
    lines = 0;
    const end = await readChanges(local, heard, { signal, every });
    if (signal.aborted) return 'aborted';
    if (end === 'stopping') return 'stopped';
    let health = end === 'refused' ? 'gone' : await probe(local);
    for (let silent = 0; health === 'silent' && !signal.aborted; silent += 1) {
      answers(false);
      await wait(backoff(silent), signal);
      if (!signal.aborted) health = await probe(local);
    }
    if (signal.aborted) return 'aborted';
    if (health === 'gone') return 'gone';
    if (failures > 0) await wait(backoff(failures), signal);
    if (signal.aborted) return 'aborted';
    failures += 1;
  }
}
