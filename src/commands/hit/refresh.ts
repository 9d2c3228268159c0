import { views } from '../../ids.ts';
import { withViewProgress } from '../../ui/progress.ts';
import type { Handler } from '../registry.ts';
import { connected, hitToActOn, isTarget } from '../targets.ts';

export const refreshHIT: Handler = async (workbench, clicked, selected) => {
  const session = connected(workbench);
  const rows = (Array.isArray(selected) && selected.length > 0 ? selected : [clicked]).filter(isTarget);
  const picked = rows.length > 0 ? undefined : await hitToActOn(workbench, session, 'Refresh HIT');
  const hitIds = new Set(picked ? [picked.id] : rows.map(({ hitId }) => hitId));
  const { account } = session;
  await withViewProgress(views.hits, async () => {
    await account.reread(hitIds);
    // A HIT whose assignments could not be listed is asked for them again.
    const failed = [...hitIds].filter(id => account.assignmentsFreshness(id).state === 'failed');
    await Promise.all(failed.map(id => account.refreshAssignments(id)));
  });
};
