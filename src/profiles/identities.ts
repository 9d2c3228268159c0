/** What a profile signs with: its keys fetched from where they are, and why there are none. */
import type { Credentials } from '../mturk/client.ts';
import { CredentialsProblem } from '../mturk/errors.ts';
import type { NetworkSettings } from '../mturk/network.ts';
import { shareCredentials } from '../mturk/sharedCredentials.ts';
import type { KeyReading } from './keyVault.ts';
import type { Profile } from './profile.ts';

/** The part of the store that is needed. */
interface KeyStore {
  readKeys(profile: Profile): Promise<KeyReading>;
  isApproved(profile: Profile): boolean;
}

interface IdentitiesOptions {
  readonly store: KeyStore;
  readonly network: (endpoint: string) => NetworkSettings;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** Asks for the code of an MFA device; `undefined` when the user walks away. */
type AskCode = (serial: string) => Promise<string | undefined>;

export class Identities {
  readonly #options: IdentitiesOptions;
  readonly #shared = new Map<string, { readonly source: string; readonly get: () => Promise<Credentials> }>();
  #asking: AskCode | undefined;

  constructor(options: IdentitiesOptions) {
    this.#options = options;
  }

  /** Keys for requests in the background: nobody is asked anything. Throws CredentialsProblem. */
  of(profile: Profile): () => Promise<Credentials> {
    return async () => {
      this.#insistOnApproval(profile);
      return this.#provider(profile)();
    };
  }

  /** Fetches the keys again for a user who is present and can answer. Throws CredentialsProblem. */
  async signIn(profile: Profile, ask: AskCode): Promise<Credentials> {
    this.forget(profile.id);
    this.#asking = ask;
    try {
      return await this.of(profile)();
    } finally {
      this.#asking = undefined;
    }
  }

  /** Lets go of keys that were fetched: they have changed. */
  forget(id: string): void {
    this.#shared.delete(id);
  }

  #provider(profile: Profile): () => Promise<Credentials> {
    const source = profile.keys === 'awsProfile' ? `aws:${profile.awsProfile}` : profile.keys;
    const kept = this.#shared.get(profile.id);
    if (kept?.source === source) return kept.get;
    const get = shareCredentials(() => this.#fetch(profile), this.#options.now);
    this.#shared.set(profile.id, { source, get });
    return get;
  }

  #insistOnApproval(profile: Profile): void {
    if (this.#options.store.isApproved(profile)) return;
    throw new CredentialsProblem(
      'notConfirmed',
      `the settings name profile ${profile.name} at ${profile.endpoint}, and you have not agreed to it yet`,
      'Switch to the profile or check it to decide.',
    );
  }

  async #fetch(profile: Profile): Promise<Credentials> {
    switch (profile.keys) {
      case 'local':
        throw new CredentialsProblem('noCredentials', 'Local is not running', 'Start Local.');
      case 'archive':
        throw new CredentialsProblem('noCredentials', 'the archive is not open', 'Switch to its profile.');
      case 'environment':
        return (await import('../mturk/awsCredentials.ts')).environmentCredentials();
      case 'awsProfile':
        return (await import('../mturk/awsCredentials.ts')).awsProfileCredentials({
          profile: profile.awsProfile,
          network: this.#options.network('https://sts.us-east-1.amazonaws.com'),
          mfaCode: this.#asking ?? nobodyIsAsked(profile.awsProfile),
        });
      case 'stored':
      case 'session':
        return keysOf(profile, await this.#options.store.readKeys(profile));
    }
  }
}

function nobodyIsAsked(awsProfile: string): AskCode {
  return async () => {
    throw new CredentialsProblem(
      'expiredCredentials',
      `AWS profile ${awsProfile} requires an MFA code`,
      'Check the profile to enter one.',
    );
  };
}

function keysOf(profile: Profile, reading: KeyReading): Credentials {
  switch (reading.state) {
    case 'ready':
      return reading.credentials;
    case 'none':
      throw profile.keys === 'session'
        ? new CredentialsProblem(
            'noCredentials',
            'they were stored for a session that has ended',
            'Check the profile to enter them again.',
          )
        : new CredentialsProblem('noCredentials', 'none were entered', 'Check the profile to enter them.');
    case 'lost':
      throw new CredentialsProblem(
        'noCredentials',
        'VS Code’s secret storage has lost them',
        'Check the profile to enter them again, or edit it and take the keys from an AWS profile or the environment.',
      );
    case 'failed':
      throw new CredentialsProblem(
        'noCredentials',
        `VS Code’s secret storage does not work: ${reading.reason}`,
        'Edit the profile and take the keys from an AWS profile, the environment, or for this session only.',
      );
    case 'elsewhere':
      throw new CredentialsProblem(
        'notConfirmed',
        `the keys of profile ${profile.name} were checked for ${reading.endpoint}, not for ${profile.endpoint}`,
        'Check the profile to agree or to enter other keys. Nothing was sent.',
      );
  }
}
