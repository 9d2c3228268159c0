import type { Operating } from '../workbench.ts';

/**
 * Tells of interrupted plans once for each session, after its HITs were first listed: never at activation, and not while the
 * service can't be reached anyway.
 */
export function watchInterrupted(workbench: Operating): { dispose(): void } {
  let listening: { dispose(): void } | undefined;
  const follow = () => {
    listening?.dispose();
    listening = undefined;
    const { profile, account, ended } = workbench.sessions.current;
    if (!account) return;
    const subscription = account.onChange(() => {
      if (account.listing.state !== 'fresh') return;
      subscription.dispose();
      void import('./resume.ts').then(({ reportInterrupted }) =>
        reportInterrupted(workbench, { profile, account, ended }),
      );
    });
    listening = subscription;
  };
  const sessions = workbench.sessions.onDidChange(follow);
  follow();
  return {
    dispose: () => {
      sessions.dispose();
      listening?.dispose();
    },
  };
}
