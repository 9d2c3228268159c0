/** Sends one item of a plan: again where that is safe, until its outcome is certain or only a later look-up can settle it. */
import { MTurkError } from '../mturk/errors.ts';
import { toMTurkError } from '../mturk/thrownErrors.ts';
import { toFailure } from './outcome.ts';
import { readAnswer } from './outcomeFacts.ts';
import type { OutcomeLookup } from './outcomeLookup.ts';
import type { OutcomeRecorder } from './outcomeRecorder.ts';
import type { Item, Plan } from './planState.ts';
import { JournalProblem } from './records.ts';
import {
  type Caller,
  canRepeat,
  isUnrepeatable,
  type Request,
  requestOf,
  send,
  takesToken,
  tokenOf,
} from './requests.ts';
import { backoff, firstThrottledWait, firstWait, isEndless, mostThrottled, mostTriesAfter } from './retryPolicy.ts';
import type { Runtime } from './runOptions.ts';
import type { RunStatus } from './runStatus.ts';
import { effectOf, isAboutState } from './writeEffect.ts';

/** How far the sending of an item has come. */
interface Attempts {
  readonly item: Item;
  readonly request: Request;
  readonly started: number;
  /** Since when it may have been sent. */
  since: number;
  /** Whether it may have had its effect. */
  unclear: boolean;
  /** Whether this run sent it. */
  sent: boolean;
  last: MTurkError | undefined;
  tries: number;
  throttled: number;
}

type Step = 'tryAgain' | 'finished' | 'outOfTries';

export class ItemSender {
  readonly #plan: Plan;
  readonly #client: Caller;
  readonly #runtime: Runtime;
  readonly #status: RunStatus;
  readonly #recorder: OutcomeRecorder;
  readonly #lookup: OutcomeLookup;
  #lastAnswer = Number.NEGATIVE_INFINITY;

  constructor(
    { plan, client, runtime }: { readonly plan: Plan; readonly client: Caller; readonly runtime: Runtime },
    status: RunStatus,
    recorder: OutcomeRecorder,
    lookup: OutcomeLookup,
  ) {
    this.#plan = plan;
    this.#client = client;
    this.#runtime = runtime;
    this.#status = status;
    this.#recorder = recorder;
    this.#lookup = lookup;
  }

