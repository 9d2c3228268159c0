import { views } from '../ids.ts';
import { withViewProgress } from '../ui/progress.ts';
import type { Handler } from './registry.ts';
import { connected } from './targets.ts';

export const refresh: Handler = async workbench => {
  const { account } = connected(workbench);
  await withViewProgress(views.hits, async () => {
    await Promise.all([account.refreshHITs(), account.refreshBalance()]);
    const opened = account.hits().filter(hit => account.assignmentsFreshness(hit.id).state !== 'never');
    await Promise.all(opened.map(hit => account.refreshAssignments(hit.id)));
  });
};
