/** What points SDKs and tools at the service of a profile: known from the start, for terminals. */
import type { Profile } from './profile.ts';

/** The keys that Local has by default. They are documented, so they are not secret. */
interface LocalKeys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

export interface Connection {
  readonly profile: Profile;
  /** Where the service answers now. */
  readonly endpoint: string;
  readonly localKeys?: LocalKeys;
}

export const region = 'us-east-1';

/** The variables that point SDKs and tools at a service. */
export function variablesOf(connection: Connection): readonly (readonly [name: string, value: string])[] {
  const { endpoint, localKeys } = connection;
  const profile = awsProfile(connection);
  return [
    ['AWS_ENDPOINT_URL_MTURK', endpoint],
    ['AWS_DEFAULT_REGION', region],
    ...(localKeys
      ? ([
          ['AWS_ACCESS_KEY_ID', localKeys.accessKeyId],
          ['AWS_SECRET_ACCESS_KEY', localKeys.secretAccessKey],
        ] as const)
      : []),
    ...(profile === undefined ? [] : ([['AWS_PROFILE', profile]] as const)),
  ];
}

export function awsProfile({ profile }: Connection): string | undefined {
  return profile.keys === 'awsProfile' ? profile.awsProfile : undefined;
}
