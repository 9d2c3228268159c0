import { views } from '../../ids.ts';
import { withViewProgress } from '../../ui/progress.ts';
import type { Handler } from '../handler.ts';
import { allTargets, connected, hitToActOn, isWorkerTarget } from '../targets.ts';

export const refreshHIT: Handler = async (workbench, clicked, selected) => {
  const session = connected(workbench);
  const { account } = session;
  const rows: unknown[] = Array.isArray(selected) && selected.length > 0 ? selected : [clicked];
  const workers = new Set(rows.filter(isWorkerTarget).map(({ workerId }) => workerId));
  const worked = workers.size > 0 ? [...account.works()].flat().filter(each => workers.has(each.workerId)) : [];
  const hitIds = new Set([...allTargets(clicked, selected), ...worked].map(({ hitId }) => hitId));
  if (hitIds.size === 0) {
    const picked = await hitToActOn(workbench, session, 'Refresh HIT');
    if (!picked) return;
    hitIds.add(picked.id);
  }
  await withViewProgress(views.hits, async () => {
    await account.reread(hitIds);
    // A HIT whose assignments could not be listed is asked for them again.
    const failed = [...hitIds].filter(id => account.assignmentsFreshness(id).state === 'failed');
    await Promise.all(failed.map(id => account.refreshAssignments(id)));
  });
};
