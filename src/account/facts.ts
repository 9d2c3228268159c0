import type { Account } from './account.ts';
import type { Facts } from './search/arrangeHITs.ts';

/** What arranging asks about the HITs of an account. */
export function factsOf(account: Pick<Account, 'counts' | 'assignments' | 'names'>): Facts {
  return {
    counts: hit => account.counts(hit),
    assignments: id => account.assignments(id),
    names: account.names.all,
  };
}
