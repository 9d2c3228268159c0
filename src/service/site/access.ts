/** What may be done with a HIT type, by a worker or by somebody who has not signed in (reference.md §6.8). */

import type { Tx } from '../domain/tx.ts';
import { type Eligibility, mayAccept } from '../eligibility.ts';
import type { HITType } from '../storage/tableRows.ts';

/** Belongs to nobody, so that requirements can be read where there is no worker. */
const nobody = 'A0';

/** Without a worker no requirement is met, whatever a new worker would have. */
export function accessOf(tx: Tx, workerId: string | undefined, type: HITType): Eligibility {
  if (workerId !== undefined) return mayAccept(tx, workerId, { type });
  const { checks } = mayAccept(tx, nobody, { type });
  const guards = type.qualificationRequirements.map(({ ActionsGuarded }) => ActionsGuarded);
  return {
    checks: checks.map(check => ({ ...check, met: false })),
    discover: !guards.includes('DiscoverPreviewAndAccept'),
    preview: guards.every(guard => guard === 'Accept'),
    accept: false,
    blocked: false,
  };
}
