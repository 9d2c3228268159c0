/** What the review policies of a HIT found, for its panel. */

import { MTurkError } from '../../mturk/errors.ts';
import { explain } from '../../mturk/explain.ts';
import type { ReviewLevel } from '../../mturk/reviewReport.ts';

export interface Review {
  readonly levels: readonly ReviewLevel[];
  /** Why they could not be read, a sentence with what to do. */
  readonly failure?: string;
}

/**
 * What `read` brings. A service that refuses, or does not know the operation, has nothing to show; any other failure leaves what was
 * there before.
 */
export async function reviewOf(
  read: () => Promise<readonly ReviewLevel[]>,
  before: Review,
  endpoint: string,
): Promise<Review> {
  try {
    return { levels: await read() };
  } catch (error) {
    if (!(error instanceof MTurkError)) throw error;
    if (error.kind === 'refused' || error.kind === 'unknownOperation') return { levels: [] };
    if (error.kind === 'cancelled') return before;
    const { reason, advice } = explain(error, endpoint);
    return { levels: before.levels, failure: `Couldn’t read the review policies: ${reason}. ${advice}` };
  }
}
