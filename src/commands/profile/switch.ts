import { environmentLabel, isLocal, keysWords, type Profile } from '../../profiles/profile.ts';
import type { Handler } from '../commandHandler.ts';
import { ensureUsable } from './ensureUsable.ts';

export const switchProfile: Handler = async workbench => {
  const { store, sessions, prompts } = workbench;
  const current = sessions.current.profile;
  const profile = await prompts.pick(
    'Switch profile',
    'Which profile should this workspace use?',
    store.all().map(each => ({
      label: each.name,
      description: descriptionOf(each, each.id === current.id),
      detail: isLocal(each) ? 'The service on this machine' : `${each.endpoint}, keys ${keysWords(each)}`,
      value: each,
    })),
  );
  if (!profile) return;
  // The one that is active may have been left without keys, or never agreed to.
  if ((await ensureUsable(workbench, profile)) && profile.id !== sessions.current.profile.id)
    await sessions.switchTo(profile);
};

function descriptionOf(profile: Profile, active: boolean): string {
  return [environmentLabel(profile), ...(profile.shared ? ['from settings'] : []), ...(active ? ['active'] : [])].join(
    ' · ',
  );
}
