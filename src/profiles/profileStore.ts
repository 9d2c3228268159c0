/** Profiles: metadata in the extension's state, keys in SecretStorage, one entry a profile, nowhere else. */
import * as vscode from 'vscode';
import { storageKeys } from '../ids.ts';
import type { Credentials } from '../mturk/client.ts';
import { registerSecret } from '../mturk/masking.ts';
import { localProfile, type Profile, readCredentials, readProfiles } from './profile.ts';

export class ProfileStore implements vscode.Disposable {
  readonly #context: vscode.ExtensionContext;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #subscription: vscode.Disposable;
  /** Profiles came, went, or their keys changed, here or in another window. */
  readonly onDidChange = this.#changed.event;

  constructor(context: vscode.ExtensionContext) {
    this.#context = context;
    this.#subscription = context.secrets.onDidChange(({ key }) => {
      if (key.startsWith(storageKeys.secretPrefix)) this.#changed.fire();
    });
  }

  /** All profiles, Local first. */
  all(): readonly Profile[] {
    return [localProfile, ...readProfiles(this.#context.globalState.get(storageKeys.profiles))];
  }

  /** The profile of this workspace; Local until another is chosen. */
  active(): Profile {
    const id = this.#context.workspaceState.get<string>(storageKeys.activeProfile);
    return this.all().find(profile => profile.id === id) ?? localProfile;
  }

  async setActive(id: string): Promise<void> {
    await this.#context.workspaceState.update(storageKeys.activeProfile, id);
  }

  /** Keeps the keys first: metadata without keys would be a profile that can't sign. */
  async add(profile: Profile, credentials: Credentials): Promise<void> {
    await this.#context.secrets.store(secretKey(profile.id), JSON.stringify(credentials));
    await this.#saveProfiles([...readProfiles(this.#context.globalState.get(storageKeys.profiles)), profile]);
    this.#changed.fire();
  }

  async remove(id: string): Promise<void> {
    const rest = readProfiles(this.#context.globalState.get(storageKeys.profiles)).filter(each => each.id !== id);
    await this.#saveProfiles(rest);
    await this.#context.secrets.delete(secretKey(id));
    this.#changed.fire();
  }

  async credentials(id: string): Promise<Credentials | undefined> {
    const credentials = readCredentials(await this.#context.secrets.get(secretKey(id)));
    registerSecret(credentials?.secretAccessKey);
    registerSecret(credentials?.sessionToken);
    return credentials;
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changed.dispose();
  }

  async #saveProfiles(profiles: readonly Profile[]): Promise<void> {
    await this.#context.globalState.update(storageKeys.profiles, profiles);
  }
}

function secretKey(profileId: string): string {
  return `${storageKeys.secretPrefix}${profileId}`;
}
