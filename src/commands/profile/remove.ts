import { environmentLabel, isLocal, localProfile } from '../../profiles/profile.ts';
import type { Handler } from '../commandHandler.ts';
import type { Needs } from '../workbench.ts';

export const removeProfile: Handler<Needs<'prompts' | 'sessions' | 'store'>> = async ({ store, sessions, prompts }) => {
  const removable = store.all().filter(each => !isLocal(each) && !each.shared);
  if (removable.length === 0) {
    await prompts.inform(
      'There is no profile to remove: Local is part of the workbench, and shared profiles are removed in the settings.',
    );
    return;
  }
  const profile = await prompts.pick(
    'Remove profile',
    'Which profile?',
    removable.map(each => ({
      label: each.name,
      description: environmentLabel(each),
      detail: each.endpoint,
      value: each,
    })),
  );
  if (!profile) return;
  const sure = await prompts.confirm({
    message: `Remove profile ${profile.name}?`,
    detail:
      'Its keys are deleted from the secret storage, and your notes about its assignments are deleted. Nothing changes at the service.',
    action: 'Remove',
    warning: true,
  });
  if (!sure) return;
  if (sessions.current.profile.id === profile.id) await sessions.switchTo(localProfile);
  await store.remove(profile.id);
  await sessions.discard(profile.id);
};
