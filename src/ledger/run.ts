/** Runs a plan, or what is left of one: several operations side by side, as fast as the client’s scheduler lets them pass. */
import { MTurkError } from '../mturk/errors.ts';
import { toMTurkError } from '../mturk/thrownErrors.ts';
import type { Finding } from './finding.ts';
import type { Journal, JournalWriter } from './journal.ts';
import { outcomeOf, toFailure } from './outcome.ts';
import { conclude, type Facts, readAnswer } from './outcomeFacts.ts';
import { Progress } from './planProgress.ts';
import { type Item, isFinal, type Plan } from './planState.ts';
import { Reconciliation } from './reconciliation.ts';
import { JournalProblem } from './records.ts';
import {
  apiOperationOf,
  type Caller,
  isIdempotent,
  isUnrepeatable,
  requestOf,
  send,
  takesToken,
  tokenLifetime,
  tokenOf,
} from './requests.ts';
import {
  backoff,
  firstThrottledWait,
  firstWait,
  hurried,
  isEndless,
  mostThrottled,
  mostTriesAfter,
} from './retryPolicy.ts';
import type { Means, RunOptions, RunResult } from './runOptions.ts';
import { Marks } from './sendingMarks.ts';
import { isAboutState, judge } from './writeEffect.ts';

export type { Means, RunOptions, RunResult } from './runOptions.ts';

const defaultParallel = 6;
export class Run {
  readonly #plan: Plan;
  readonly #writer: JournalWriter;
  readonly #client: Caller;
  readonly #means: Means;
  readonly #options: RunOptions;
  readonly #reconciliation: Reconciliation;
  readonly #progress: Progress;
  #stopped: MTurkError | undefined;
  #broken: unknown;
  /** What this run has sent, or would have: each item once. */
  readonly #tried = new Set<Item>();
  #lastAnswer = Number.NEGATIVE_INFINITY;

  constructor(journal: Journal, writer: JournalWriter, plan: Plan, means: Means, options: RunOptions) {
    this.#plan = plan;
    this.#writer = writer;
    this.#client = options.client;
    this.#means = means;
    this.#options = options;
    this.#reconciliation = new Reconciliation(journal, plan, hurried(options.client, options.signal), means.now);
    this.#progress = new Progress(plan, means.now, options.onProgress);
  }

  /** Sends what is open and may be sent. Rejects with JournalProblem when the journal can't be written any more. */
  async send(): Promise<RunResult> {
    // Tokens tell for sure what became of an item. What has to be guessed from lists comes after, when nothing else of the plan
    // is open that could have left the same trace.
    await this.#sendAll(item => item.sentSince !== undefined && !this.#needsAsking(item));
    await this.check();
    await this.#sendAll(item => !this.#needsAsking(item));
    await this.#writer.writeDurably([]);
    return this.#result();
  }

  async #sendAll(which: (item: Item) => boolean): Promise<void> {
    if (this.#over) return;
    const queue = this.#plan.items.filter(item => !isFinal(item) && !this.#tried.has(item) && which(item));
    const before = queue.map(({ sentSince }) => sentSince);
    const marks = new Marks(this.#plan, queue, this.#writer, this.#means.now);
    await this.#sideBySide(queue, async (item, place) => {
      this.#tried.add(item);
      if (!this.#over) await marks.before(place);
      await this.#startPlan(item, before[place]);
    });
  }

