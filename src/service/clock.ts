/** Time as the service sees it, in ms since the epoch. Signatures are checked against wall time, everything else against this. */

export type ClockMode = 'real' | 'manual';

/** What of a clock outlives the process. */
export interface ClockState {
  /** How far the service's time is ahead of wall time, in ms, in real mode. */
  readonly offset: number;
  /** The time of a manual clock. */
  readonly manualNow?: number;
}

export interface Clock {
  readonly mode: ClockMode;
  now(): number;
  /** Moves the clock forward to a time; a time in the past leaves it where it is. */
  advanceTo(time: number): void;
  /** Forgets what was skipped: back to the start. */
  reset(): void;
  /** Continues where another clock stood, never earlier. */
  restore(saved: ClockState): void;
  state(): ClockState;
}

/**
 * A clock that starts at `start` (for a manual one) or with wall time, and with a history continues where the last process left
 * it, never earlier: a real clock runs with wall time (ahead of it by what was skipped), a manual one is stopped until it is
 * advanced.
 */
export function createClock(mode: ClockMode, start: number, wall: () => number, saved?: ClockState): Clock {
  const clock = mode === 'manual' ? manualClock(start, wall) : realClock(wall);
  if (saved) clock.restore(saved);
  return clock;
}

function manualClock(start: number, wall: () => number): Clock {
  let offset = 0;
  let standing = start;
  return {
    mode: 'manual',
    now: () => standing,
    advanceTo: time => {
      standing = Math.max(standing, time);
    },
    reset: () => {
      offset = 0;
      standing = start;
    },
    restore: saved => {
      offset = saved.offset;
      standing = saved.manualNow ?? wall() + saved.offset;
    },
    state: () => ({ offset, manualNow: standing }),
  };
}

function realClock(wall: () => number): Clock {
  let offset = 0;
  return {
    mode: 'real',
    now: () => wall() + offset,
    advanceTo: time => {
      offset = Math.max(offset, time - wall());
    },
    reset: () => {
      offset = 0;
    },
    restore: ({ offset: ahead, manualNow }) => {
      offset = Math.max(ahead, manualNow === undefined ? 0 : manualNow - wall());
    },
    state: () => ({ offset }),
  };
}
