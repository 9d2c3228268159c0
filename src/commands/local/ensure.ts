import type { RunningLocal } from '../../local/controlClient.ts';
import { CommandError } from '../commandError.ts';
import type { Needs } from '../workbench.ts';
import { startLocal } from './start.ts';

/** Starts Local when it does not run; the active profile stays. */
export async function ensureLocal(
  workbench: Needs<'explorer' | 'local' | 'log' | 'prompts' | 'sessions'>,
): Promise<RunningLocal> {
  const { local, sessions } = workbench;
  if (local.state.state !== 'running') {
    const before = sessions.current.profile;
    await startLocal(workbench);
    if (sessions.current.profile.id !== before.id) await sessions.switchTo(before);
  }
  if (local.state.state !== 'running') throw new CommandError('Local did not start.');
  return local.state.local;
}
