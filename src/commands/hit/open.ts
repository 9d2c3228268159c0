import type { Handler } from '../registry.ts';
import { connected, hitToActOn, isTarget } from '../targets.ts';

export const openHIT: Handler = async (workbench, clicked) => {
  const session = connected(workbench);
  if (isTarget(clicked)) {
    workbench.openHIT(session, clicked.hitId, clicked.kind === 'assignment' ? clicked.assignmentId : undefined);
    return;
  }
  const hit = await hitToActOn(workbench, session, 'Open HIT');
  if (hit) workbench.openHIT(session, hit.id);
};
