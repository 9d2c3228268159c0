import type { Handler } from '../commandHandler.ts';
import type { Needs } from '../workbench.ts';
import { fillAndKeep } from './save.ts';

export const addProfile: Handler<Needs<'identities' | 'prompts' | 'sessions' | 'store'>> = async workbench => {
  const { store, sessions, prompts } = workbench;
  const profile = await fillAndKeep(workbench, {
    title: 'Add profile',
    verb: 'add',
    taken: store.all().map(({ name }) => name),
    draft: {},
    keep: (added, credentials) => store.add(added, credentials),
  });
  if (!profile) return;
  await sessions.switchTo(profile);
  await prompts.inform(
    profile.keys === 'session'
      ? `Profile ${profile.name} is ready and active. Its keys are stored for this session only.`
      : `Profile ${profile.name} is ready and active.`,
  );
};
