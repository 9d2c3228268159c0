import { views } from '../../ids.ts';
import { isRef } from '../../refs.ts';
import { withViewProgress } from '../../ui/progress.ts';
import { clickedRefs } from '../clickedRows.ts';
import type { Handler } from '../commandHandler.ts';
import { refresh } from '../explorer/refreshAll.ts';
import { connected, pickHIT } from '../selectTargets.ts';
import type { Needs } from '../workbench.ts';

/** Reads the HITs again that rows are about: of any row, a worker's and a group's too. */
export const refreshHIT: Handler<Needs<'explorer' | 'prompts' | 'sessions'>> = async (workbench, clicked, selected) => {
  const session = connected(workbench);
  const { account } = session;
  const refs = clickedRefs(workbench, clicked, selected);
  // Rows that are about nothing in the service stand for the listing as a whole.
  if (refs?.length === 0) return refresh(workbench);
  const workers = new Set(refs?.filter(each => isRef(each, 'worker')).map(({ workerId }) => workerId));
  const worked = workers.size > 0 ? [...account.works()].flat().filter(each => workers.has(each.workerId)) : [];
  const hitIds = new Set(
    [...(refs ?? []).filter(each => isRef(each, 'hit', 'assignment')), ...worked].map(({ hitId }) => hitId),
  );
  if (!refs) {
    const picked = await pickHIT(workbench, session, 'Refresh HIT');
    if (!picked) return;
    hitIds.add(picked.id);
  }
  await withViewProgress(views.hits, async () => {
    await account.reread({ hitIds, workers: workers.size > 0 });
    // A HIT whose assignments could not be listed is asked for them again.
    const failed = [...hitIds].filter(id => account.assignmentsFreshness(id).state === 'failed');
    await Promise.all(failed.map(id => account.refreshAssignments(id)));
  });
};
