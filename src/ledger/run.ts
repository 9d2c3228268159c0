/** Carries out a plan, or what is left of one: several acts side by side, no faster than the service lets them pass. */
import { MTurkError, toMTurkError } from '../mturk/errors.ts';
import type { Act } from './acts.ts';
import type { Finding } from './ask.ts';
import { Inquiry } from './inquiry.ts';
import type { Journal, JournalWriter } from './journal.ts';
import { isAboutState, judge } from './judge.ts';
import { Marks } from './marks.ts';
import { type Outcome, outcomeOf, toFailure } from './outcome.ts';
import { Pacer } from './pacer.ts';
import { type Item, isFinal, type Plan } from './planState.ts';
import { Progress, type ProgressFacts } from './progress.ts';
import { JournalProblem, type OutcomeLine } from './records.ts';
import {
  type Caller,
  operationOf,
  requestOf,
  send,
  takesToken,
  tokenLifetime,
  tokenOf,
  type WriteAnswer,
} from './requests.ts';

/** What a run needs of the world. */
export interface Means {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** From 0 to 1. */
  readonly random: () => number;
  /** Resolves after so many milliseconds, or as soon as the signal is aborted. */
  readonly wait: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
}

export interface RunOptions {
  readonly client: Caller;
  /** Cancelling stops what was not sent; what is in flight finishes and is written down. */
  readonly signal?: AbortSignal | undefined;
  readonly onOutcome?: ((outcome: Outcome) => void) | undefined;
  readonly onProgress?: ((progress: ProgressFacts) => void) | undefined;
  /** How many requests at a time; 6 unless told. */
  readonly parallel?: number | undefined;
}

export interface RunResult {
  readonly plan: Plan;
  /** One for each act, in the plan's order. */
  readonly outcomes: readonly Outcome[];
  readonly cancelled: boolean;
  /** Why the run ended before everything was sent: nothing answers any more, the keys ceased to be accepted. */
  readonly stopped: MTurkError | undefined;
}

const defaultParallel = 6;
/** Tries of a request whose fate was lost. */
const mostTries = 8;
/** Where nothing answers at all, people should hear of it soon. */
const mostUnreached = 5;
/** Throttlings of one request. */
const mostThrottled = 60;
const firstWait = 200;
const firstThrottledWait = 50;
const longestWait = 20_000;

/** What is to be written down of an outcome. */
type Facts = Omit<OutcomeLine, 'record' | 'plan' | 'item' | 'at'>;

export class Run {
  readonly #plan: Plan;
  readonly #writer: JournalWriter;
  readonly #client: Caller;
  readonly #means: Means;
  readonly #options: RunOptions;
  readonly #inquiry: Inquiry;
  readonly #pacer: Pacer;
  readonly #progress: Progress;
  #stopped: MTurkError | undefined;
  #broken: unknown;
  #lastAnswer = Number.NEGATIVE_INFINITY;

  constructor(journal: Journal, writer: JournalWriter, plan: Plan, means: Means, options: RunOptions) {
    this.#plan = plan;
    this.#writer = writer;
    this.#client = options.client;
    this.#means = means;
    this.#options = options;
    this.#inquiry = new Inquiry(journal, plan, options.client, means.now);
    this.#pacer = new Pacer(means);
    this.#progress = new Progress(plan, means.now, options.onProgress);
  }

  /** Sends what is open and may be sent. Rejects with JournalProblem when the journal can't be written any more. */
  async send(): Promise<RunResult> {
    await this.check();
    const queue = this.#plan.items.filter(item => !isFinal(item) && !this.#needsAsking(item));
    const before = queue.map(({ sentSince }) => sentSince);
    const marks = new Marks(this.#plan, queue, this.#writer, this.#means.now);
    await this.#sideBySide(queue, async (item, place) => {
      if (!this.#over) await marks.before(place);
      await this.#carryOut(item, before[place]);
    });
    // Items were said to be sent ahead of time, and weren't: that is worth a line for each.
    await this.#writer.writeDurably([]);
    return this.#result();
  }

  /** Asks the service about what may have happened and about what is unknown, and sends nothing. */
  async check(everything = false): Promise<RunResult> {
    const questions = this.#plan.items.filter(
      item =>
        item.outcome?.result === 'unknown' ||
        (!isFinal(item) && (this.#needsAsking(item) || (everything && item.sentSince))),
    );
    if (questions.length > 0) {
      const memory = this.#inquiry.remembering();
      await this.#sideBySide(questions, async item => {
        if (this.#over) return;
        try {
          const finding = await memory.ask(item, finding => this.#settle(item, finding, true));
          // From here on it counts as not sent, and is sent again.
          if (finding.found === 'not' && !finding.obstacle) await this.#record(item, { result: 'notSent' });
        } catch (error) {
          this.#end(error, operationOf(item.act.verb));
        }
      });
    }
    return this.#result();
  }

  /** Whether sending it again, as it is, could do it twice, or over what others did since. */
  #needsAsking({ act, sentSince }: Item): boolean {
    return sentSince !== undefined && !(takesToken(act.verb) && this.#tokenLives(sentSince));
  }

  #tokenLives(since: number): boolean {
    return this.#means.now() - since < tokenLifetime;
  }

