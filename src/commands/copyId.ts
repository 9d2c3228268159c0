import type { Handler } from './handler.ts';
import { allTargets, connected, hitToActOn, isWorkerTarget } from './targets.ts';

export const copyId: Handler = async (workbench, clicked, selected) => {
  const rows: unknown[] = Array.isArray(selected) && selected.length > 0 ? selected : [clicked];
  const ids = rows.flatMap(row => {
    if (isWorkerTarget(row)) return row.workerId;
    return allTargets(row).map(target => (target.kind === 'hit' ? target.hitId : target.assignmentId));
  });
  if (ids.length === 0) {
    const hit = await hitToActOn(workbench, connected(workbench), 'Copy id');
    if (!hit) return;
    ids.push(hit.id);
  }
  await workbench.clipboard.writeText(ids.join('\n'));
};
