/** Work that is done again on request, one run after another; one that could not do everything is repeated, more and more rarely. */

export interface RepeatedWorkOptions {
  /** Resolves with whether everything is done. */
  readonly work: () => Promise<boolean>;
  readonly onError: (error: unknown) => void;
  /** Calls back once after so many milliseconds. */
  readonly after: (milliseconds: number, callback: () => void) => { dispose(): void };
}

/** Requests within so many milliseconds are one. */
const settleDelay = 300;
/** Until the first repetition, and at most. */
const [shortest, longest] = [15_000, 900_000];

export class RepeatedWork {
  readonly #options: RepeatedWorkOptions;
  #due: { dispose(): void } | undefined;
  #isRunning = false;
  #again = false;
  #failures = 0;
  #ended = false;

  constructor(options: RepeatedWorkOptions) {
    this.#options = options;
  }

  /** How many runs in a row could not do everything. */
  get failures(): number {
    return this.#failures;
  }

  /** Asks for a run. One that is asked for while another runs follows it; one that waits for its repetition goes on waiting. */
  request(): void {
    if (this.#isRunning) this.#again = true;
    else if (!this.#due) this.#plan(settleDelay);
  }

  dispose(): void {
    this.#ended = true;
    this.#due?.dispose();
  }

  #plan(milliseconds: number): void {
    if (this.#ended) return;
    this.#due = this.#options.after(milliseconds, () => {
      this.#due = undefined;
      void this.#run();
    });
  }

  async #run(): Promise<void> {
    if (this.#ended) return;
    this.#isRunning = true;
    this.#again = false;
    let isDone = false;
    try {
      isDone = await this.#options.work();
    } catch (error) {
      if (!this.#ended) this.#options.onError(error);
    }
    this.#isRunning = false;
    this.#failures = isDone ? 0 : this.#failures + 1;
    if (!isDone) this.#plan(Math.min(longest, shortest * 2 ** (this.#failures - 1)));
    else if (this.#again) this.#plan(settleDelay);
  }
}
