/** Writes the outcomes of a run to the journal and reports them. */
import type { JournalWriter } from './journal.ts';
import { outcomeOf } from './outcome.ts';
import type { Facts } from './outcomeFacts.ts';
import { Progress } from './planProgress.ts';
import type { Item, Plan } from './planState.ts';
import { apiOperationOf } from './requests.ts';
import type { RunOptions, Runtime } from './runOptions.ts';
import type { RunStatus } from './runStatus.ts';

export class OutcomeRecorder {
  readonly #plan: Plan;
  readonly #writer: JournalWriter;
  readonly #now: () => number;
  readonly #onOutcome: RunOptions['onOutcome'];
  readonly #progress: Progress;
  readonly #status: RunStatus;

  constructor(plan: Plan, writer: JournalWriter, { now }: Runtime, options: RunOptions, status: RunStatus) {
    this.#plan = plan;
    this.#writer = writer;
    this.#now = now;
    this.#onOutcome = options.onOutcome;
    this.#progress = new Progress(plan, now, options.onProgress);
    this.#status = status;
  }

  record(item: Item, facts: Facts): void {
    // An item without a line that says it was sent needs none that says it was not.
    if (facts.result === 'notSent' && item.sentSince === undefined && item.outcome === undefined) return;
    const line = {
      record: 'outcome',
      plan: this.#plan.header.plan,
      item: item.index,
      at: this.#now(),
      ...facts,
    } as const;
    const written = this.#writer.write([line]);
    if (facts.result !== 'notSent') {
      this.#onOutcome?.(outcomeOf(item));
      this.#progress.step(item);
    }
    // The next item need not wait for the disk; a failure of the journal ends the run.
    written.catch(error => this.#status.fail(error, apiOperationOf(item.operation.verb)));
  }
}
