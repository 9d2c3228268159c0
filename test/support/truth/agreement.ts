/** Waits until what is shown is so. */
import assert from 'node:assert/strict';
import { differences } from './compare.ts';
import type { Truth } from './service.ts';
import type { Shown } from './shown.ts';

export interface Witness {
  /** What is so; `unclear` while that can't be said. */
  truth(): Promise<Truth | 'stopped' | 'unclear'>;
  shown(): Shown | Promise<Shown>;
  /** Resolves when what is shown has changed since `shown` was called last, or might have; at once if it has already. */
  changed(signal: AbortSignal): Promise<void>;
}

/** Milliseconds that a change may take to be shown, on a busy machine: it only ends what would never come. */
const patience = 30_000;

/** Resolves when a window shows what is so; rejects with what differs when no change makes it agree. */
export async function agreed(witness: Witness, timeout = patience): Promise<void> {
  const signal = AbortSignal.timeout(timeout);
  const over = new Promise<'over'>(resolve => {
    signal.addEventListener('abort', () => resolve('over'), { once: true });
  });
  for (;;) {
    const truth = await witness.truth();
    if (truth === 'unclear') return;
    const found = differences(await witness.shown(), truth === 'stopped' ? undefined : truth);
    if (found.length === 0) return;
    const next = await Promise.race([witness.changed(signal), over]);
    // What changed last may have been the last thing to come: it is looked at once more before it is held against anybody.
    if (next !== 'over' && !signal.aborted) continue;
    const last = await witness.truth();
    if (last === 'unclear') return;
    const left = differences(await witness.shown(), last === 'stopped' ? undefined : last);
    assert.deepEqual(left, [], 'what is shown is what the service says');
    return;
  }
}
