import { followSession } from '../../profiles/followSession.ts';
import type { Operating } from '../workbench.ts';

/**
 * Reports interrupted plans once for each session, after its HITs were first listed: never at activation, and not while the
 * service can't be reached anyway.
 */
export function watchInterrupted(workbench: Operating): { dispose(): void } {
  return followSession(workbench, ({ profile, account, ended }) => {
    const changes = account?.onChange(() => {
      if (account.listing.state !== 'fresh') return;
      changes?.dispose();
      void import('./resume.ts')
        .then(({ reportInterrupted }) => reportInterrupted(workbench, { profile, account, ended }))
        .catch(error => workbench.log.error('Couldn’t report interrupted operations', error));
    });
    return changes;
  });
}
