import { commands } from '../../ids.ts';
import { isLocal, localProfile } from '../../profiles/profile.ts';
import { withProgress } from '../../ui/progress.ts';
import { CommandError } from '../commandError.ts';
import type { Handler } from '../commandHandler.ts';
import type { Needs } from '../workbench.ts';

export const startLocal: Handler<Needs<'explorer' | 'local' | 'log' | 'prompts' | 'sessions'>> = workbench =>
  start(workbench, 'none');

export const startLocalWithSamples: Handler<Needs<'explorer' | 'local' | 'log' | 'prompts' | 'sessions'>> = workbench =>
  start(workbench, 'sample');

async function start(
  workbench: Needs<'explorer' | 'local' | 'log' | 'prompts' | 'sessions'>,
  seed: 'none' | 'sample',
): Promise<void> {
  const { local, sessions, log, prompts, explorer } = workbench;
  if (seed === 'sample') explorer.muteWarnings();
  const begin = () => withProgress('Starting Local', () => local.start(seed));
  let result = await begin();
  if (!result.ok && result.database !== undefined) {
    const moves = await prompts.confirm({
      message: `Couldn’t start Local: ${result.reason}`,
      detail: `Move the database ${result.database} away and start with an empty one? The file is renamed, not deleted.`,
      action: 'Move and Start',
      warning: true,
    });
    if (moves) {
      log.info(`Moved the database of Local to ${await local.moveDatabaseAway()}`);
      result = await begin();
    }
  }
  if (!result.ok)
    throw new CommandError(`Couldn’t start Local: ${result.reason}`, [
      { label: 'Try Again', command: commands.startLocal },
      { label: 'Show Log', command: commands.showLog },
    ]);
  log.info(`Local serves at ${result.local.endpoint} (process ${result.local.pid})`);
  if (!isLocal(sessions.current.profile)) await sessions.switchTo(localProfile);
}
