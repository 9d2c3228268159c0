/** What an account knows of the people beyond their assignments: its workers, and qualification types when they are asked for. */
import type { Qualifications } from './qualifications.ts';
import { Workers, type WorkersOptions } from './workerSummaries.ts';

export class People {
  readonly workers: Workers;
  readonly #options: WorkersOptions;
  #qualifications: Promise<Qualifications> | undefined;

  constructor(options: WorkersOptions) {
    this.#options = options;
    this.workers = new Workers(options);
  }

  /** What is known of qualification types beyond the list of the own ones. */
  qualifications(): Promise<Qualifications> {
    this.#qualifications ??= import('./qualifications.ts').then(
      loaded => new loaded.Qualifications(this.workers, this.#options),
    );
    return this.#qualifications;
  }

  /** Reads blocks and qualifications at first, and again when they are stale. Never rejects. */
  async keepUp(stale: boolean): Promise<void> {
    if (this.workers.freshness.state === 'never') await this.workers.refresh(true);
    else if (stale) await this.reread();
  }

  /** Reads blocks and qualifications again by requests that begin now, as far as anybody has asked for them. Never rejects. */
  async reread(): Promise<void> {
    if (this.workers.freshness.state !== 'never') await this.workers.refresh(true);
    await (await this.#qualifications)?.readAgain();
  }
}
