/** Notices that reads get no answer at all, until one of them ends; once, until there is an answer again. */
import { ExchangeLimit } from './errors.ts';
import type { ScheduledOptions } from './scheduler/scheduledCaller.ts';

/** Reads are under way, and none ended for a while. */
export interface Silent {
  /** Milliseconds without an answer when it was noticed. */
  readonly after: number;
  /** Ends the reads that are under way or queued: they fail as unreachable. */
  cancel(): void;
}

export interface SilenceOptions {
  readonly after: ScheduledOptions['after'];
  /** Milliseconds. */
  readonly limit: number;
  /** Called without a value when it is over. */
  readonly onChange: (silent: Silent | undefined) => void;
  /** Called before the reads that are under way are ended, so that no other is sent in their place. */
  readonly onCancel: (reason: Error) => void;
}

type Abort = (reason: Error) => void;

export class Silence {
  readonly #options: SilenceOptions;
  readonly #underWay = new Set<Abort>();
  #timer: { dispose(): void } | undefined;
  #silent = false;
  /** It was noticed, and there was no answer since. */
  #noticed = false;

  constructor(options: SilenceOptions) {
    this.#options = options;
  }

  /**
   * A read is sent, which `abort` ends. `end` must be called as soon as an answer begins, or when there will be none; only its first
   * call counts.
   */
  begin(abort: Abort): { end(answered: boolean): void } {
    this.#underWay.add(abort);
    if (!this.#silent && !this.#timer) this.#wait();
    return { end: answered => this.#ended(abort, answered) };
  }

  #ended(abort: Abort, answered: boolean): void {
    if (!this.#underWay.delete(abort)) return;
    // That one read was given up says nothing to those who still wait.
    if (!answered && this.#underWay.size > 0) return;
    if (answered) this.#noticed = false;
    this.#timer?.dispose();
    this.#timer = undefined;
    if (this.#silent) {
      this.#silent = false;
      this.#options.onChange(undefined);
    }
    if (this.#underWay.size > 0) this.#wait();
  }

  #wait(): void {
    if (this.#noticed) return;
    const { after, limit, onChange } = this.#options;
    this.#timer = after(limit, () => {
      this.#timer = undefined;
      this.#silent = true;
      this.#noticed = true;
      onChange({ after: limit, cancel: () => this.#cancel() });
    });
  }

  #cancel(): void {
    const { limit, onCancel } = this.#options;
    const error = new ExchangeLimit(`it was canceled because no answer came for ${limit / 1000} s`);
    onCancel(error);
    for (const abort of [...this.#underWay]) abort(error);
  }
}
