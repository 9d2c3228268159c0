/** The session: the active profile and the account behind it. One at a time; switching ends what is in flight. */
import { isDeepStrictEqual } from 'node:util';
import * as vscode from 'vscode';
import { Account } from '../account/account.ts';
import type { Archives } from '../local/archives.ts';
import type { RunningLocal } from '../local/controlClient.ts';
import type { LocalService } from '../local/localService.ts';
import { type CallRecord, type Credentials, MTurkClient } from '../mturk/client.ts';
import { registerSecret } from '../mturk/masking.ts';
import type { NetworkSettings } from '../mturk/network.ts';
import type { Silent } from '../mturk/silence.ts';
import type { Identities } from './identities.ts';
import { isLocal, type Profile } from './profile.ts';
import type { ProfileStore, ProfilesChanged } from './profileStore.ts';
import type { StateFiles } from './stateFiles.ts';

export interface Session {
  readonly profile: Profile;
  /** Missing while Local is the profile and does not run, and while an archive is being opened. */
  readonly account?: Account;
  /** Aborts when another session takes its place: what is under way for this one must stop. */
  readonly ended: AbortSignal;
}

export interface SessionsOptions {
  readonly store: ProfileStore;
  readonly identities: Identities;
  readonly network: (endpoint: string) => NetworkSettings;
  readonly local: LocalService;
  readonly archives: Archives;
  /** Told that an archive can't be opened. */
  readonly onArchiveFailed: (profile: Profile, error: unknown) => void;
  readonly onCall: (profile: Profile, record: CallRecord) => void;
  /** An endpoint doesn't answer the reads of a client, or again. Local and archives are watched by their processes. */
  readonly onSilence: (client: object, endpoint: string, silent: Silent | undefined) => void;
  /** Where the last known state and the notes of each profile are kept. */
  readonly states: StateFiles;
}

export class Sessions implements vscode.Disposable {
  readonly #options: SessionsOptions;
  readonly #changed = new vscode.EventEmitter<Session>();
  readonly #subscriptions: { dispose(): void }[];
  /** The profiles that this window has opened. */
  readonly #opened = new Set<string>();
  #current: Session;
  #end = new AbortController();
  /** Another session, or the same profile with a service that came or went or has other data. */
  readonly onDidChange = this.#changed.event;

  constructor(options: SessionsOptions) {
    this.#options = options;
    this.#current = this.#open(options.store.active());
    this.#subscriptions = [
      options.local.onState(({ state }) => {
        if (state !== 'starting' && isLocal(this.#current.profile)) this.#replace(options.store.active());
      }),
      options.store.onDidChange(change => this.#follow(change)),
      options.archives.onEnded(file => this.#archiveChanged(file)),
    ];
  }

  get current(): Session {
    return this.#current;
  }

  async switchTo(profile: Profile): Promise<void> {
    await this.#options.store.setActive(profile.id);
    this.#replace(profile);
  }

  /** Deletes what was kept on disk of a profile that is removed. */
  async discard(profileId: string): Promise<void> {
    await this.#options.states.remove(profileId);
    await this.#options.states.removeNotes(profileId);
  }

  /** A client for a profile that is not active, with keys that may not be stored yet. */
  client(profile: Profile, credentials: () => Promise<Credentials>, endpoint = profile.endpoint): MTurkClient {
    const client: MTurkClient = new MTurkClient({
      endpoint,
      credentials,
      onCall: record => this.#options.onCall(profile, record),
      onSilence: silent => {
        if (!isLocal(profile) && profile.keys !== 'archive') this.#options.onSilence(client, endpoint, silent);
      },
      network: () => this.#options.network(endpoint),
    });
    return client;
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#end.abort();
    this.#current.account?.dispose();
    this.#changed.dispose();
  }

  /** The active profile went, is another now, or has other keys. */
  #follow({ keysOf }: ProfilesChanged): void {
    if (keysOf !== undefined) this.#options.identities.forget(keysOf);
    void this.#forgetRemoved();
    const active = this.#options.store.active();
    if (keysOf === active.id || !isDeepStrictEqual(active, this.#current.profile)) this.#replace(active);
  }

  /** What was kept of a profile goes with it. Notes stay: a shared profile comes back with its workspace. */
  async #forgetRemoved(): Promise<void> {
    const left = new Set(this.#options.store.all().map(({ id }) => id));
    for (const id of this.#opened) {
      if (left.has(id)) continue;
      this.#opened.delete(id);
      await this.#options.states.remove(id);
    }
  }

  #replace(profile: Profile): void {
    const before = this.#current;
    this.#end.abort();
    this.#end = new AbortController();
    this.#current = this.#open(profile);
    before.account?.dispose();
    this.#changed.fire(this.#current);
  }

  #open(profile: Profile): Session {
    const client = this.#clientOf(profile);
    const ended = this.#end.signal;
    if (!client) return { profile, ended };
    const now = this.#clockOf(profile);
    this.#opened.add(profile.id);
    const kept = {
      file: this.#options.states.of(profile.id),
      // Another endpoint's HITs are not this one's; Local's port may change while its data stays, and its data while its port stays.
      identity: JSON.stringify([profile.id, this.#dataOf(profile)]),
    };
    const notes = this.#options.states.notesOf(profile.id);
    return { profile, account: new Account({ client, now, kept, notes }), ended };
  }

  /** An archive's clock is stopped. */
  #clockOf(profile: Profile): () => number {
    if (isLocal(profile)) return () => this.#options.local.now();
    const archive = profile.keys === 'archive' ? this.#options.archives.running(profile.archive) : undefined;
    return archive ? () => archive.archive.asOf * 1000 : Date.now;
  }

  /** Tells one endpoint's data from another's. */
  #dataOf(profile: Profile): string {
    if (profile.keys === 'archive') return String(this.#options.archives.running(profile.archive)?.archive.written);
    if (!isLocal(profile)) return profile.endpoint;
    const { state } = this.#options.local;
    return (state.state === 'running' && state.dataSet) || '';
  }

  /** The service of an archive runs, or no longer. */
  #archiveChanged(file: string): void {
    const { profile } = this.#current;
    if (profile.keys === 'archive' && profile.archive === file) this.#replace(profile);
  }

  #clientOf(profile: Profile): MTurkClient | undefined {
    if (profile.keys === 'archive') {
      const running = this.#options.archives.running(profile.archive);
      if (running) return this.#localClient(profile, running);
      void this.#options.archives.start(profile.archive).then(
        () => this.#archiveChanged(profile.archive),
        error => this.#options.onArchiveFailed(profile, error),
      );
      return undefined;
    }
    if (isLocal(profile)) {
      const { state } = this.#options.local;
      return state.state === 'running' ? this.#localClient(profile, state.local) : undefined;
    }
    return this.client(profile, this.#options.identities.of(profile));
  }

  #localClient(profile: Profile, local: Omit<RunningLocal, 'workerSite' | 'pid'>): MTurkClient {
    registerSecret(local.secretAccessKey);
    registerSecret(local.controlToken);
    const { accessKeyId, secretAccessKey } = local;
    return this.client(profile, async () => ({ accessKeyId, secretAccessKey }), local.endpoint);
  }
}
