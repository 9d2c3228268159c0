/** How far a plan is, how fast it goes, and how long it will take. */
import { type Item, isFinal, type Plan } from './planState.ts';

export interface ProgressFacts {
  /** Operations of the plan whose fate is known, those of earlier runs included. */
  readonly done: number;
  readonly total: number;
  readonly failed: number;
  /** Over the last seconds. */
  readonly perSecond: number;
  /** Milliseconds; not known before the first one is done. */
  readonly left: number | undefined;
}

/** The rate is that of the last so many milliseconds. */
const span = 5_000;

export class Progress {
  readonly #plan: Plan;
  readonly #now: () => number;
  readonly #report: ((facts: ProgressFacts) => void) | undefined;
  #done: number;
  #failed: number;
  #since: number;
  /** Times and counts at the beginning of the half spans that are looked back on. */
  #before: { readonly at: number; readonly done: number };
  #between: { readonly at: number; readonly done: number };

  constructor(plan: Plan, now: () => number, report: ((facts: ProgressFacts) => void) | undefined) {
    this.#plan = plan;
    this.#now = now;
    this.#report = report;
    this.#done = plan.items.filter(isFinal).length;
    this.#failed = plan.items.filter(({ outcome }) => outcome?.result === 'failed').length;
    this.#since = now();
    this.#before = this.#between = { at: this.#since, done: this.#done };
  }

  /** An item has got an outcome that is final. */
  step({ outcome }: Item): void {
    this.#done += 1;
    if (outcome?.result === 'failed') this.#failed += 1;
    const now = this.#now();
    if (now - this.#between.at >= span / 2) {
      this.#before = this.#between;
      this.#between = { at: now, done: this.#done };
    }
    const perSecond = ((this.#done - this.#before.done) * 1000) / Math.max(1, now - this.#before.at);
    const total = this.#plan.items.length;
    this.#report?.({
      done: Math.min(this.#done, total),
      total,
      failed: this.#failed,
      perSecond,
      left: perSecond > 0 ? ((total - this.#done) * 1000) / perSecond : undefined,
    });
  }
}
