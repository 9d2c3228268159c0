import { views } from '../ids.ts';
import { withViewProgress } from '../ui/progress.ts';
import type { Handler } from './registry.ts';
import { connected } from './targets.ts';

export const refresh: Handler = async workbench => {
  const { account } = connected(workbench);
  await withViewProgress(views.hits, () => account.refreshAll());
};
