import { followSession } from '../../profiles/followSession.ts';
import { storageKeys } from '../../storageKeys.ts';
import type { Needs, Operating } from '../workbench.ts';

/** Excludes who submits to an excluded batch while another goes on. Loads nothing while there is none. */
export function watchLaterExclusions(workbench: Operating & Needs<'memory'>): { dispose(): void } {
  return followSession(workbench, ({ profile, account, ended }) => {
    if (!account) return undefined;
    let loaded: Promise<{ dispose(): void } | undefined> | undefined;
    const start = () => {
      const stored = workbench.memory.get<unknown>(`${storageKeys.laterExclusionsPrefix}${profile.id}`);
      if (loaded || !Array.isArray(stored) || stored.length === 0) return;
      changes.dispose();
      loaded = import('./followLaterExclusions.ts')
        .then(({ followLaterExclusions }) => followLaterExclusions(workbench, { profile, account, ended }))
        .catch(error => void workbench.log.error('Couldn’t exclude workers of earlier batches', error));
    };
    const changes = account.onChange(start);
    start();
    return {
      dispose: () => {
        changes.dispose();
        void loaded?.then(each => each?.dispose());
      },
    };
  });
}
