/** A profile: an identity at an endpoint. Holds nothing secret. */
import * as v from 'valibot';

export const environments = ['local', 'sandbox', 'production', 'other'] as const;
export type Environment = (typeof environments)[number];

export interface Profile {
  readonly id: string;
  readonly name: string;
  /** Empty for Local, whose service tells its own. */
  readonly endpoint: string;
  readonly environment: Environment;
}

/** Always there, can't be removed. */
export const localProfile: Profile = { id: 'local', name: 'Local', endpoint: '', environment: 'local' };

export interface Preset {
  readonly label: string;
  readonly endpoint: string;
  readonly detail: string;
}

const closed = 'Amazon announced that this service closed for good on 30 September 2026; it may no longer answer.';

export const presets: readonly Preset[] = [
  {
    label: 'Amazon Mechanical Turk sandbox',
    endpoint: 'https://mturk-requester-sandbox.us-east-1.amazonaws.com',
    detail: closed,
  },
  {
    label: 'Amazon Mechanical Turk production',
    endpoint: 'https://mturk-requester.us-east-1.amazonaws.com',
    detail: closed,
  },
];

/** Which environment an endpoint is. What is not known counts as `other`, which is treated as real money. */
export function environmentOf(endpoint: string): Environment {
  const host = URL.canParse(endpoint) ? new URL(endpoint).hostname : '';
  if (/^mturk-requester-sandbox\..*\.amazonaws\.com$/.test(host)) return 'sandbox';
  if (/^mturk-requester\..*\.amazonaws\.com$/.test(host)) return 'production';
  return 'other';
}

export function spendsRealMoney(environment: Environment): boolean {
  return environment === 'production' || environment === 'other';
}

/** The environment as it stands in a confirmation. */
export function environmentLabel(profile: Pick<Profile, 'environment'>): string {
  return profile.environment.toUpperCase();
}

/** What is wrong with an endpoint that the user typed, or nothing. */
export function endpointProblem(text: string): string | undefined {
  if (!URL.canParse(text)) return 'A URL is needed, such as https://mturk.lab.example';
  const { protocol, username, password, search, hash } = new URL(text);
  if (protocol !== 'https:' && protocol !== 'http:') return 'The URL must start with https:// or http://';
  if (username || password) return 'Leave user name and password out of the URL';
  if (search || hash) return 'Leave everything after ? or # out of the URL';
  return undefined;
}

const storedProfile = v.object({
  id: v.pipe(v.string(), v.minLength(1)),
  name: v.string(),
  endpoint: v.string(),
  environment: v.picklist(environments),
});

/** Reads stored metadata; drops what is not a profile. */
export function readProfiles(stored: unknown): Profile[] {
  if (!Array.isArray(stored)) return [];
  return stored.flatMap(each => {
    const result = v.safeParse(storedProfile, each);
    return result.success ? [result.output] : [];
  });
}

const storedCredentials = v.object({
  accessKeyId: v.pipe(v.string(), v.minLength(1)),
  secretAccessKey: v.pipe(v.string(), v.minLength(1)),
  sessionToken: v.optional(v.string()),
});

export interface StoredCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** Reads a SecretStorage entry; `undefined` when it is not one of ours. */
export function readCredentials(stored: string | undefined): StoredCredentials | undefined {
  if (stored === undefined) return undefined;
  try {
    const { accessKeyId, secretAccessKey, sessionToken } = v.parse(storedCredentials, JSON.parse(stored));
    return { accessKeyId, secretAccessKey, ...(sessionToken ? { sessionToken } : {}) };
  } catch {
    return undefined;
  }
}
