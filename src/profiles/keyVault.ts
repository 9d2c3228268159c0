/** Keys in SecretStorage, one entry a profile, each bound to the endpoint it was checked for; or in memory, for a session. */
import { createHash } from 'node:crypto';
import * as v from 'valibot';
import type { Credentials } from '../mturk/client.ts';
import { registerSecret } from '../mturk/masking.ts';
import { storageKeys } from '../storageKeys.ts';
import { normalEndpoint, type Profile } from './profile.ts';

/** The part of VS Code's SecretStorage that is used. */
export interface Secrets {
  get(key: string): PromiseLike<string | undefined>;
  store(key: string, value: string): PromiseLike<void>;
  delete(key: string): PromiseLike<void>;
}

/** The part of VS Code's Memento that is used. */
export interface State {
  get(key: string): unknown;
  update(key: string, value: unknown): PromiseLike<void>;
}

export type KeyReading =
  | { readonly state: 'ready'; readonly credentials: Credentials }
  /** Nobody ever entered any. */
  | { readonly state: 'none' }
  /** They were stored, and the storage does not give them back. */
  | { readonly state: 'lost' }
  /** They were checked for another endpoint; nobody gets to see them. */
  | { readonly state: 'elsewhere'; readonly endpoint: string }
  | { readonly state: 'failed'; readonly reason: string };

export type Kept = { readonly ok: true } | { readonly ok: false; readonly reason: string };

const entry = v.object({
  endpoint: v.string(),
  accessKeyId: v.pipe(v.string(), v.minLength(1)),
  secretAccessKey: v.pipe(v.string(), v.minLength(1)),
  sessionToken: v.optional(v.string()),
});

type Place = Pick<Profile, 'id' | 'endpoint' | 'keys'>;

export class KeyVault {
  readonly #secrets: Secrets;
  readonly #state: State;
  readonly #session = new Map<string, string>();
  /** Digests of the entries as this window knows them. */
  readonly #seen = new Map<string, string | undefined>();

  constructor(secrets: Secrets, state: State) {
    this.#secrets = secrets;
    this.#state = state;
  }

  /** Stores keys and reads them back: a storage may take them and have nothing. */
  async keep(profile: Place, credentials: Credentials): Promise<Kept> {
    registerKeys(credentials);
    const text = entryText(profile, credentials);
    if (profile.keys === 'session') {
      this.#session.set(profile.id, text);
      await this.#mark(profile.id, false);
      return { ok: true };
    }
    this.#seen.set(profile.id, digest(text));
    try {
      await this.#secrets.store(secretKey(profile.id), text);
      if ((await this.#secrets.get(secretKey(profile.id))) !== text)
        return { ok: false, reason: 'it does not return what was stored' };
    } catch (error) {
      return { ok: false, reason: reasonOf(error) };
    }
    this.#session.delete(profile.id);
    await this.#mark(profile.id, true);
    return { ok: true };
  }

  async read(profile: Place): Promise<KeyReading> {
    const stored = await this.#stored(profile);
    if (typeof stored === 'object') return stored;
    if (stored === undefined) return { state: this.#isMarked(profile.id) ? 'lost' : 'none' };
    const keys = parse(stored);
    if (!keys) return { state: 'lost' };
    if (keys.endpoint !== normalEndpoint(profile.endpoint)) return { state: 'elsewhere', endpoint: keys.endpoint };
    const { accessKeyId, secretAccessKey, sessionToken } = keys;
    const credentials = { accessKeyId, secretAccessKey, ...(sessionToken ? { sessionToken } : {}) };
    registerKeys(credentials);
    return { state: 'ready', credentials };
  }

  /** Binds the keys that are there to the profile's present endpoint: the user has agreed to it. */
  async rebind(profile: Place): Promise<Kept> {
    const stored = await this.#stored(profile);
    const keys = typeof stored === 'string' ? parse(stored) : undefined;
    if (!keys) return { ok: false, reason: 'there are no keys to keep' };
    return this.keep(profile, keys);
  }

  /** Whether the entry of a profile is another than this window wrote or saw. */
  async isNews(id: string): Promise<boolean> {
    const before = this.#seen.get(id);
    const text = await this.#secrets.get(secretKey(id));
    const now = text === undefined ? undefined : digest(text);
    this.#seen.set(id, now);
    return before !== now;
  }

  async remove(id: string): Promise<void> {
    this.#session.delete(id);
    this.#seen.delete(id);
    await this.#mark(id, false);
    await this.#secrets.delete(secretKey(id));
  }

  async #stored({ id, keys }: Place): Promise<string | undefined | KeyReading> {
    const inMemory = this.#session.get(id);
    if (inMemory !== undefined || keys === 'session') return inMemory;
    try {
      const text = await this.#secrets.get(secretKey(id));
      this.#seen.set(id, text === undefined ? undefined : digest(text));
      return text;
    } catch (error) {
      return { state: 'failed', reason: reasonOf(error) };
    }
  }

  #isMarked(id: string): boolean {
    return this.#marks().includes(id);
  }

  #marks(): readonly string[] {
    const marks = this.#state.get(storageKeys.keysStored);
    return Array.isArray(marks) ? marks.filter(each => typeof each === 'string') : [];
  }

  async #mark(id: string, stored: boolean): Promise<void> {
    if (this.#isMarked(id) === stored) return;
    const rest = this.#marks().filter(each => each !== id);
    await this.#state.update(storageKeys.keysStored, stored ? [...rest, id] : rest);
  }
}

function secretKey(profileId: string): string {
  return `${storageKeys.secretPrefix}${profileId}`;
}

function entryText({ endpoint }: Place, { accessKeyId, secretAccessKey, sessionToken }: Credentials): string {
  return JSON.stringify({
    endpoint: normalEndpoint(endpoint),
    accessKeyId,
    secretAccessKey,
    ...(sessionToken ? { sessionToken } : {}),
  });
}

function parse(text: string): v.InferOutput<typeof entry> | undefined {
  try {
    return v.parse(entry, JSON.parse(text));
  } catch {
    return undefined;
  }
}

function registerKeys({ secretAccessKey, sessionToken }: Credentials): void {
  registerSecret(secretAccessKey);
  registerSecret(sessionToken);
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** A storage's own words, in one line. */
function reasonOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
}
