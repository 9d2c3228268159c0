/** The ledger of a profile: plans are written down before they are run, found again, resumed or dropped. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { BatchFacts } from './batch.ts';
import { costOf } from './costs.ts';
import { Journal, type JournalWriter } from './journal.ts';
import { fileLock, type JournalLock, memoryLock } from './journalLock.ts';
import { fileStore, type JournalStore, memoryStore } from './journalStore.ts';
import type { Operation } from './ledgerOperations.ts';
import { type Item, isFinal, type Plan } from './planState.ts';
import { JournalProblem, type Line } from './records.ts';
import { type Repeats, repeatsAmong } from './repeats.ts';
import { Run } from './run.ts';
import type { RunOptions, RunResult, Runtime } from './runOptions.ts';

/** Whose plan it is, and what people call it. */
export interface PlanFacts {
  /** Unique; tokens are made from it. At most 40 characters of A–Z, a–z, 0–9 and `-`: a UUID does. */
  readonly id: string;
  /** "Approve 3 assignments". */
  readonly title: string;
  readonly environment: string;
  /** The profile's id. */
  readonly profile: string;
  readonly endpoint: string;
  /** Long texts that its operations have in common. */
  readonly texts?: readonly string[];
  /** The batch that it publishes. */
  readonly batch?: BatchFacts;
}

/** A plan that was begun and has items that are not final. */
export interface OpenPlan {
  readonly plan: Plan;
  readonly done: number;
  readonly failed: number;
  /** Sent, and not known whether they happened: reconciling asks the service. */
  readonly unknown: number;
  readonly notSent: number;
  /** It is being run at this moment, by this window or another. */
  readonly running: 'nobody' | 'here' | 'elsewhere';
}

export const realRuntime: Runtime = {
  now: Date.now,
  random: Math.random,
  wait: async (milliseconds, signal) => {
    // Being woken early is what the signal is for.
    await sleep(milliseconds, undefined, signal ? { signal } : {}).catch(() => {});
  },
};

export class Ledger {
  readonly #journal: Journal;
  /** Its clock, and how it waits between the tries of a request. */
  readonly runtime: Runtime;
  readonly #running = new Set<string>();

  constructor(store: JournalStore, lock: JournalLock, runtime: Runtime = realRuntime) {
    this.#journal = new Journal(store, lock);
    this.runtime = runtime;
  }

  /** The ledger in a journal file, with its lock file beside it. The folder must be there. */
  static inFile(path: string): Ledger {
    return new Ledger(fileStore(path), fileLock(`${path}.lock`));
  }

  /** A ledger that lasts as long as the process. */
  static inMemory(runtime: Runtime = realRuntime): Ledger {
    return new Ledger(memoryStore(), memoryLock(), runtime);
  }

  /** Lines of the journal that could not be read, in words. */
  get damage(): readonly string[] {
    return this.#journal.damage;
  }

  /** Every plan of the journal, oldest first. Rejects with JournalProblem if a newer version wrote it. */
  async plans(): Promise<Plan[]> {
    await this.#journal.refresh();
    return [...this.#journal.plans];
  }

  /**
   * Writes the plan down, then carries it out. Resolves with one outcome for each operation; rejects with JournalProblem, before
   * anything was sent, if the journal can't be written or another window has it.
   */
  start(facts: PlanFacts, operations: readonly Operation[], options: RunOptions): Promise<RunResult> {
    return this.#journal.writing(async writer => {
      if (operations.length === 0) throw new JournalProblem('a plan needs at least one operation');
      const { id: plan, ...rest } = facts;
      if (this.#journal.plan(plan)) throw new JournalProblem(`there is a plan ${plan} already`);
      const header = { record: 'plan', plan, at: this.runtime.now(), ...rest, count: operations.length } as const;
      const items = operations.map((operation, item): Line => {
        const { pay, fees } = costOf(operation);
        return { record: 'item', plan, item, operation, pay, fees };
      });
      await writer.writeDurably([header, ...items]);
      return this.#run(plan, writer, options, run => run.send());
    });
  }

  /** Plans with items that are neither done nor failed, nor given up, oldest first. */
  async openPlans(): Promise<OpenPlan[]> {
    await this.#journal.refresh();
    const writer = await this.#journal.writer();
    const open: OpenPlan[] = [];
    for (const plan of this.#journal.plans) {
      if (plan.dropped !== undefined) continue;
      const counts = countsOf(plan);
      if (counts.unknown + counts.notSent === 0) continue;
      const running = writer === 'here' && !this.#running.has(plan.header.plan) ? 'nobody' : writer;
      open.push({ plan, ...counts, running });
    }
    return open;
  }