  /** Asks the service about what may have happened and about what is unknown, and sends nothing. */
  async check(everything = false): Promise<RunResult> {
    const questions = this.#plan.items.filter(
      item =>
        item.outcome?.result === 'unknown' ||
        (!isFinal(item) &&
          (this.#needsAsking(item) || (everything && item.sentSince && !this.#reconciliation.hasTwin(item)))),
    );
    if (questions.length > 0) {
      const memory = this.#reconciliation.remembering();
      await this.#sideBySide(questions, async item => {
        if (this.#over) return;
        try {
          const finding = await memory.ask(item, finding => this.#settle(item, finding, true));
          // From here on it counts as not sent, and is sent again.
          if (finding.found === 'not' && !finding.obstacle) await this.#record(item, { result: 'notSent' });
        } catch (error) {
          this.#end(error, apiOperationOf(item.operation.verb));
        }
      });
    }
    return this.#result();
  }

  /** Whether sending it again, as it is, could do it twice, or over what others did since. */
  #needsAsking(item: Item): boolean {
    return item.sentSince !== undefined && !this.#canRepeat(item, item.sentSince);
  }

  /** Whether a repeat is harmless: always, or because the service still remembers the token of what was sent since then. */
  #canRepeat({ operation }: Item, since: number): boolean {
    return isIdempotent(operation.verb) || (takesToken(operation.verb) && this.#means.now() - since < tokenLifetime);
  }

