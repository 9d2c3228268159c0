import { followSession } from '../../profiles/followSession.ts';
import { storageKeys } from '../../storageKeys.ts';
import type { Needs, Operating } from '../workbench.ts';

/** Finishes HITs that were disabled while somebody worked on them, when one of them changes. Loads nothing while there are none. */
export function watchDisabling(workbench: Operating & Needs<'memory'>): { dispose(): void } {
  return followSession(workbench, ({ profile, account, ended }) => {
    /** What each HIT looked like at the last try: one that fails is tried again when it has changed. */
    const tried = new Map<string, string>();
    return account?.onChange(() => {
      const kept = workbench.memory.get<unknown>(`${storageKeys.disablingPrefix}${profile.id}`);
      if (!Array.isArray(kept) || account.listing.state !== 'fresh') return;
      const changed = kept.filter((each: { readonly hitId?: unknown } | null) => {
        const hitId = String(each?.hitId);
        const hit = account.hit(hitId);
        const look = hit ? `${hit.status} ${hit.pending} ${hit.completed} ${hit.available}` : 'gone';
        if ((hit && hit.pending > 0) || tried.get(hitId) === look) return false;
        tried.set(hitId, look);
        return true;
      });
      if (changed.length === 0) return;
      void import('./disabling.ts')
        .then(({ finishDisabling }) => finishDisabling(workbench, { profile, account, ended }))
        .catch(error => workbench.log.error('Couldn’t finish disabling HITs', error));
    });
  });
}
