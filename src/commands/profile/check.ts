/** Checks a profile by asking for its balance, after making sure that it may and can sign. */
import { environmentLabel, isLocal, keysWords } from '../../profiles/profile.ts';
import type { Handler } from '../commandHandler.ts';
import type { Needs } from '../workbench.ts';
import { askBalance } from './balance.ts';
import { ensureUsable } from './ensureUsable.ts';

export const checkProfile: Handler<Needs<'identities' | 'prompts' | 'sessions' | 'store'>> = async workbench => {
  const { store, sessions, prompts } = workbench;
  const { profile, account } = sessions.current;
  if (isLocal(profile) && !account) {
    await prompts.inform('Local is not running. Start it to use it.');
    return;
  }
  if (!isLocal(profile) && !(await ensureUsable(workbench, profile))) return;
  // Agreeing or entering keys may have opened the session anew.
  const client = sessions.current.account?.client;
  if (!client || sessions.current.profile.id !== profile.id) return;
  const result = await askBalance(profile, client);
  if (!result.ok) {
    await prompts.reportError(`Profile ${profile.name} doesn’t work: ${result.words}`);
    return;
  }
  const keys = keysWords(store.all().find(({ id }) => id === profile.id) ?? profile);
  await prompts.inform(
    `Profile ${profile.name} (${environmentLabel(profile)}) works with the keys ${keys}. ${result.balance}`.trim(),
  );
  await sessions.current.account?.refreshAll();
};