  get #over(): boolean {
    return this.#options.signal?.aborted === true || this.#stopped !== undefined || this.#broken !== undefined;
  }

  async #sideBySide(items: readonly Item[], work: (item: Item, place: number) => Promise<void>): Promise<void> {
    let next = 0;
    const worker = async () => {
      for (let place = next++; place < items.length; place = next++) {
        const item = items[place];
        if (item) await work(item, place).catch(error => this.#end(error, apiOperationOf(item.operation.verb)));
      }
    };
    await Promise.all(Array.from({ length: this.#options.parallel ?? defaultParallel }, worker));
    if (this.#broken !== undefined) throw this.#broken;
  }

  /** Sends one item until its fate is known. `before` says since when an earlier process may have sent it. */
  async #startPlan(item: Item, before: number | undefined): Promise<void> {
    const { operation, index } = item;
    const request = requestOf(operation, tokenOf(this.#plan.header.plan, index), this.#plan.header.texts);
    const started = this.#means.now();
    let since = before ?? started;
    let unclear = before !== undefined;
    let sent = false;
    let last: MTurkError | undefined;
    for (let tries = 0, throttled = 0; ; ) {
      // A machine may have slept since the last try.
      if (unclear && takesToken(operation.verb) && !this.#canRepeat(item, since)) {
        if (await this.#ask(item, last, true)) return;
        since = this.#means.now();
        unclear = false;
      }
      if (this.#over) {
        if (!unclear) return this.#record(item, { result: 'notSent' });
        if (sent && this.#stopped === undefined && !this.#canRepeat(item, since)) await this.#ask(item, last, true);
        return;
      }
      try {
        sent = true;
        const answer = await send(this.#client, request, this.#options.signal);
        this.#answered();
        return await this.#record(item, readAnswer(answer, operation));
      } catch (thrown) {
        if (thrown instanceof JournalProblem) throw thrown;
        const error = thrown instanceof MTurkError ? thrown : toMTurkError(thrown, request.operation);
        last = error;
        // Cancelled while it waited for its turn: nothing of it left.
        if (error.kind === 'cancelled' && this.#options.signal?.aborted) continue;
        const judgement = judge(error);
        switch (judgement.means) {
          case 'done':
            this.#answered();
            return this.#record(item, {
              result: 'done',
              requestId: error.requestId,
              created: judgement.created,
              words: 'an earlier attempt succeeded',
            });
          case 'hopeless':
            this.#stop(error);
            continue;
          case 'refused':
            this.#answered();
            if (unclear || isAboutState(error)) return this.#afterRefusal(item, error, unclear);
            return this.#record(item, {
              result: 'failed',
              sure: true,
              error: toFailure(error),
              requestId: error.requestId,
            });
          case 'throttled':
            throttled += 1;
            if (throttled < mostThrottled) {
              // Once the client has a pace, taking turns is all the waiting that is needed.
              if (!Number.isFinite(this.#client.perSecond ?? Number.POSITIVE_INFINITY))
                await this.#backOff(firstThrottledWait, throttled);
              continue;
            }
            break;
          case 'notReached':
          case 'unclear':
            tries += 1;
            if (judgement.means === 'unclear') {
              unclear = true;
              // Nothing makes a repeated message harmless.
              if (isUnrepeatable(operation.verb)) return void (await this.#ask(item, error, true));
              // A try took long enough for looking what it did.
              if (isEndless(error) && !this.#canRepeat(item, since) && (await this.#ask(item, error, true))) return;
            }
            if (tries < mostTriesAfter(judgement.means, error)) {
              await this.#backOff(firstWait, tries);
              continue;
            }
            break;
        }
        // Out of tries.
        if (!unclear) await this.#record(item, { result: 'failed', sure: true, error: toFailure(error) });
        // It stays open where resuming will tell for sure.
        else if (!this.#canRepeat(item, since) && !(await this.#ask(item, error, true)))
          await this.#record(item, { result: 'failed', error: toFailure(error) });
        // Where nobody got an answer all that time, the rest need not try.
        if (this.#lastAnswer < started) this.#stop(error);
        return;
      }
    }
  }

  #answered(): void {
    this.#lastAnswer = this.#means.now();
  }

  #backOff(first: number, count: number): Promise<void> {
    return this.#means.wait(backoff(first, count, this.#means.random()), this.#options.signal);
  }

  /** The service's state may be the very one that was asked for. */
  async #afterRefusal(item: Item, error: MTurkError, unclear: boolean): Promise<void> {
    const settled = await this.#ask(item, error, unclear);
    if (!settled) await this.#record(item, { result: 'failed', sure: true, error: toFailure(error) });
  }

  /** Asks about one item; answers whether that settled it. An asking that fails leaves the item open. */
  async #ask(item: Item, error: MTurkError | undefined, unclear: boolean): Promise<boolean> {
    try {
      let settled = false;
      await this.#reconciliation.ask(item, async finding => {
        settled = await this.#settle(item, finding, unclear, error);
      });
      return settled;
    } catch (thrown) {
      if (!(thrown instanceof MTurkError)) throw thrown;
      // Others would only wait as long, for nothing.
      if (isEndless(thrown)) this.#stop(thrown);
      return true;
    }
  }

  async #settle(item: Item, finding: Finding, unclear: boolean, error?: MTurkError): Promise<boolean> {
    const ours = unclear && finding.found === 'happened' && this.#reconciliation.isOurs(item, finding);
    const facts = conclude(item, finding, { unclear, ours, error });
    if (facts === undefined) return false;
    if (facts !== 'known') await this.#record(item, facts);
    return true;
  }

  async #record(item: Item, facts: Facts): Promise<void> {
    // What nobody ever said to be sent needs no line to say that it was not.
    if (facts.result === 'notSent' && item.sentSince === undefined && item.outcome === undefined) return;
    const line = {
      record: 'outcome',
      plan: this.#plan.header.plan,
      item: item.index,
      at: this.#means.now(),
      ...facts,
    } as const;
    const written = this.#writer.write([line]);
    if (facts.result !== 'notSent') {
      this.#options.onOutcome?.(outcomeOf(item));
      this.#progress.step(item);
    }
    // The next item need not wait for the disk; the journal's failure ends the run.
    written.catch(error => this.#end(error, apiOperationOf(item.operation.verb)));
  }

  #stop(error: MTurkError): void {
    this.#stopped ??= error;
  }

  #end(error: unknown, operation: MTurkError['operation']): void {
    if (error instanceof MTurkError) this.#stop(error);
    else if (error instanceof JournalProblem) this.#broken ??= error;
    else this.#broken ??= error instanceof Error ? error : toMTurkError(error, operation);
  }

  #result(): RunResult {
    return {
      plan: this.#plan,
      outcomes: this.#plan.items.map(outcomeOf),
      cancelled: this.#options.signal?.aborted === true,
      stopped: this.#stopped,
    };
  }
}
