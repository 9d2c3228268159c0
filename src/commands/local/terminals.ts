import type { Handler } from '../handler.ts';
import { startLocal } from './start.ts';

/** Starts Local when it does not run; the active profile stays. */
export const useLocalForTerminals: Handler = async workbench => {
  const { local, terminals, prompts, sessions } = workbench;
  if (local.state.state !== 'running') {
    const before = sessions.current.profile;
    await startLocal(workbench);
    if (sessions.current.profile.id !== before.id) await sessions.switchTo(before);
  }
  await terminals.turn(true, local.state);
  await prompts.inform(
    'New terminals of this workspace use Local: AWS_ENDPOINT_URL_MTURK and AWS keys are set in them. Those keys are good for Local only, so other AWS tools are refused there.',
  );
};

export const leaveTerminals: Handler = async ({ terminals, local, prompts }) => {
  await terminals.turn(false, local.state);
  await prompts.inform('New terminals of this workspace have no variables of Local any more.');
};
