/** A profile: an identity at an endpoint. Holds nothing secret. */

import * as v from 'valibot';
import { withoutTrailing } from '../mturk/trimming.ts';

export const environments = ['local', 'sandbox', 'production', 'other'] as const;
/** An archive is none of them: nothing in it changes any more. */
export type Environment = (typeof environments)[number] | 'archive';

interface Identity {
  /** Names one identity at one endpoint: another endpoint is another id, so that nothing of two services is ever mixed. */
  readonly id: string;
  readonly name: string;
  /** Empty for Local and for archives, whose services tell their own. */
  readonly endpoint: string;
  readonly environment: Environment;
  /** Where its workers do HITs, if the profile says so. */
  readonly workerSite?: string | undefined;
  /** Comes from the setting `mturk.profiles`; the user is asked before it is used. */
  readonly shared?: true;
}

/** A profile by where its keys come from: Local itself, an archive file, secret storage, this session's memory, the AWS shared config, the environment. */
export type Profile =
  | (Identity & { readonly keys: 'local' | 'stored' | 'session' | 'environment' })
  | (Identity & { readonly keys: 'awsProfile'; readonly awsProfile: string })
  | (Identity & { readonly keys: 'archive'; readonly archive: string });

/** Always there, can't be removed. */
export const localProfile: Profile = { id: 'local', name: 'Local', endpoint: '', environment: 'local', keys: 'local' };

/** Whether a profile is Local itself, not another service that somebody calls local. */
export function isLocal({ keys }: Pick<Profile, 'keys'>): boolean {
  return keys === 'local';
}

interface Preset {
  readonly label: string;
  readonly endpoint: string;
  readonly detail: string;
}

const closed = 'Amazon announced that this service closed on 30 September 2026. It may no longer answer.';

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

/** The environment that an endpoint is in whatever anybody says, or nothing where it is for the user to say. */
export function knownEnvironment(endpoint: string): Environment | undefined {
  const host = URL.canParse(endpoint) ? new URL(endpoint).hostname.replace(/\.$/, '') : '';
  if (/^mturk-requester-sandbox\..*\.amazonaws\.com$/.test(host)) return 'sandbox';
  if (/^mturk-requester\..*\.amazonaws\.com$/.test(host)) return 'production';
  return undefined;
}

/** Which environment an endpoint is, given what was said of it. What is not known counts as `other`. */
export function environmentOf(endpoint: string, said: Environment = 'other'): Environment {
  return knownEnvironment(endpoint) ?? said;
}

/** `other` counts as real money until the user says that it is one of the rest. */
export function spendsRealMoney(environment: Environment): boolean {
  return environment === 'production' || environment === 'other';
}

/** The environment as a confirmation names it. */
export function environmentLabel(profile: Pick<Profile, 'environment'>): string {
  return profile.environment.toUpperCase();
}

/** Where a question is about to do something: “in LOCAL”, “at endpoint “lab” (real money assumed)”. */
export function whereText(profile: Pick<Profile, 'environment' | 'name'>): string {
  if (profile.environment === 'other') return `at endpoint “${profile.name}” (real money assumed)`;
  return `in ${environmentLabel(profile)}`;
}

/** Where the keys of a profile come from, as words that follow “keys”. */
export function keysWords(profile: Profile): string {
  switch (profile.keys) {
    case 'local':
      return 'of Local';
    case 'archive':
      return 'of the archive';
    case 'stored':
      return 'in secret storage';
    case 'session':
      return 'for this session only';
    case 'environment':
      return 'from the environment';
    case 'awsProfile':
      return `of AWS profile ${profile.awsProfile}`;
  }
}

/** What is wrong with an endpoint that the user typed, or nothing. */
export function endpointProblem(text: string): string | undefined {
  if (!URL.canParse(text)) return 'Enter a URL such as https://mturk.lab.example';
  const { protocol, username, password, search, hash } = new URL(text);
  if (protocol !== 'https:' && protocol !== 'http:') return 'The URL must start with https:// or http://';
  if (username || password) return 'Leave user name and password out of the URL';
  if (search || hash) return 'Leave everything after ? or # out of the URL';
  return undefined;
}

/** One spelling of an endpoint, so that two can be compared: host in lower case, no port that goes without saying, no last slash. */
export function normalEndpoint(endpoint: string): string {
  const text = endpoint.trim();
  return withoutTrailing(URL.canParse(text) ? new URL(text).href : text, '/');
}

const identity = {
  id: v.pipe(v.string(), v.minLength(1)),
  name: v.pipe(v.string(), v.minLength(1)),
  endpoint: v.pipe(
    v.string(),
    v.check(text => endpointProblem(text) === undefined),
  ),
  environment: v.picklist(environments),
  workerSite: v.optional(
    v.pipe(
      v.string(),
      v.check(text => endpointProblem(text) === undefined),
    ),
  ),
};

const storedProfile = v.variant('keys', [
  v.object({ ...identity, keys: v.picklist(['stored', 'session', 'environment']) }),
  v.object({ ...identity, keys: v.literal('awsProfile'), awsProfile: v.pipe(v.string(), v.minLength(1)) }),
  v.object({
    ...{ id: identity.id, name: identity.name, endpoint: v.literal('') },
    ...{ environment: v.literal('archive'), keys: v.literal('archive'), archive: v.pipe(v.string(), v.minLength(1)) },
  }),
]);

/** Reads stored metadata; drops what is not a profile. */
export function readProfiles(stored: unknown): Profile[] {
  if (!Array.isArray(stored)) return [];
  return stored.flatMap((each): Profile[] => {
    const result = v.safeParse(storedProfile, each);
    if (!result.success) return [];
    if (result.output.keys === 'archive') return [result.output];
    const { endpoint, environment } = result.output;
    return [{ ...result.output, environment: environmentOf(endpoint, environment) }];
  });
}
