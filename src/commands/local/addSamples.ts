import { commands } from '../../ids.ts';
import { isLocal, localProfile } from '../../profiles/profile.ts';
import { CommandError } from '../commandError.ts';
import type { Handler } from '../commandHandler.ts';
import type { Needs } from '../workbench.ts';
import { runningLocal } from './running.ts';

/** Puts the sample HITs into a Local that has no HITs. What has some is only reset, and asked about first. */
export const addSamples: Handler<Needs<'explorer' | 'local' | 'sessions'>> = async workbench => {
  const { local, sessions, explorer } = workbench;
  runningLocal(workbench);
  if (!isLocal(sessions.current.profile)) await sessions.switchTo(localProfile);
  const { account } = sessions.current;
  await account?.refreshHITs();
  if (account?.listing.state !== 'fresh' || account.size > 0)
    throw new CommandError('Couldn’t add sample HITs: Local is not empty. Reset its data to the samples instead.', [
      { label: 'Reset Local Data…', command: commands.resetLocal },
    ]);
  explorer.muteWarnings();
  await local.control('reset', { seed: 'sample' });
};
