import assert from 'node:assert/strict';
import { KeyVault, type Secrets, type State } from '../../../src/profiles/keyVault.ts';
import type { Profile } from '../../../src/profiles/profile.ts';

const keys = { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'example-secret', sessionToken: 'example-token' };
const profile: Profile = {
  id: 'p1',
  name: 'lab',
  endpoint: 'https://mturk.lab.example',
  environment: 'other',
  keys: 'stored',
};

class MemorySecrets implements Secrets {
  readonly entries = new Map<string, string>();
  async get(key: string): Promise<string | undefined> {
    return this.entries.get(key);
  }
  async store(key: string, value: string): Promise<void> {
    this.entries.set(key, value);
  }
  async delete(key: string): Promise<void> {
    this.entries.delete(key);
  }
}

function memoryState(): State & { readonly values: Map<string, unknown> } {
  const values = new Map<string, unknown>();
  return {
    values,
    get: key => values.get(key),
    update: async (key, value) => {
      values.set(key, value);
    },
  };
}

describe('the vault of keys', () => {
  let secrets: MemorySecrets;
  let state: ReturnType<typeof memoryState>;
  let vault: KeyVault;
  beforeEach(() => {
    secrets = new MemorySecrets();
    state = memoryState();
    vault = new KeyVault(secrets, state);
  });

  it('gives back what was kept, from one entry, and writes nothing of it elsewhere', async () => {
    assert.deepEqual(await vault.read(profile), { state: 'none' });
    assert.deepEqual(await vault.keep(profile, keys), { ok: true });
    assert.deepEqual(await vault.read(profile), { state: 'ready', credentials: keys });
    assert.equal(secrets.entries.size, 1);
    for (const secret of Object.values(keys)) assert.ok(!JSON.stringify([...state.values]).includes(secret));
    await vault.remove(profile.id);
    assert.deepEqual(await vault.read(profile), { state: 'none' });
    assert.equal(secrets.entries.size, 0);
  });

  it('gives keys for no other endpoint than they were checked for, until the user agrees', async () => {
    await vault.keep(profile, keys);
    const moved = { ...profile, endpoint: 'https://evil.example' };
    assert.deepEqual(await vault.read(moved), { state: 'elsewhere', endpoint: profile.endpoint });
    assert.deepEqual(await new KeyVault(secrets, state).read(moved), {
      state: 'elsewhere',
      endpoint: profile.endpoint,
    });
    for (const same of ['https://MTURK.lab.example/', 'https://mturk.lab.example:443'])
      assert.equal((await vault.read({ ...profile, endpoint: same })).state, 'ready', same);
    await vault.rebind(moved);
    assert.equal((await vault.read(moved)).state, 'ready');
    assert.equal((await vault.read(profile)).state, 'elsewhere');
  });

  it('takes an entry without endpoint, or of another form, for lost, never for good', async () => {
    await vault.keep(profile, keys);
    for (const text of [JSON.stringify(keys), 'shopping list', '{}']) {
      secrets.entries.set('mturk.profile.p1', text);
      assert.deepEqual(await vault.read(profile), { state: 'lost' });
    }
  });

  it('knows that a storage lost what it took, after a restart, too', async () => {
    await vault.keep(profile, keys);
    secrets.entries.clear();
    assert.deepEqual(await new KeyVault(secrets, state).read(profile), { state: 'lost' });
    assert.deepEqual(await vault.read({ ...profile, id: 'p2' }), { state: 'none' });
  });

  it('says when a storage refuses, or takes and has nothing', async () => {
    secrets.store = async () => {
      throw new Error('No keyring found\n    at Object.store');
    };
    assert.deepEqual(await vault.keep(profile, keys), { ok: false, reason: 'No keyring found' });
    secrets.store = async () => {};
    assert.deepEqual(await vault.keep(profile, keys), { ok: false, reason: 'it does not return what was stored' });
    assert.deepEqual(await vault.read(profile), { state: 'none' }, 'what was never kept is not lost');
    secrets.get = async () => {
      throw new Error('locked');
    };
    assert.deepEqual(await vault.read(profile), { state: 'failed', reason: 'locked' });
  });

  it('keeps keys for a session in memory alone', async () => {
    const inMemory: Profile = { ...profile, keys: 'session' };
    await vault.keep(inMemory, keys);
    assert.equal((await vault.read(inMemory)).state, 'ready');
    assert.equal(secrets.entries.size, 0);
    assert.deepEqual(await new KeyVault(secrets, state).read(inMemory), { state: 'none' });
  });

  it('tells news of another window from its own writes', async () => {
    await vault.keep(profile, keys);
    assert.equal(await vault.isNews(profile.id), false);
    await new KeyVault(secrets, state).keep(profile, { ...keys, accessKeyId: 'AKIAOTHER' });
    assert.equal(await vault.isNews(profile.id), true);
    assert.equal(await vault.isNews(profile.id), false);
  });
});
