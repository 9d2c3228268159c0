/** The options and the result of a run. */
import type { MTurkError } from '../mturk/errors.ts';
import type { Outcome } from './outcome.ts';
import type { ProgressFacts } from './planProgress.ts';
import type { Plan } from './planState.ts';
import type { Caller } from './requests.ts';

/** Clock, randomness and timers of a run. */
export interface Runtime {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** From 0 to 1. */
  readonly random: () => number;
  /** Resolves after so many milliseconds, or as soon as the signal is aborted. */
  readonly wait: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
}

export interface RunOptions {
  readonly client: Caller;
  /** Cancelling stops what was not sent; what is in flight has a few seconds to finish, and is written down. */
  readonly signal?: AbortSignal | undefined;
  readonly onOutcome?: ((outcome: Outcome) => void) | undefined;
  readonly onProgress?: ((progress: ProgressFacts) => void) | undefined;
  /** How many requests at a time; 6 by default. */
  readonly parallel?: number | undefined;
}

export interface RunResult {
  readonly plan: Plan;
  /** One for each operation, in the plan's order. */
  readonly outcomes: readonly Outcome[];
  /** Places of the operations that were left as they were, because another plan may have done the same since. */
  readonly pending: readonly number[];
  readonly cancelled: boolean;
  /** Why the run ended before everything was sent: nothing answers any more, the keys ceased to be accepted. */
  readonly stopped: MTurkError | undefined;
}
