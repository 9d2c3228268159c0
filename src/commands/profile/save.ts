/** Fills in the form until what it says works, then keeps it. */
import { randomUUID } from 'node:crypto';
import type { Credentials } from '../../mturk/client.ts';
import type { Kept } from '../../profiles/keyVault.ts';
import type { Profile } from '../../profiles/profile.ts';
import type { Needs } from '../workbench.ts';
import { tryKeys } from './balance.ts';
import type { Draft, Filled } from './draft.ts';
import { askCode, storageFailure } from './ensureUsable.ts';
import { fillForm } from './form.ts';
import type { FormOptions } from './formOptions.ts';

export interface SaveOptions extends FormOptions {
  readonly draft: Draft;
  readonly keep: (profile: Profile, credentials: Credentials | undefined) => Promise<Kept>;
  /** "add" or "save", for messages. */
  readonly verb: string;
}

const change = 'Change…';
const again = 'Try Again';

/** The profile as it was kept, or nothing when the user left. */
export async function fillAndKeep(
  workbench: Needs<'identities' | 'prompts' | 'sessions' | 'store'>,
  options: SaveOptions,
): Promise<Profile | undefined> {
  let round = await fillForm(workbench.prompts, options, options.draft);
  while (round) {
    const profile = profileOf(round.filled, options.before?.profile);
    const credentials = await entered(workbench, round.filled, options);
    const result = await tryKeys(workbench, profile, credentialsFor(workbench, profile, credentials));
    if (result.ok) {
      const kept = await keep(workbench, profile, credentials, options);
      if (typeof kept === 'object') return kept;
      if (kept === undefined) return undefined;
      round = await fillForm(workbench.prompts, options, { ...round.draft, keys: kept });
      continue;
    }
    if (result.cancelled) return undefined;
    const problem = `Couldn’t ${options.verb} profile ${profile.name}: ${result.words}`;
    const chosen = await workbench.prompts.reportError(problem, change, again);
    if (chosen === undefined) return undefined;
    if (chosen === change) round = await fillForm(workbench.prompts, options, round.draft);
  }
  return undefined;
}

/** Another endpoint is another profile: what was noted of the one before is not mixed with what comes. */
function profileOf(filled: Filled, before: Profile | undefined): Profile {
  const { name, endpoint, environment, workerSite, keys, awsProfile } = filled;
  const id = before && before.endpoint === endpoint ? before.id : randomUUID();
  const identity = { id, name, endpoint, environment, ...(workerSite === undefined ? {} : { workerSite }) };
  return keys === 'awsProfile' ? { ...identity, keys, awsProfile } : { ...identity, keys };
}

async function entered(
  { store }: Needs<'store'>,
  { credentials }: Filled,
  { before }: SaveOptions,
): Promise<Credentials | undefined> {
  if (credentials !== 'same') return credentials;
  const reading = before ? await store.readKeys(before.profile) : undefined;
  return reading?.state === 'ready' ? reading.credentials : undefined;
}

function credentialsFor(
  { identities, prompts }: Needs<'identities' | 'prompts'>,
  profile: Profile,
  credentials: Credentials | undefined,
): () => Promise<Credentials> {
  return credentials ? async () => credentials : () => identities.signIn(profile, askCode(prompts));
}

/** The profile as it was kept, another source of keys to go on with, or nothing when the user gives up. */
async function keep(
  { prompts }: Needs<'prompts'>,
  profile: Profile,
  credentials: Credentials | undefined,
  options: SaveOptions,
): Promise<Profile | Filled['keys'] | undefined> {
  const kept = await options.keep(profile, credentials);
  if (kept.ok) return profile;
  const ways: Readonly<Record<string, Filled['keys']>> = {
    'Keep for This Session': 'session',
    'Use an AWS Profile': 'awsProfile',
    'Use the Environment': 'environment',
  };
  const chosen = await prompts.reportError(storageFailure(profile, kept.reason), ...Object.keys(ways));
  const way = chosen === undefined ? undefined : ways[chosen];
  if (way !== 'session') return way;
  const { id, name, endpoint, environment, workerSite } = profile;
  const inMemory: Profile = { id, name, endpoint, environment, workerSite, keys: 'session' };
  return (await options.keep(inMemory, credentials)).ok ? inMemory : undefined;
}
