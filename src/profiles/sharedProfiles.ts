/** Profiles of the setting `mturk.profiles`, which a team can share. It holds who and where, never keys. */
import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { settings } from '../ids.ts';
import { endpointProblem, environmentOf, environments, normalEndpoint, type Profile } from './profile.ts';

export interface SharedProfiles {
  readonly profiles: readonly Profile[];
  /** Entries that are left out, each with its reason as a sentence. Hold no value of a field. */
  readonly refusals: readonly string[];
}

const address = v.pipe(
  v.string(),
  v.rawCheck(({ dataset, addIssue }) => {
    const problem = dataset.typed ? endpointProblem(dataset.value) : undefined;
    if (problem) addIssue({ message: problem });
  }),
);

const sharedProfile = v.strictObject({
  name: v.pipe(v.string(), v.trim(), v.minLength(1, 'a name is needed')),
  endpoint: address,
  environment: v.optional(v.picklist(environments)),
  workerSite: v.optional(address),
  keys: v.optional(v.picklist(['stored', 'environment'])),
  awsProfile: v.optional(v.pipe(v.string(), v.minLength(1))),
});

/** Names of fields that are keys, and the form of AWS's access keys anywhere. */
const keyField = /secret|token|passw|credential|access_?-?key|private_?-?key|^keyid$/i;
const keyValue = /\b(AKIA|ASIA)[A-Z0-9]{12,}\b/;

/** Where VS Code found a setting. */
interface SettingValues {
  readonly globalValue?: unknown;
  readonly workspaceValue?: unknown;
}

/** The profiles of the user's own settings and of the workspace's; the latter only where the user trusts the workspace. */
export function sharedProfiles(values: SettingValues | undefined, trusted: boolean): SharedProfiles {
  const read = [values?.globalValue, trusted ? values?.workspaceValue : undefined].map(readSharedProfiles);
  const byId = new Map(read.flatMap(({ profiles }) => profiles.map(profile => [profile.id, profile])));
  return { profiles: [...byId.values()], refusals: read.flatMap(({ refusals }) => refusals) };
}

export function readSharedProfiles(value: unknown): SharedProfiles {
  if (value === undefined) return { profiles: [], refusals: [] };
  if (!Array.isArray(value)) return { profiles: [], refusals: [`The setting ${settings.profiles} is not a list.`] };
  const profiles = new Map<string, Profile>();
  const refusals: string[] = [];
  for (const [index, entry] of value.entries()) {
    const result = readEntry(entry, `Entry ${index + 1} of the setting ${settings.profiles}`);
    if (typeof result === 'string') refusals.push(result);
    else if (profiles.has(result.name))
      refusals.push(`The setting ${settings.profiles} names two profiles “${result.name}”; the first one counts.`);
    else profiles.set(result.name, result);
  }
  return { profiles: [...profiles.values()], refusals };
}

function readEntry(entry: unknown, what: string): Profile | string {
  const field = keyFieldOf(entry);
  if (field !== undefined)
    return `${what} holds keys (${field}) and is left out: everyone who has the files can read settings. Remove the keys, replace them at the service, and enter the new ones with “Switch Profile”.`;
  const result = v.safeParse(sharedProfile, entry);
  if (!result.success) {
    const [issue] = result.issues;
    const path = v.getDotPath(issue) ?? 'the entry';
    return `${what} is left out: ${path}: ${issue.type === 'strict_object' ? 'unknown field' : issue.message}.`;
  }
  const { name, endpoint: url, environment, keys = 'stored', awsProfile, workerSite } = result.output;
  const endpoint = normalEndpoint(url);
  const identity = {
    // Fit for a file's name, whatever the name of the profile is.
    id: `shared-${digest(JSON.stringify([name, endpoint]))}`,
    name,
    endpoint,
    environment: environmentOf(endpoint, environment),
    ...(workerSite ? { workerSite: normalEndpoint(workerSite) } : {}),
    shared: true,
  } as const;
  return awsProfile ? { ...identity, keys: 'awsProfile', awsProfile } : { ...identity, keys };
}

function keyFieldOf(value: unknown): string | undefined {
  if (typeof value === 'string') return keyValue.test(value) ? 'a value that looks like an access key' : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [name, inner] of Object.entries(value)) {
    if (keyField.test(name)) return name.slice(0, 40);
    const found = keyFieldOf(inner);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Identifies what the user trusted: when the shared profile changes, they are asked again. */
export function fingerprint(profile: Profile): string {
  return digest(
    JSON.stringify([
      profile.endpoint,
      profile.environment,
      profile.keys,
      profile.keys === 'awsProfile' ? profile.awsProfile : '',
    ]),
  );
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