  get #over(): boolean {
    return this.#options.signal?.aborted === true || this.#stopped !== undefined || this.#broken !== undefined;
  }

  async #sideBySide(items: readonly Item[], work: (item: Item, place: number) => Promise<void>): Promise<void> {
    let next = 0;
    const worker = async () => {
      for (let place = next++; place < items.length; place = next++) {
        const item = items[place];
        if (item) await work(item, place).catch(error => this.#end(error, operationOf(item.act.verb)));
      }
    };
    await Promise.all(Array.from({ length: this.#options.parallel ?? defaultParallel }, worker));
    if (this.#broken !== undefined) throw this.#broken;
  }

  /** Sends one item until its fate is known. `before` says since when an earlier process may have sent it. */
  async #carryOut(item: Item, before: number | undefined): Promise<void> {
    const { act, index } = item;
    const request = requestOf(act, tokenOf(this.#plan.header.plan, index));
    const started = this.#means.now();
    let since = before ?? started;
    let unclear = before !== undefined;
    let sent = false;
    let last: MTurkError | undefined;
    for (let tries = 0, throttled = 0; ; ) {
      // A machine may have slept since the last try.
      if (unclear && takesToken(act.verb) && !this.#tokenLives(since)) {
        if (await this.#ask(item, last, true)) return;
        since = this.#means.now();
        unclear = false;
      }
      if (!this.#over) await this.#pacer.turn(this.#options.signal);
      if (this.#over) {
        if (!unclear) return this.#record(item, { result: 'notSent' });
        if (sent && this.#stopped === undefined) await this.#ask(item, last, true);
        return;
      }
      try {
        sent = true;
        const answer = await send(this.#client, request);
        this.#answered();
        return await this.#record(item, readAnswer(answer, act));
      } catch (thrown) {
        if (thrown instanceof JournalProblem) throw thrown;
        const error = thrown instanceof MTurkError ? thrown : toMTurkError(thrown, request.operation);
        last = error;
        const judgement = judge(error);
        switch (judgement.means) {
          case 'done':
            this.#answered();
            return this.#record(item, {
              result: 'done',
              requestId: error.requestId,
              created: judgement.created,
              words: 'an earlier try of it had gone through',
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
            this.#pacer.throttled();
            throttled += 1;
            if (throttled < mostThrottled) {
              // Once there is a pace, taking turns is all the waiting that is needed.
              if (this.#pacer.rate === Number.POSITIVE_INFINITY) await this.#backOff(firstThrottledWait, throttled);
              continue;
            }
            break;
          case 'notReached':
          case 'unclear':
            this.#pacer.passed();
            tries += 1;
            if (judgement.means === 'unclear') {
              unclear = true;
              // Nothing makes a repeated message harmless.
              if (act.verb === 'message') return void (await this.#ask(item, error, true));
            }
            if (tries < (judgement.means === 'unclear' ? mostTries : mostUnreached)) {
              await this.#backOff(firstWait, tries);
              continue;
            }
            break;
        }
        // Out of tries.
        if (!unclear) await this.#record(item, { result: 'failed', sure: true, error: toFailure(error) });
        else if (!(await this.#ask(item, error, true)))
          await this.#record(item, { result: 'failed', error: toFailure(error) });
        // Where nobody got an answer all that time, the rest need not try.
        if (this.#lastAnswer < started) this.#stop(error);
        return;
      }
    }
  }

  #answered(): void {
    this.#lastAnswer = this.#means.now();
    this.#pacer.passed();
  }

  /** Full jitter: anything up to a span that doubles. */
  #backOff(first: number, count: number): Promise<void> {
    const span = Math.min(longestWait, first * 2 ** Math.min(count, 12));
    return this.#means.wait(Math.round(this.#means.random() * span), this.#options.signal);
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
      await this.#inquiry.ask(item, async finding => {
        settled = await this.#settle(item, finding, unclear, error);
      });
      return settled;
    } catch (thrown) {
      if (!(thrown instanceof MTurkError)) throw thrown;
      return true;
    }
  }

  async #settle(item: Item, finding: Finding, unclear: boolean, error?: MTurkError): Promise<boolean> {
    const failure = error ? { error: toFailure(error), requestId: error.requestId } : {};
    switch (finding.found) {
      case 'happened': {
        const ours = unclear && this.#inquiry.isOurs(item, finding);
        await this.#record(item, {
          result: ours ? 'done' : 'alreadyDone',
          created: finding.created,
          words: ours ? 'an earlier try of it had gone through' : 'it was so already',
        });
        return true;
      }
      case 'noTrace':
        if (item.outcome?.result === 'unknown') return true;
        await this.#record(item, {
          ...(unclear ? { result: 'unknown' } : { result: 'failed', sure: true }),
          ...failure,
          words: finding.words,
        });
        return true;
      case 'not':
        if (!finding.obstacle) return false;
        await this.#record(item, {
          result: 'failed',
          sure: true,
          error: { ...(failure.error ?? refusalOf(item)), words: finding.obstacle },
        });
        return true;
    }
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
    written.catch(error => this.#end(error, operationOf(item.act.verb)));
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

function refusalOf({ act }: Item) {
  return { kind: 'refused', operation: operationOf(act.verb), code: 'RequestError', words: '' } as const;
}

function readAnswer(answer: WriteAnswer, act: Act): Facts {
  const requestId = answer.$metadata?.requestId;
  const about = { ...(requestId ? { requestId } : {}) };
  if (act.verb === 'createHIT' || act.verb === 'createHITWithType')
    return { ...about, result: 'done', created: answer.HIT?.HITId };
  if (act.verb !== 'message') return { ...about, result: 'done' };
  const missed = answer.NotifyWorkersFailureStatuses ?? [];
  const list = missed.map(each => `${each.WorkerId}: ${each.NotifyWorkersFailureMessage}`).join('; ');
  if (missed.length < act.workerIds.length)
    return { ...about, result: 'done', ...(list ? { words: `not delivered to ${list}` } : {}) };
  return {
    ...about,
    result: 'failed',
    sure: true,
    error: { kind: 'refused', operation: 'NotifyWorkers', code: 'HardFailure', words: `not delivered: ${list}` },
  };
}
