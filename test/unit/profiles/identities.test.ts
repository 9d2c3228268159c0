import assert from 'node:assert/strict';
import { MTurkClient } from '../../../src/mturk/client.ts';
import { MTurkError } from '../../../src/mturk/errors.ts';
import { explain } from '../../../src/mturk/explain.ts';
import { Identities } from '../../../src/profiles/identities.ts';
import { KeyVault } from '../../../src/profiles/keyVault.ts';
import { type Profile, readProfiles } from '../../../src/profiles/profile.ts';
import { type AwsConfig, useAwsConfig } from '../../support/awsConfig.ts';
import { type Local, startLocal } from '../../support/local.ts';
import { type FakeSts, fakeSts } from '../../support/sts.ts';

describe('the identity of a profile', () => {
  let local: Local;
  let config: AwsConfig;
  let approved: boolean;
  let vault: KeyVault;
  let identities: Identities;
  const servers: FakeSts[] = [];

  beforeEach(async () => {
    local = await startLocal();
    config = useAwsConfig();
    approved = true;
    const entries = new Map<string, string>();
    vault = new KeyVault(
      {
        get: async key => entries.get(key),
        store: async (key, value) => {
          entries.set(key, value);
        },
        delete: async key => {
          entries.delete(key);
        },
      },
      { get: () => undefined, update: async () => {} },
    );
    identities = new Identities({
      store: { readKeys: profile => vault.read(profile), isApproved: () => approved },
      network: () => ({ proxy: '', noProxy: [], strictTls: true }),
      now: Date.now,
    });
  });
  afterEach(async () => {
    config.remove();
    for (const server of servers.splice(0)) await server.close();
    await local.stop();
  });

  const at = (keys: Partial<Profile>): Profile =>
    ({ id: 'p', name: 'lab', endpoint: local.endpoint, environment: 'other', keys: 'stored', ...keys }) as Profile;
  const staticKeys = (section: string) =>
    `[${section}]\naws_access_key_id = ${local.accessKeyId}\naws_secret_access_key = ${local.secretAccessKey}\n`;
  const calls = async () => {
    const { operations } = (await local.control('stats')) as { operations: Record<string, { calls: number }> };
    return operations.GetAccountBalance?.calls ?? 0;
  };

  async function balance(profile: Profile): Promise<string | undefined> {
    const client = new MTurkClient({ endpoint: profile.endpoint, credentials: identities.of(profile) });
    try {
      return (await client.call('GetAccountBalance', {})).AvailableBalance;
    } finally {
      client.dispose();
    }
  }

  async function refused(profile: Profile): Promise<string> {
    const before = await calls();
    try {
      await balance(profile);
    } catch (error) {
      assert.ok(error instanceof MTurkError);
      assert.equal(await calls(), before, 'nothing was sent');
      const { reason, advice } = explain(error, profile.endpoint);
      return `${error.kind}: ${reason}. ${advice}`;
    }
    return assert.fail('the call did not fail');
  }

  it('is good at Local with each kind of keys', async () => {
    await vault.keep(at({}), local);
    assert.equal(await balance(at({})), '10000.00', 'secret storage');
    await vault.keep(at({ id: 's', keys: 'session' }), { ...local, sessionToken: 'a-token-for-the-session' });
    assert.equal(await balance(at({ id: 's', keys: 'session' })), '10000.00', 'session');
    config.write('', staticKeys('lab'));
    assert.equal(await balance(at({ id: 'a', keys: 'awsProfile', awsProfile: 'lab' })), '10000.00', 'AWS profile');
    Object.assign(process.env, {
      AWS_ACCESS_KEY_ID: local.accessKeyId,
      AWS_SECRET_ACCESS_KEY: local.secretAccessKey,
    });
    assert.equal(await balance(at({ id: 'e', keys: 'environment' })), '10000.00', 'environment');
  });

  it('signs nothing for an endpoint that the keys were not checked for', async () => {
    await vault.keep({ ...at({}), endpoint: 'https://mturk.lab.example' }, local);
    assert.match(
      await refused(at({})),
      /^notConfirmed: the keys of profile lab were checked for https:\/\/mturk\.lab\.example, not for http:\/\/127.*Nothing was sent\.$/,
    );
  });

  it('signs nothing for a shared profile before the user agreed, with keys of any kind', async () => {
    approved = false;
    config.write('', staticKeys('lab'));
    await vault.keep(at({}), local);
    for (const keys of [{}, { keys: 'awsProfile', awsProfile: 'lab' } as const, { keys: 'environment' } as const])
      assert.match(await refused(at(keys)), /^notConfirmed: the settings name profile lab at .* not agreed/);
  });

  it('says what is missing, per kind', async () => {
    assert.match(await refused(at({})), /there are no keys for this profile \(none were entered\)\. Check the profile/);
    assert.match(await refused(at({ keys: 'session' })), /stored for a session that has ended/);
    assert.match(await refused(at({ keys: 'environment' })), /AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are not set/);
  });

  it('asks for an MFA code only when a user waits for it, once, and again when told to', async () => {
    const sts = await fakeSts({ ...local, sessionToken: 'a-session-token-of-a-role' }, { mfaCode: '123456' });
    servers.push(sts);
    process.env.AWS_ENDPOINT_URL_STS = sts.url;
    config.write(
      '[profile role]\nrole_arn = arn:aws:iam::1:role/r\nsource_profile = base\nmfa_serial = arn:aws:iam::1:mfa/me\n',
      staticKeys('base'),
    );
    const profile = at({ keys: 'awsProfile', awsProfile: 'role' });
    assert.match(await refused(profile), /AWS profile role requires an MFA code.*Check the profile to enter one/);
    let asked = 0;
    const ask = async () => {
      asked += 1;
      return '123456';
    };
    await identities.signIn(profile, ask);
    assert.equal(await balance(profile), '10000.00');
    assert.equal(await balance(profile), '10000.00');
    assert.equal(asked, 1);
    identities.forget(profile.id);
    assert.match(await refused(profile), /requires an MFA code/);
    await identities.signIn(profile, ask);
    assert.equal(asked, 2);
  });
});

describe('stored metadata', () => {
  it('is read by schema, and can’t call Amazon’s production anything else', () => {
    const good = { id: 'a', name: 'lab', endpoint: 'https://x.example', environment: 'sandbox', keys: 'stored' };
    assert.deepEqual(readProfiles([good, { ...good, keys: 'local' }, { ...good, endpoint: 'x' }, null, 7]), [good]);
    assert.deepEqual(readProfiles('[]'), []);
    const [amazon] = readProfiles([{ ...good, endpoint: 'https://mturk-requester.us-east-1.amazonaws.com' }]);
    assert.equal(amazon?.environment, 'production');
    assert.deepEqual(readProfiles([{ ...good, keys: 'awsProfile' }]), [], 'an AWS profile has a name');
  });
});
