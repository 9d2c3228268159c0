import { environmentLabel } from '../../profiles/profile.ts';
import type { Handler } from '../registry.ts';

export const switchProfile: Handler = async ({ store, sessions, prompts }) => {
  const current = sessions.current.profile;
  const profile = await prompts.pick(
    'Switch profile',
    'Which profile shall this workspace use?',
    store.all().map(each => ({
      label: each.name,
      description: `${environmentLabel(each)}${each.id === current.id ? ' · active' : ''}`,
      detail: each.endpoint || 'The service on this machine',
      value: each,
    })),
  );
  if (profile && profile.id !== current.id) await sessions.switchTo(profile);
};
