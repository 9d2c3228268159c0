import type { Handler } from './handler.ts';
import { connected, hitToActOn, isTarget, isWorkerTarget } from './targets.ts';

export const copyId: Handler = async (workbench, clicked, selected) => {
  const rows: unknown[] = Array.isArray(selected) && selected.length > 0 ? selected : [clicked];
  const ids = rows.flatMap(row => {
    if (isWorkerTarget(row)) return row.workerId;
    if (!isTarget(row)) return [];
    return row.kind === 'hit' ? row.hitId : row.assignmentId;
  });
  if (ids.length === 0) {
    const hit = await hitToActOn(workbench, connected(workbench), 'Copy id');
    if (!hit) return;
    ids.push(hit.id);
  }
  await workbench.clipboard.writeText(ids.join('\n'));
};
