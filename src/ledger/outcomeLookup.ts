/** Looks up at the service what became of an item, and records what follows from it. */
import { MTurkError } from '../mturk/errors.ts';
import type { Finding } from './finding.ts';
import { conclude } from './outcomeFacts.ts';
import type { OutcomeRecorder } from './outcomeRecorder.ts';
import type { Item } from './planState.ts';
import type { Reconciliation } from './reconciliation.ts';
import { isEndless } from './retryPolicy.ts';
import type { RunStatus } from './runStatus.ts';

export class OutcomeLookup {
  readonly #reconciliation: Reconciliation;
  readonly #recorder: OutcomeRecorder;
  readonly #status: RunStatus;

  constructor(reconciliation: Reconciliation, recorder: OutcomeRecorder, status: RunStatus) {
    this.#reconciliation = reconciliation;
    this.#recorder = recorder;
    this.#status = status;
  }

  /**
   * Whether the look-up settled the item. `unclear`: an earlier try of it may have had its effect; `error`: how the last one failed.
   * A look-up that fails leaves the item open, which also settles it for this run.
   */
  async settles(item: Item, error: MTurkError | undefined, unclear: boolean): Promise<boolean> {
    try {
      let settled = false;
      await this.#reconciliation.ask(item, async finding => {
        settled = this.settle(item, finding, unclear, error);
      });
      return settled;
    } catch (thrown) {
      if (!(thrown instanceof MTurkError)) throw thrown;
      // The look-ups of other items would take as long, to no effect.
      if (isEndless(thrown)) this.#status.stop(thrown);
      return true;
    }
  }

  /** Records what a finding says of an item; false if the item has not happened and may be tried. */
  settle(item: Item, finding: Finding, unclear: boolean, error?: MTurkError): boolean {
    const ours = unclear && finding.found === 'happened' && this.#reconciliation.isOurs(item, finding);
    const facts = conclude(item, finding, { unclear, ours, error });
    if (facts === undefined) return false;
    if (facts !== 'stillUnknown') this.#recorder.record(item, facts);
    return true;
  }
}
