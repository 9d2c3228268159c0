import type { Account } from '../../account/account.ts';
import { unreadRejections } from '../../account/rejections.ts';
import { unreadHITs } from '../../account/unread.ts';
import { views } from '../../ids.ts';
import { counted } from '../../mturk/plurals.ts';
import { withProgress, withViewProgress } from '../../ui/progress.ts';
import type { MoreNode } from '../../views/nodes.ts';
import type { Handler } from '../commandHandler.ts';
import { connected } from '../selectTargets.ts';
import type { Needs } from '../workbench.ts';

export const showMore: Handler<Needs<'explorer'>> = async ({ explorer }, node) =>
  explorer.showMore(isMore(node) ? node : undefined);

/** Reads the work of every HIT, so that the Workers view knows everybody. */
export const readAllWork: Handler<Needs<'prompts' | 'sessions'>> = async workbench => {
  const { account } = connected(workbench);
  await withViewProgress(views.workers, async () => {
    if (account.listing.state === 'never') await account.refreshHITs();
  });
  const unread = unreadHITs(account).map(({ id }) => id);
  if (unread.length === 0) {
    await workbench.prompts.inform('The work of all HITs has been read.');
    return;
  }
  await readAll(account, unread, `Reading the work of ${counted(unread.length, 'HIT')}`, true);
};

/** Reads the reviewed work of every HIT that may hold rejections, so that the Rejected view knows them all. */
export const readRejections: Handler<Needs<'prompts' | 'sessions'>> = async workbench => {
  const { account } = connected(workbench);
  await withViewProgress(views.rejected, async () => {
    if (account.listing.state === 'never') await account.refreshHITs();
  });
  const unread = unreadRejections(account).map(({ id }) => id);
  if (unread.length === 0) {
    await workbench.prompts.inform('All rejections that can still be reversed are shown.');
    return;
  }
  await readAll(account, unread, `Looking for rejections in ${counted(unread.length, 'HIT')}`, false);
};

async function readAll(account: Account, hitIds: readonly string[], title: string, bonuses: boolean): Promise<void> {
  await withProgress(title, ({ signal, report }) => {
    let done = 0;
    const onRead = () => {
      done += 1;
      report(done, hitIds.length);
    };
    return account.readWork(hitIds, { signal, onRead, bonuses });
  });
}

function isMore(value: unknown): value is MoreNode {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'more';
}
