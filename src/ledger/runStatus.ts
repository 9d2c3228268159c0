/** Whether a run goes on: it ends when it is cancelled, when nothing can get through any more, or when the journal can't be written. */
import { MTurkError } from '../mturk/errors.ts';
import { toMTurkError } from '../mturk/thrownErrors.ts';
import { JournalProblem } from './records.ts';

export class RunStatus {
  readonly signal: AbortSignal | undefined;
  #stopped: MTurkError | undefined;
  #broken: unknown;

  constructor(signal: AbortSignal | undefined) {
    this.signal = signal;
  }

  get over(): boolean {
    return this.cancelled || this.#stopped !== undefined || this.#broken !== undefined;
  }

  get cancelled(): boolean {
    return this.signal?.aborted === true;
  }

  /** Why no request can get through. */
  get stopped(): MTurkError | undefined {
    return this.#stopped;
  }

  /** The first error stays. */
  stop(error: MTurkError): void {
    this.#stopped ??= error;
  }

  /** Ends the run with whatever was thrown. What no endpoint reported is a failure of the run. */
  fail(error: unknown, operation: MTurkError['operation']): void {
    if (error instanceof MTurkError) this.stop(error);
    else if (error instanceof JournalProblem) this.#broken ??= error;
    else this.#broken ??= error instanceof Error ? error : toMTurkError(error, operation);
  }

  /** Throws what made the run fail. */
  throwIfBroken(): void {
    if (this.#broken !== undefined) throw this.#broken;
  }
}
