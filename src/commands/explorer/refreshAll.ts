import { views } from '../../ids.ts';
import { withViewProgress } from '../../ui/progress.ts';
import type { Handler } from '../commandHandler.ts';
import { connected } from '../selectTargets.ts';
import type { Needs } from '../workbench.ts';

export const refresh: Handler<Needs<'sessions'>> = async workbench => {
  const { account } = connected(workbench);
  await withViewProgress(views.hits, async () => {
    await account.refreshAll();
    if (account.review.state !== 'never') await account.readReview();
    if (account.workers.freshness.state !== 'never') await account.workers.refresh();
  });
};
