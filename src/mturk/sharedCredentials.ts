/** Keys that are fetched: once for all who ask, and again when they end. */
import type { Credentials } from './client.ts';

/** Time before the end of keys at which fresh ones are fetched. */
const margin = 5 * 60_000;

/** One fetch for all who ask, kept until shortly before the keys end; a failure is not kept. `now` in ms. */
export function shareCredentials(fetch: () => Promise<Credentials>, now: () => number): () => Promise<Credentials> {
  let kept: Promise<Credentials> | undefined;
  return async () => {
    const before = kept;
    const had = await before;
    if (had && (!had.expiration || had.expiration.getTime() - margin > now())) return had;
    if (kept && kept !== before) return kept;
    const fetching = fetch();
    kept = fetching;
    fetching.catch(() => {
      if (kept === fetching) kept = undefined;
    });
    return fetching;
  };
}
