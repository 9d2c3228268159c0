/** What is read of a HIT for an export or for its panel: its own words, its bonuses and what its review policies found. Nothing is kept. */
import type { CallOptions, MTurkClient } from '../mturk/client.ts';
import { pages } from '../mturk/paging.ts';
import { type ReviewLevel, reviewLevels } from '../mturk/reviewReport.ts';
import { type BonusPayment, bonusPaymentsFor } from './accountBonuses.ts';

/** Pages of a review that is shown. */
const mostReviewPages = 20;

interface ReviewOptions extends Pick<CallOptions, 'signal' | 'priority'> {
  /** So many pages of results are read at most. */
  readonly mostPages?: number;
}

export class HITDetails {
  readonly #client: MTurkClient;

  constructor(client: MTurkClient) {
    this.#client = client;
  }

  /** The payments for a HIT in the service's order. Rejects with MTurkError. */
  bonuses(hitId: string, signal: AbortSignal): Promise<BonusPayment[]> {
    return bonusPaymentsFor(this.#client, hitId, signal);
  }

  /** What GetHIT says, question and all. Rejects with MTurkError. */
  async hit(hitId: string, signal: AbortSignal): Promise<unknown> {
    const { HIT } = await this.#client.call('GetHIT', { HITId: hitId }, { signal, priority: 'visible' });
    return HIT;
  }

  /** What a HIT's review policies found and did, in words; empty where it has none. Rejects with MTurkError. */
  async review(
    hitId: string,
    { signal, priority = 'visible', mostPages = mostReviewPages }: ReviewOptions = {},
  ): Promise<ReviewLevel[]> {
    const all = [];
    const input = { HITId: hitId, RetrieveActions: true, RetrieveResults: true };
    const options = { priority, ...(signal ? { signal } : {}) };
    for await (const page of pages(this.#client, 'ListReviewPolicyResultsForHIT', input, options)) {
      all.push(page);
      if (all.length >= mostPages) break;
    }
    return reviewLevels(all);
  }

  /** Reports and actions of a HIT's review policies, of both levels; nothing where there are none. Rejects with MTurkError. */
  async reviewResults(hitId: string, signal: AbortSignal): Promise<unknown> {
    const reports: unknown[] = [];
    const input = {
      HITId: hitId,
      PolicyLevels: ['Assignment' as const, 'HIT' as const],
      RetrieveActions: true,
      RetrieveResults: true,
    };
    for await (const page of pages(this.#client, 'ListReviewPolicyResultsForHIT', input, {
      signal,
      priority: 'visible',
    })) {
      const { AssignmentReviewPolicy, HITReviewPolicy, AssignmentReviewReport, HITReviewReport } = page;
      if (
        AssignmentReviewPolicy ||
        HITReviewPolicy ||
        hasRecords(AssignmentReviewReport) ||
        hasRecords(HITReviewReport)
      )
        reports.push({ AssignmentReviewPolicy, HITReviewPolicy, AssignmentReviewReport, HITReviewReport });
    }
    return reports.length === 0 ? undefined : reports;
  }
}

function hasRecords(
  report: { readonly ReviewResults?: readonly unknown[]; readonly ReviewActions?: readonly unknown[] } | undefined,
): boolean {
  return (report?.ReviewResults?.length ?? 0) + (report?.ReviewActions?.length ?? 0) > 0;
}
