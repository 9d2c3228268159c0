import { storageKeys } from '../../storageKeys.ts';
import type { Needs, Operating } from '../workbench.ts';

/** Excludes who submits to an excluded batch while another goes on, when its HITs change. Loads nothing while there is none. */
export function watchKeptOut(workbench: Operating & Needs<'memory'>): { dispose(): void } {
  let listening: { dispose(): void } | undefined;
  const follow = () => {
    listening?.dispose();
    const { profile, account, ended } = workbench.sessions.current;
    let tried = '';
    listening = account?.onChange(() => {
      const kept = workbench.memory.get<unknown>(`${storageKeys.keptOutPrefix}${profile.id}`);
      if (!Array.isArray(kept) || kept.length === 0 || account.listing.state !== 'fresh') return;
      let [taken, count] = [0, 0];
      for (const { available, maxAssignments, pending, completed } of account.hits()) {
        taken += maxAssignments - available - pending + completed;
        count += 1;
      }
      const look = `${count} ${taken}`;
      if (look === tried) return;
      tried = look;
      void import('./keptOut.ts')
        .then(({ updateKeptOut }) => updateKeptOut(workbench, { profile, account, ended }))
        .catch(error => workbench.log.error('Couldn’t exclude workers of earlier batches', error));
    });
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
