/** What the service has, read while the user waits. */
import { type Caller, readsUntil } from '../ledger/caller.ts';
import { type Progress, withProgress } from '../ui/progress.ts';
import type { ConnectedSession } from './workbench.ts';

/** Reads ahead of what runs in the background, and ends early when the user cancels or switches the profile. Rejects with MTurkError, then too. */
export function readWithProgress<T>(
  title: string,
  { account, ended }: ConnectedSession,
  read: (client: Caller, progress: Progress) => Promise<T>,
): Promise<T> {
  return withProgress(title, ({ signal, report }) => {
    const stopped = AbortSignal.any([signal, ended]);
    return read(readsUntil(account.client, stopped), { signal: stopped, report });
  });
}
