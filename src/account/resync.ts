/** What an account agrees with its service about, and how it comes to agree again after changes were missed. */
import type { Instant } from '../mturk/model.ts';
import type { Reading } from './accountReader.ts';
import type { Known } from './accountTables.ts';
import type { Workers } from './workerSummaries.ts';

/** What of an account takes part. */
interface Parts {
  readonly workers: Workers;
  refreshAll(): Promise<void>;
}

/**
 * Reads everything that is in use again, and what is known of some HITs, or of all, also where nothing looks as if it had changed:
 * work that was reviewed the other way leaves no trace in a HIT's counters, and neither does a bonus. Never rejects.
 */
export async function resync(
  account: Parts,
  known: Known,
  reading: Reading,
  hitIds?: readonly string[],
): Promise<void> {
  const { workers } = account;
  const all = hitIds === undefined && workers.freshness.state !== 'never';
  await Promise.all([account.refreshAll(), all ? workers.refresh() : undefined]);
  const ids = hitIds ?? [...known.ids()];
  const whole = ids.filter(id => {
    const { whole, items } = known.work(id);
    // What is opened was read by the refresh.
    return whole && items.length > 0 && !reading.answers.has(id);
  });
  await reading.work(whole, id => reading.assignments(id, false));
  await workers.bonuses.readAgain(ids);
}

/** Takes what was read as being so now. */
export function agree(reading: Reading, now: Instant): void {
  if (reading.listing.state === 'fresh') reading.listing = { state: 'fresh', updated: now };
  if (reading.review.state === 'fresh') reading.review = { state: 'fresh', updated: now };
}
