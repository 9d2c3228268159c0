/** Profiles: metadata in the extension's state and in settings, keys in the vault, nowhere else. */
import { isDeepStrictEqual } from 'node:util';
import * as vscode from 'vscode';
import { settings } from '../ids.ts';
import type { Credentials } from '../mturk/client.ts';
import { storageKeys } from '../storageKeys.ts';
import { type Kept, type KeyReading, KeyVault } from './keyVault.ts';
import { localProfile, type Profile, readProfiles } from './profile.ts';
import { fingerprint, type SharedProfiles, sharedProfiles } from './sharedProfiles.ts';

export interface ProfilesChanged {
  /** The profile whose keys are others now, if they are. */
  readonly keysOf?: string;
}

export class ProfileStore implements vscode.Disposable {
  readonly #context: vscode.ExtensionContext;
  readonly #vault: KeyVault;
  readonly #changed = new vscode.EventEmitter<ProfilesChanged>();
  readonly #subscriptions: vscode.Disposable[];
  #known: readonly Profile[];
  /** Profiles came, went, or their keys changed, here or in another window. */
  readonly onDidChange = this.#changed.event;
  readonly #settingsChanged = new vscode.EventEmitter<void>();
  /** The setting of shared profiles is read anew. */
  readonly onDidChangeSettings = this.#settingsChanged.event;

  constructor(context: vscode.ExtensionContext) {
    this.#context = context;
    this.#vault = new KeyVault(context.secrets, context.globalState);
    this.#known = this.all();
    this.#subscriptions = [
      context.secrets.onDidChange(({ key }) => this.#heard(key)),
      // Mementos have no change event; a window that gets the focus wants the state that another one left.
      vscode.window.onDidChangeWindowState(({ focused }) => focused && this.#lookAgain()),
      vscode.workspace.onDidChangeConfiguration(
        event => event.affectsConfiguration(settings.profiles) && this.#readSettings(),
      ),
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.#readSettings()),
    ];
  }

  /** All profiles: Local, the user's, the shared ones. */
  all(): readonly Profile[] {
    return [localProfile, ...this.#own(), ...this.shared().profiles];
  }

  /** What the settings share. A workspace that is not trusted shares nothing. */
  shared(): SharedProfiles {
    const { isTrusted } = vscode.workspace;
    return sharedProfiles(vscode.workspace.getConfiguration().inspect<unknown>(settings.profiles), isTrusted);
  }

  /** The profile of this workspace; Local until another is chosen, and when that one is gone. */
  active(): Profile {
    const id = this.#context.workspaceState.get<string>(storageKeys.activeProfile);
    return this.all().find(profile => profile.id === id) ?? localProfile;
  }

  async setActive(id: string): Promise<void> {
    await this.#context.workspaceState.update(storageKeys.activeProfile, id);
  }

  /** Keeps the keys first: metadata without keys would be a profile that can't sign. */
  async add(profile: Profile, credentials?: Credentials): Promise<Kept> {
    const kept = credentials ? await this.storeKeys(profile, credentials) : ({ ok: true } as const);
    if (kept.ok && !profile.shared) await this.#save([...this.#own().filter(({ id }) => id !== profile.id), profile]);
    return kept;
  }

  /** Puts a profile in the place of another, which may be itself, with the keys that it shall sign with. */
  async replace(before: Profile, after: Profile, credentials?: Credentials): Promise<Kept> {
    const kept = credentials ? await this.storeKeys(after, credentials) : ({ ok: true } as const);
    if (!kept.ok) return kept;
    await this.#save(this.#own().map(each => (each.id === before.id ? after : each)));
    if (before.id !== after.id || !credentials) await this.#forgetKeys(before.id);
    return kept;
  }

  async remove(id: string): Promise<void> {
    await this.#save(this.#own().filter(each => each.id !== id));
    await this.#forgetKeys(id);
  }

  /** Keeps the keys of a profile, bound to its endpoint. */
  async storeKeys(profile: Profile, credentials: Credentials): Promise<Kept> {
    return this.#writes(profile.id, () => this.#vault.keep(profile, credentials));
  }

  /** Lets the keys that are there sign for the profile's present endpoint: the user has agreed to it. */
  async rebindKeys(profile: Profile): Promise<Kept> {
    return this.#writes(profile.id, () => this.#vault.rebind(profile));
  }

  readKeys(profile: Profile): Promise<KeyReading> {
    return this.#vault.read(profile);
  }

  /** Whether the user has agreed to this version of the profile. Only shared ones need it. */
  isApproved(profile: Profile): boolean {
    return !profile.shared || this.#approvals()[profile.id]?.fingerprint === fingerprint(profile);
  }

  /** The endpoint for which the user agreed to a shared profile of that name before, if it was another. */
  approvedElsewhere({ name, endpoint }: Profile): string | undefined {
    const others = Object.values(this.#approvals()).filter(each => each?.name === name && each.endpoint !== endpoint);
    return others.at(-1)?.endpoint;
  }

  async approve(profile: Profile): Promise<void> {
    const { name, endpoint } = profile;
    const approval: Approval = { name, endpoint, fingerprint: fingerprint(profile) };
    await this.#context.globalState.update(storageKeys.approvals, {
      ...this.#approvals(),
      [profile.id]: approval,
    });
    this.#changed.fire({ keysOf: profile.id });
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#changed.dispose();
    this.#settingsChanged.dispose();
  }

  #own(): Profile[] {
    return readProfiles(this.#context.globalState.get(storageKeys.profiles));
  }

  #approvals(): Readonly<Record<string, Approval | undefined>> {
    return this.#context.globalState.get(storageKeys.approvals) ?? {};
  }

  async #forgetKeys(id: string): Promise<void> {
    await this.#writes(id, async () => {
      try {
        await this.#vault.remove(id);
      } catch {
        // A storage that fails has no keys of ours to lose.
      }
    });
  }

  async #writes<T>(id: string, write: () => Promise<T>): Promise<T> {
    try {
      return await write();
    } finally {
      this.#changed.fire({ keysOf: id });
    }
  }

  async #save(profiles: readonly Profile[]): Promise<void> {
    await this.#context.globalState.update(storageKeys.profiles, profiles);
    this.#lookAgain();
    try {
      // The one store whose changes VS Code tells to every window.
      await this.#context.secrets.store(storageKeys.profilesChanged, JSON.stringify(profiles));
    } catch {
      // Without it other windows notice when the user comes to them.
    }
  }

  #heard(key: string): void {
    if (key === storageKeys.profilesChanged) this.#lookAgain();
    if (!key.startsWith(storageKeys.secretPrefix)) return;
    const id = key.slice(storageKeys.secretPrefix.length);
    // VS Code also notifies the window that wrote.
    void this.#vault.isNews(id).then(news => news && this.#changed.fire({ keysOf: id }));
  }

  #readSettings(): void {
    this.#lookAgain();
    this.#settingsChanged.fire();
  }

  #lookAgain(): void {
    const now = this.all();
    if (isDeepStrictEqual(now, this.#known)) return;
    this.#known = now;
    this.#changed.fire({});
  }
}

interface Approval {
  readonly name: string;
  readonly endpoint: string;
  readonly fingerprint: string;
}
