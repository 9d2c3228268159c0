import type { HIT } from '../mturk/model.ts';
import type { Account } from './account.ts';

/** HITs with work that is not listed as their counters stand now: what workers did there is not known. */
export function unreadHITs(account: Account): HIT[] {
  return account.hits().filter(hit => {
    if (hit.maxAssignments <= hit.available + hit.pending || account.isWhole(hit)) return false;
    // After expiry, places that nobody took look like work pending review, until they were listed.
    const { submitted, reviewed, unclear } = account.counts(hit);
    return submitted + reviewed + unclear > 0;
  });
}
