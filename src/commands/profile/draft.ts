/** A profile while it is being filled in. */
import type { Credentials } from '../../mturk/client.ts';
import {
  type Environment,
  environmentOf,
  knownEnvironment,
  normalEndpoint,
  type Profile,
  presets,
} from '../../profiles/profile.ts';

export interface Draft {
  readonly name?: string;
  /** Empty for an endpoint that is typed. */
  readonly preset?: string;
  readonly endpoint?: string;
  readonly environment?: Environment;
  /** Empty for none. */
  readonly workerSite?: string;
  readonly keys?: Exclude<Profile['keys'], 'local' | 'archive'>;
  readonly awsProfile?: string;
  /** Whether the keys of the profile as it was are used on. */
  readonly sameKeys?: boolean;
  readonly accessKeyId?: string;
  readonly secretAccessKey?: string;
  readonly sessionToken?: string;
}

export interface Filled {
  readonly name: string;
  readonly endpoint: string;
  readonly environment: Environment;
  readonly workerSite: string | undefined;
  readonly keys: Exclude<Profile['keys'], 'local' | 'archive'>;
  readonly awsProfile: string;
  /** Keys that were entered, or that those of before are used. */
  readonly credentials: Credentials | 'same' | undefined;
}

export function draftOf(profile: Profile): Draft {
  const { name, endpoint, environment, workerSite, keys } = profile;
  return {
    name,
    preset: presets.find(preset => preset.endpoint === endpoint)?.endpoint ?? '',
    endpoint,
    environment,
    ...(workerSite === undefined ? {} : { workerSite }),
    ...(keys === 'local' || keys === 'archive' ? {} : { keys }),
    ...(keys === 'awsProfile' ? { awsProfile: profile.awsProfile } : {}),
  };
}

/** What a draft says when all of its questions are answered. */
export function readDraft(draft: Draft): Filled {
  const endpoint = endpointOf(draft);
  const { name = '', environment, workerSite = '', keys = 'stored', awsProfile = '' } = draft;
  const { accessKeyId = '', secretAccessKey = '' } = draft;
  const entered = {
    accessKeyId: accessKeyId.trim(),
    secretAccessKey: secretAccessKey.trim(),
    ...(draft.sessionToken?.trim() ? { sessionToken: draft.sessionToken.trim() } : {}),
  };
  const own = keys === 'stored' || keys === 'session';
  return {
    name: name.trim(),
    endpoint,
    environment: environmentOf(endpoint, environment),
    // Amazon’s endpoints have sites of their own, whatever was answered before for another endpoint.
    workerSite: knownEnvironment(endpoint) === undefined ? normalEndpoint(workerSite) || undefined : undefined,
    keys,
    awsProfile,
    credentials: own ? (draft.sameKeys ? 'same' : entered) : undefined,
  };
}

export function endpointOf({ preset, endpoint = '' }: Draft): string {
  return normalEndpoint(preset || endpoint);
}
