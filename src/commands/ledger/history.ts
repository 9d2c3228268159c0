/** What the HIT panels show of the ledger, which they may not reach for themselves. */
import type { HistorySource } from '../../panels/hit/historySource.ts';
import type { Ledgers } from './ledgers.ts';

export function historyOf(ledgers: Ledgers): HistorySource {
  return async (profileId, hitId) => {
    const { hitHistory } = await import('./hitHistory.ts');
    return hitHistory(await ledgers.of(profileId), hitId);
  };
}
