import { commands } from '../../ids.ts';
import type { RunningLocal } from '../../local/controlClient.ts';
import { CommandError } from '../commandError.ts';
import type { Needs } from '../workbench.ts';

/** The running Local service. Throws a {@link CommandError} that offers to start it. */
export function runningLocal({ local }: Needs<'local'>): RunningLocal {
  const { state } = local;
  if (state.state === 'running') return state.local;
  throw new CommandError('Local is not running.', [{ label: 'Start Local', command: commands.startLocal }]);
}