  /** Asks the service what became of the items that may have happened. Sends nothing. */
  reconcile(plan: string, options: RunOptions): Promise<RunResult> {
    return this.#journal.writing(writer => this.#run(plan, writer, options, run => run.check(true)));
  }

  /**
   * Asks where it must, then sends what has not happened. What another plan did since is not done again, and what it may have done is
   * left alone, as are items that stay unknown.
   */
  resume(plan: string, options: RunOptions): Promise<RunResult> {
    return this.#journal.writing(async writer => {
      const found = this.#mayRun(plan, options);
      const open = found.items.filter(item => !isFinal(item));
      const repeats = repeatsAmong(this.#journal.plans, found, open);
      await writer.writeDurably(this.#narrowing(plan, repeats));
      return this.#run(plan, writer, options, run => run.send(repeats));
    });
  }

  /** Resumes, with the failed items tried again: all, or those of the given places in the plan. */
  retryFailed(plan: string, options: RunOptions, items?: readonly number[]): Promise<RunResult> {
    return this.#journal.writing(async writer => {
      const found = this.#mayRun(plan, options);
      const isChosen = ({ index, outcome }: Item) => outcome?.result === 'failed' && (items?.includes(index) ?? true);
      const open = found.items.filter(item => !isFinal(item) || isChosen(item));
      const repeats = repeatsAmong(this.#journal.plans, found, open);
      const again = open.filter(item => isChosen(item) && !repeats.pending.has(item));
      const places = again.map(({ index }) => index);
      const retry = { record: 'retry', plan, items: places, at: this.runtime.now() } as const;
      await writer.writeDurably([retry, ...this.#narrowing(plan, repeats)]);
      return this.#run(plan, writer, options, run => run.send(repeats));
    });
  }

  #narrowing(plan: string, { narrowed }: Repeats): Line[] {
    const at = this.runtime.now();
    return [...narrowed].map(([{ index: item }, workerIds]) => ({ record: 'narrowed', plan, item, workerIds, at }));
  }

  /** Discards what is not final. Nothing is asked and nothing is sent. */
  drop(plan: string): Promise<void> {
    return this.#journal.writing(async writer => {
      this.#refuseRunning(plan);
      this.#find(plan);
      await writer.writeDurably([{ record: 'dropped', plan, at: this.runtime.now() }]);
    });
  }

  async #run(
    id: string,
    writer: JournalWriter,
    options: RunOptions,
    job: (run: Run) => Promise<RunResult>,
  ): Promise<RunResult> {
    const plan = this.#mayRun(id, options);
    this.#running.add(id);
    try {
      return await job(new Run(this.#journal, writer, plan, this.runtime, options));
    } finally {
      this.#running.delete(id);
    }
  }

  /** The plan, if nothing keeps it from being run. */
  #mayRun(id: string, options: RunOptions): Plan {
    this.#refuseRunning(id);
    const plan = this.#find(id);
    if (plan.dropped !== undefined) throw new JournalProblem(`“${plan.header.title}” was discarded`);
    const { environment, endpoint } = plan.header;
    // Local has another port each time; anything else that moved may be another account.
    if (environment !== 'local' && endpoint !== options.client.endpoint)
      throw new JournalProblem(
        `“${plan.header.title}” was started at ${endpoint}, and this profile is at ${options.client.endpoint} now`,
      );
    return plan;
  }

  #find(id: string): Plan {
    const plan = this.#journal.plan(id);
    if (!plan) throw new JournalProblem(`there is no plan ${id} in the ledger`);
    return plan;
  }

  #refuseRunning(id: string): void {
    if (this.#running.has(id)) throw new JournalProblem('this plan is already running');
  }
}

/** How the items of a plan stand. */
function countsOf(plan: Plan): Pick<OpenPlan, 'done' | 'failed' | 'unknown' | 'notSent'> {
  const counts = { done: 0, failed: 0, unknown: 0, notSent: 0 };
  for (const item of plan.items) {
    const { outcome } = item;
    if (outcome?.result === 'unknown') counts.unknown += 1;
    else if (outcome?.result === 'failed') counts.failed += 1;
    else if (isFinal(item)) counts.done += 1;
    else if (item.sentSince === undefined) counts.notSent += 1;
    else counts.unknown += 1;
  }
  return counts;
}
