/** What operations of each profile are under way in this window. Kept beside the ledgers, and loaded with the first operation. */
import { Claims } from '../../ledger/claims.ts';
import type { Ledgers } from './ledgers.ts';

const claims = new WeakMap<Ledgers, Map<string, Claims>>();

/** The same for all who ask about a profile. */
export function claimsOf(ledgers: Ledgers, profileId: string): Claims {
  const byProfile = claims.get(ledgers) ?? new Map<string, Claims>();
  claims.set(ledgers, byProfile);
  const known = byProfile.get(profileId) ?? new Claims();
  byProfile.set(profileId, known);
  return known;
}
