/** How much of a worker’s reviewed work was approved, as Amazon’s results say it beside each assignment. */
import type { Instant } from '../mturk/model.ts';

/** Of the work that was reviewed. */
interface Rate {
  readonly approved: number;
  readonly reviewed: number;
}

export interface WorkerRates {
  readonly lifetime: Rate;
  readonly last30Days: Rate;
  readonly last7Days: Rate;
}

/** Decided work; what was only submitted is part of no rate. */
export interface Decided {
  readonly id: string;
  readonly workerId: string;
  readonly approved?: Instant | undefined;
  readonly rejected?: Instant | undefined;
  readonly status: string;
}

const day = 86_400_000;
const windows = [Number.POSITIVE_INFINITY, 30 * day, 7 * day] as const;

/** Approved and reviewed of each window, in turn. */
type Tally = [number, number, number, number, number, number];

/** Counts as work comes, each assignment once; keeps six numbers a worker, and the ids. */
export class WorkerRateCounts {
  readonly #now: Instant;
  readonly #tallies = new Map<string, Tally>();
  readonly #counted = new Set<string>();

  /** The windows of 30 and 7 days end `now`. */
  constructor(now: Instant) {
    this.#now = now;
  }

  add({ id, workerId, approved, rejected, status }: Decided): void {
    if (status !== 'Approved' && status !== 'Rejected') return;
    const key = `${id} ${workerId}`;
    if (this.#counted.has(key)) return;
    this.#counted.add(key);
    const at = status === 'Approved' ? approved : rejected;
    const tally = this.#tallies.get(workerId) ?? [0, 0, 0, 0, 0, 0];
    for (const [place, span] of windows.entries()) {
      if (span !== Number.POSITIVE_INFINITY && (at === undefined || at < this.#now - span)) continue;
      if (status === 'Approved') tally[2 * place] = (tally[2 * place] ?? 0) + 1;
      tally[2 * place + 1] = (tally[2 * place + 1] ?? 0) + 1;
    }
    this.#tallies.set(workerId, tally);
  }

  of(workerId: string): WorkerRates {
    const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = this.#tallies.get(workerId) ?? [];
    return {
      lifetime: { approved: a, reviewed: b },
      last30Days: { approved: c, reviewed: d },
      last7Days: { approved: e, reviewed: f },
    };
  }
}

/** `100% (274/275)`: whole per cent, rounded to the nearest; `0% (0/0)` without any reviewed work. */
export function rateText({ approved, reviewed }: Rate): string {
  const percent = reviewed === 0 ? 0 : Math.round((100 * approved) / reviewed);
  return `${percent}% (${approved}/${reviewed})`;
}
