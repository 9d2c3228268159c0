import type { Handler } from './registry.ts';
import { connected, hitToActOn, isTarget } from './targets.ts';

export const copyId: Handler = async (workbench, clicked, selected) => {
  const rows = (Array.isArray(selected) && selected.length > 0 ? selected : [clicked]).filter(isTarget);
  const ids = rows.map(target => (target.kind === 'hit' ? target.hitId : target.assignmentId));
  if (ids.length === 0) {
    const hit = await hitToActOn(workbench, connected(workbench), 'Copy id');
    if (!hit) return;
    ids.push(hit.id);
  }
  await workbench.clipboard.writeText(ids.join('\n'));
};
