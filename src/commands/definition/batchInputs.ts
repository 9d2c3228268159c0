/** The cells of batches for the review grid, which may not reach for the ledger itself. */
import type { PanelHost } from '../../panels/panelHost.ts';
import type { Ledgers } from '../ledger/ledgers.ts';

export function batchInputsOf(ledgers: Ledgers): PanelHost['batchInputs'] {
  return async profileId => {
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