  /** `sentBefore`: since when an earlier process may have sent it. */
  async send(item: Item, sentBefore: number | undefined): Promise<void> {
    const { plan, texts } = this.#plan.header;
    const started = this.#runtime.now();
    const attempts: Attempts = {
      item,
      request: requestOf(item.operation, tokenOf(plan, item.index), texts),
      started,
      since: sentBefore ?? started,
      unclear: sentBefore !== undefined,
      sent: false,
      last: undefined,
      tries: 0,
      throttled: 0,
    };
    let step: Step = 'tryAgain';
    while (step === 'tryAgain') step = (await this.#mayTry(attempts)) ? await this.#try(attempts) : 'finished';
    if (step === 'outOfTries') await this.#giveUp(attempts);
  }

  /** Whether another try is safe and wanted. */
  async #mayTry(attempts: Attempts): Promise<boolean> {
    const { item } = attempts;
    // The machine may have slept since the last try, and the service forgotten the token.
    if (attempts.unclear && takesToken(item.operation.verb) && !this.#canRepeat(attempts)) {
      if (await this.#lookUp(attempts)) return false;
      attempts.since = this.#runtime.now();
      attempts.unclear = false;
    }
    if (!this.#status.over) return true;
    if (!attempts.unclear) this.#recorder.record(item, { result: 'notSent' });
    else if (attempts.sent && this.#status.stopped === undefined && !this.#canRepeat(attempts))
      await this.#lookUp(attempts);
    return false;
  }

  async #try(attempts: Attempts): Promise<Step> {
    const { item, request } = attempts;
    try {
      attempts.sent = true;
      const answer = await send(this.#client, request, this.#status.signal);
      this.#answered();
      this.#recorder.record(item, readAnswer(answer, item.operation));
      return 'finished';
    } catch (thrown) {
      if (thrown instanceof JournalProblem) throw thrown;
      const error = thrown instanceof MTurkError ? thrown : toMTurkError(thrown, request.operation);
      attempts.last = error;
      return this.#afterError(attempts, error);
    }
  }

  async #afterError(attempts: Attempts, error: MTurkError): Promise<Step> {
    // Cancelled while it waited for its turn: it was never sent.
    if (error.kind === 'cancelled' && this.#status.cancelled) return 'tryAgain';
    const write = effectOf(error);
    switch (write.effect) {
      case 'done':
        this.#answered();
        this.#recorder.record(attempts.item, {
          result: 'done',
          requestId: error.requestId,
          created: write.created,
          words: 'an earlier attempt succeeded',
        });
        return 'finished';
      case 'hopeless':
        this.#status.stop(error);
        return 'tryAgain';
      case 'refused':
        this.#answered();
        return this.#afterRefusal(attempts, error);
      case 'throttled':
        return this.#afterThrottling(attempts);
      case 'notReached':
        return this.#nextTry(attempts, mostTriesAfter('notReached', error));
      case 'unclear':
        return this.#afterUnclear(attempts, error);
    }
  }

  /** The state that made the service refuse may be the effect of an earlier try, or the one that was wanted. */
  async #afterRefusal(attempts: Attempts, error: MTurkError): Promise<Step> {
    const { item, unclear } = attempts;
    if (!unclear && !isAboutState(error))
      this.#recorder.record(item, {
        result: 'failed',
        sure: true,
        error: toFailure(error),
        requestId: error.requestId,
      });
    else if (!(await this.#lookup.settles(item, error, unclear)))
      this.#recorder.record(item, { result: 'failed', sure: true, error: toFailure(error) });
    return 'finished';
  }

  async #afterThrottling(attempts: Attempts): Promise<Step> {
    attempts.throttled += 1;
    if (attempts.throttled >= mostThrottled) return 'outOfTries';
    // A client that has a rate already delays the next try.
    if (!Number.isFinite(this.#client.perSecond ?? Number.POSITIVE_INFINITY))
      await this.#backOff(firstThrottledWait, attempts.throttled);
    return 'tryAgain';
  }

  async #afterUnclear(attempts: Attempts, error: MTurkError): Promise<Step> {
    attempts.unclear = true;
    // A message that is sent again arrives twice.
    if (isUnrepeatable(attempts.item.operation.verb)) {
      await this.#lookUp(attempts);
      return 'finished';
    }
    // The try took so long that its effect would show by now.
    if (isEndless(error) && !this.#canRepeat(attempts) && (await this.#lookUp(attempts))) return 'finished';
    return this.#nextTry(attempts, mostTriesAfter('unclear', error));
  }

  async #nextTry(attempts: Attempts, most: number): Promise<Step> {
    attempts.tries += 1;
    if (attempts.tries >= most) return 'outOfTries';
    await this.#backOff(firstWait, attempts.tries);
    return 'tryAgain';
  }

  async #giveUp(attempts: Attempts): Promise<void> {
    const { item, last } = attempts;
    const error = last && toFailure(last);
    if (!attempts.unclear) this.#recorder.record(item, { result: 'failed', sure: true, error });
    // What can be repeated stays open: resuming it settles it.
    else if (!this.#canRepeat(attempts) && !(await this.#lookUp(attempts)))
      this.#recorder.record(item, { result: 'failed', error });
    // Nothing was answered all this time: the other items need not try.
    if (last && this.#lastAnswer < attempts.started) this.#status.stop(last);
  }

  /** Whether the service settles what became of the tries until now. */
  #lookUp({ item, last }: Attempts): Promise<boolean> {
    return this.#lookup.settles(item, last, true);
  }

  #canRepeat({ item, since }: Attempts): boolean {
    return canRepeat(item.operation.verb, since, this.#runtime.now());
  }

  #answered(): void {
    this.#lastAnswer = this.#runtime.now();
  }

  #backOff(first: number, count: number): Promise<void> {
    return this.#runtime.wait(backoff(first, count, this.#runtime.random()), this.#status.signal);
  }
}
