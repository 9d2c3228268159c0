/** Runs a plan, or what is left of one: several operations side by side, as fast as the client’s scheduler lets them pass. */

import { ItemSender } from './itemSender.ts';
import type { Journal, JournalWriter } from './journal.ts';
import { isDone, outcomeOf } from './outcome.ts';
import { OutcomeLookup } from './outcomeLookup.ts';
import { OutcomeRecorder } from './outcomeRecorder.ts';
import { type Item, isFinal, type Plan } from './planState.ts';
import { Reconciliation } from './reconciliation.ts';
import { noRepeats, type Repeats } from './repeats.ts';
import { apiOperationOf, canRepeat } from './requests.ts';
import { hurried } from './retryPolicy.ts';
import type { RunOptions, RunResult, Runtime } from './runOptions.ts';
import { RunStatus } from './runStatus.ts';
import { Marks } from './sendingMarks.ts';

export type { RunOptions, RunResult, Runtime } from './runOptions.ts';

const defaultParallel = 6;
const doneElsewhere = { result: 'alreadyDone', words: 'another operation did it', elsewhere: true } as const;

export class Run {
  readonly #plan: Plan;
  readonly #writer: JournalWriter;
  readonly #now: () => number;
  readonly #parallel: number;
  readonly #status: RunStatus;
  readonly #reconciliation: Reconciliation;
  readonly #recorder: OutcomeRecorder;
  readonly #lookup: OutcomeLookup;
  readonly #sender: ItemSender;
  #repeats: Repeats = noRepeats;
  /** What this run has sent, or would have: each item once. */
  readonly #tried = new Set<Item>();

  constructor(journal: Journal, writer: JournalWriter, plan: Plan, runtime: Runtime, options: RunOptions) {
    const { client, signal } = options;
    this.#plan = plan;
    this.#writer = writer;
    this.#now = runtime.now;
    this.#parallel = options.parallel ?? defaultParallel;
    this.#status = new RunStatus(signal);
    this.#reconciliation = new Reconciliation(journal, plan, hurried(client, signal), runtime.now);
    this.#recorder = new OutcomeRecorder(plan, writer, runtime, options, this.#status);
    this.#lookup = new OutcomeLookup(this.#reconciliation, this.#recorder, this.#status);
    this.#sender = new ItemSender({ plan, client, runtime }, this.#status, this.#recorder, this.#lookup);
  }

  /** Sends what is open and may be sent, except `repeats`. Rejects with JournalProblem when the journal can't be written any more. */
  async send(repeats: Repeats = noRepeats): Promise<RunResult> {
    this.#repeats = repeats;
    // A repeated token settles an item for certain. What only lists can show is looked up afterwards, when no other item of the
    // plan is open that could have left the same trace.
    await this.#sendAll(item => item.sentSince !== undefined && !this.#needsLookup(item));
    await this.check();
    for (const item of repeats.done)
      if (!isFinal(item) && item.sentSince === undefined) this.#recorder.record(item, doneElsewhere);
    await this.#sendAll(item => !this.#needsLookup(item));
    await this.#writer.writeDurably([]);
    return this.#result();
  }

  async #sendAll(which: (item: Item) => boolean): Promise<void> {
    if (this.#status.over) return;
    const queue = this.#plan.items.filter(
      item => !isFinal(item) && !this.#tried.has(item) && !this.#isRepeat(item) && which(item),
    );
    const before = queue.map(({ sentSince }) => sentSince);
    const marks = new Marks(this.#plan, queue, this.#writer, this.#now);
    await this.#sideBySide(queue, async (item, place) => {
      this.#tried.add(item);
      if (!this.#status.over) await marks.before(place);
      await this.#sender.send(item, before[place]);
    });
  }

  /** Looks up at the service what may have happened and what is unknown, and sends nothing. */
  async check(everything = false): Promise<RunResult> {
    const unsettled = this.#plan.items.filter(
      item =>
        item.outcome?.result === 'unknown' ||
        (!isFinal(item) &&
          (this.#needsLookup(item) ||
            (this.#isRepeat(item) && item.sentSince) ||
            (everything && item.sentSince && !this.#reconciliation.hasTwin(item)))),
    );
    if (unsettled.length > 0) {
      const memory = this.#reconciliation.remembering();
      await this.#sideBySide(unsettled, async item => {
        if (this.#status.over) return;
        try {
          const finding = await memory.ask(item, async finding => this.#lookup.settle(item, finding, true));
          // From here on it counts as not sent, and is sent again.
          if (finding.found === 'not' && !finding.obstacle) this.#recorder.record(item, { result: 'notSent' });
        } catch (error) {
          this.#status.fail(error, apiOperationOf(item.operation.verb));
        }
      });
    }
    return this.#result();
  }

  /** Whether sending it again could do it twice, or undo what others did since. */
  #needsLookup({ sentSince, operation }: Item): boolean {
    return sentSince !== undefined && !canRepeat(operation.verb, sentSince, this.#now());
  }

  #isRepeat(item: Item): boolean {
    return this.#repeats.done.has(item) || this.#repeats.pending.has(item);
  }

  async #sideBySide(items: readonly Item[], work: (item: Item, place: number) => Promise<void>): Promise<void> {
    let next = 0;
    const worker = async () => {
      for (let place = next++; place < items.length; place = next++) {
        const item = items[place];
        if (item) await work(item, place).catch(error => this.#status.fail(error, apiOperationOf(item.operation.verb)));
      }
    };
    await Promise.all(Array.from({ length: this.#parallel }, worker));
    this.#status.throwIfBroken();
  }

  #result(): RunResult {
    const isLeft = (item: Item) =>
      this.#isRepeat(item) && (!item.outcome || !isDone(item.outcome)) && item.outcome?.result !== 'unknown';
    return {
      plan: this.#plan,
      outcomes: this.#plan.items.map(outcomeOf),
      pending: this.#plan.items.flatMap((item, index) => (isLeft(item) ? [index] : [])),
      cancelled: this.#status.cancelled,
      stopped: this.#status.stopped,
    };
  }
}
