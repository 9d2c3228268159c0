import { environmentLabel, isLocal, keysWords, type Profile } from '../../profiles/profile.ts';
import type { Choice } from '../../ui/prompts.ts';
import type { Handler } from '../commandHandler.ts';
import type { Needs } from '../workbench.ts';
import { addProfile } from './add.ts';
import { ensureUsable } from './ensureUsable.ts';

export const switchProfile: Handler<Needs<'identities' | 'prompts' | 'sessions' | 'store'>> = async workbench => {
  const { store, sessions, prompts } = workbench;
  const current = sessions.current.profile;
  const choices = store.all().map(
    (each): Choice<Profile | 'add'> => ({
      label: each.name,
      description: descriptionOf(each, each.id === current.id),
      detail: detailOf(each),
      value: each,
    }),
  );
  const profile = await prompts.pick<Profile | 'add'>('Switch profile', 'Which profile should this workspace use?', [
    ...choices,
    { label: 'Add Profile…', icon: 'add', value: 'add' },
  ]);
  if (!profile) return;
  if (profile === 'add') return addProfile(workbench);
  // The one that is active may have been left without keys, or never agreed to.
  if ((await ensureUsable(workbench, profile)) && profile.id !== sessions.current.profile.id)
    await sessions.switchTo(profile);
};

function detailOf(profile: Profile): string {
  if (isLocal(profile)) return 'The service on this machine';
  return profile.keys === 'archive' ? profile.archive : `${profile.endpoint}, keys ${keysWords(profile)}`;
}

function descriptionOf(profile: Profile, active: boolean): string {
  return [environmentLabel(profile), ...(profile.shared ? ['from settings'] : []), ...(active ? ['active'] : [])].join(
    ' · ',
  );
}
