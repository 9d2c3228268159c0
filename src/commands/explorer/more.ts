import { views } from '../../ids.ts';
import { withProgress, withViewProgress } from '../../ui/progress.ts';
import type { MoreNode } from '../../views/nodes.ts';
import type { Handler } from '../handler.ts';
import { connected } from '../targets.ts';

export const showMore: Handler = async ({ explorer }, node) => explorer.showMore(isMore(node) ? node : undefined);

/** Reads the work of every HIT, so that the Workers view knows everybody. */
export const readAllWork: Handler = async workbench => {
  const { account } = connected(workbench);
  await withViewProgress(views.workers, async () => {
    if (account.listing.state === 'never') await account.refreshHITs();
  });
  const unread = account.unread().map(({ id }) => id);
  if (unread.length === 0) {
    await workbench.prompts.inform('The work of all HITs has been read.');
    return;
  }
  await withProgress(`Reading the work of ${unread.length} HITs`, ({ signal, report }) => {
    let done = 0;
    return account.readWork(unread, signal, () => {
      done += 1;
      report(done, unread.length);
    });
  });
};

function isMore(value: unknown): value is MoreNode {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'more';
}
