/** The cells of batches for the review grid, which may not reach for the ledger or an archive itself. */
import type { PanelHost } from '../../panels/panelHost.ts';
import type { Needs } from '../workbench.ts';

export function batchInputsOf({
  ledgers,
  store,
  archives,
}: Needs<'archives' | 'ledgers' | 'store'>): PanelHost['batchInputs'] {
  return async profileId => {
    const profile = store.all().find(({ id }) => id === profileId);
    if (profile?.keys === 'archive') {
      const running = archives.running(profile.archive);
      return running ? (await import('../archive/savedResults.ts')).savedInputs(running) : () => undefined;
    }
    const { batchesOf } = await import('./batches.ts');
    const batches = await batchesOf(await ledgers.of(profileId));
    const byHIT = new Map(
      batches.flatMap(({ hits }) => hits.flatMap(hit => (hit.hitId === undefined ? [] : [[hit.hitId, hit] as const]))),
    );
    return hitId => {
      const found = byHIT.get(hitId);
      return found?.columns.map((name, at) => [name, found.cells[at] ?? ''] as const);
    };
  };
}
