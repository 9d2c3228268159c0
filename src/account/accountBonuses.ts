/** The bonuses paid for HITs, as far as they were read: the service lists them HIT by HIT (reference.md §3.3). */
import type { MTurkClient } from '../mturk/client.ts';
import { amountIn, type Instant, instantIn, textIn } from '../mturk/model.ts';
import { addCents, type Cents, cents } from '../mturk/money.ts';
import { pages } from '../mturk/paging.ts';
import { inOrder } from '../mturk/scheduler/inOrder.ts';

export interface BonusPayment {
  readonly workerId: string;
  readonly assignmentId: string;
  readonly amount: Cents;
  readonly reason: string;
  /** When it was paid, in milliseconds. */
  readonly paid: Instant;
}

interface BonusesOptions {
  readonly client: MTurkClient;
  readonly signal: AbortSignal;
  readonly changed: () => void;
}

/** The payments for a HIT in the service's order. Rejects with MTurkError. */
export async function bonusPaymentsFor(
  client: Pick<MTurkClient, 'call'>,
  hitId: string,
  signal: AbortSignal,
): Promise<BonusPayment[]> {
  const paid: BonusPayment[] = [];
  for await (const { BonusPayments } of pages(
    client,
    'ListBonusPayments',
    { HITId: hitId },
    { signal, priority: 'visible' },
  ))
    for (const { WorkerId, AssignmentId, BonusAmount, Reason, GrantTime } of BonusPayments ?? [])
      paid.push({
        workerId: textIn(WorkerId),
        assignmentId: textIn(AssignmentId),
        amount: amountIn(BonusAmount),
        reason: textIn(Reason),
        paid: instantIn(GrantTime) ?? 0,
      });
  return paid;
}

/** At most so many HITs are asked for their bonuses because one worker's row was unfolded. */
const mostReads = 50;

export class Bonuses {
  readonly #options: BonusesOptions;
  readonly #paid = new Map<string, readonly BonusPayment[]>();

  constructor(options: BonusesOptions) {
    this.#options = options;
  }

  /** The payments for a HIT in the service's order; `undefined` where they were not read. */
  of(hitId: string): readonly BonusPayment[] | undefined {
    return this.#paid.get(hitId);
  }

  /** Each worker's sum over all HITs that were read. */
  sums(): Map<string, Cents> {
    const sums = new Map<string, Cents>();
    for (const payments of this.#paid.values())
      for (const { workerId, amount } of payments) sums.set(workerId, addCents(sums.get(workerId) ?? cents(0), amount));
    return sums;
  }

  /** Reads the bonuses paid for a HIT. Never rejects: what can't be read stays as it was. */
  async refresh(hitId: string): Promise<void> {
    const { client, signal, changed } = this.#options;
    try {
      this.#paid.set(hitId, await bonusPaymentsFor(client, hitId, signal));
    } catch {
      return;
    }
    changed();
  }

  /** Reads those of several HITs where that was not done, {@link mostReads} at most. Never rejects. */
  async readMissing(hitIds: Iterable<string>): Promise<void> {
    const missing = [...hitIds].filter(hitId => !this.#paid.has(hitId)).slice(0, mostReads);
    await inOrder(missing, hitId => this.refresh(hitId));
  }

  /** Reads those of HITs again that were read before. Never rejects. */
  async readAgain(hitIds: Iterable<string>): Promise<void> {
    const known = [...hitIds].filter(hitId => this.#paid.has(hitId));
    await inOrder(known, hitId => this.refresh(hitId));
  }
}
