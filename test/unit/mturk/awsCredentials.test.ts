import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { awsProfileCredentials, awsProfileNames, environmentCredentials } from '../../../src/mturk/awsCredentials.ts';
import { type Credentials, MTurkClient } from '../../../src/mturk/client.ts';
import { MTurkError } from '../../../src/mturk/errors.ts';
import { explain } from '../../../src/mturk/explain.ts';
import { maskSecrets } from '../../../src/mturk/masking.ts';
import { shareCredentials } from '../../../src/mturk/sharedCredentials.ts';
import { type AwsConfig, useAwsConfig } from '../../support/awsConfig.ts';
import { type Local, startLocal } from '../../support/local.ts';
import { serving } from '../../support/network.ts';
import { type FakeSts, fakeSts } from '../../support/sts.ts';

function lives(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

const role = 'arn:aws:iam::123456789012:role/requester';

describe('keys that are kept elsewhere', () => {
  let local: Local;
  let config: AwsConfig;
  const servers: FakeSts[] = [];

  beforeEach(async () => {
    local = await startLocal();
    config = useAwsConfig();
  });
  afterEach(async () => {
    config.remove();
    for (const server of servers.splice(0)) await server.close();
    await local.stop();
  });

  const nobody = async (): Promise<undefined> => assert.fail('nobody expected to be asked for a code');
  const fromProfile = (profile: string, mfaCode: (serial: string) => Promise<string | undefined> = nobody) =>
    awsProfileCredentials({ profile, mfaCode });

  async function balance(credentials: () => Promise<Credentials>): Promise<string | undefined> {
    const client = new MTurkClient({ endpoint: local.endpoint, credentials });
    try {
      return (await client.call('GetAccountBalance', {})).AvailableBalance;
    } finally {
      client.dispose();
    }
  }

  async function told(credentials: () => Promise<Credentials>): Promise<{ kind: string; words: string }> {
    try {
      await balance(credentials);
    } catch (error) {
      assert.ok(error instanceof MTurkError);
      const { reason, advice } = explain(error, local.endpoint);
      return { kind: error.kind, words: `${reason}. ${advice}` };
    }
    return assert.fail('the call did not fail');
  }

  async function sts(options: { mfaCode?: string } = {}): Promise<FakeSts> {
    const server = await fakeSts({ ...local, sessionToken: 'a-session-token-of-a-role' }, options);
    servers.push(server);
    return server;
  }

  const staticKeys = (section: string, { accessKeyId, secretAccessKey } = local as Credentials) =>
    `[${section}]\naws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${secretAccessKey}\n`;

  it('are taken from a profile with static keys, in either file, read anew each time', async () => {
    config.write('', staticKeys('lab'));
    assert.equal(await balance(() => fromProfile('lab')), '10000.00');
    config.write(staticKeys('profile other'));
    assert.equal(await balance(() => fromProfile('other')), '10000.00');
    const { kind, words } = await told(() => fromProfile('lab'));
    assert.equal(kind, 'noCredentials');
    assert.match(words, /AWS profile lab: the shared config has no keys for it\)\. Check ~\/\.aws\/config/);
  });

  it('are taken from a credential_process', async () => {
    const answer = { Version: 1, AccessKeyId: local.accessKeyId, SecretAccessKey: local.secretAccessKey };
    const file = join(config.folder, 'keys.json');
    writeFileSync(file, JSON.stringify({ ...answer, SessionToken: 'a-token-of-a-process' }));
    const print = `process.stdout.write(require('fs').readFileSync('${file}'))`;
    config.write(`[profile vault]\ncredential_process = "${process.execPath}" -e "${print}"\n`);
    assert.equal(await balance(() => fromProfile('vault')), '10000.00');
    assert.doesNotMatch(maskSecrets('token a-token-of-a-process'), /a-token-of-a-process/);
  });

  it('are missed in words that hold nothing of a credential_process', async () => {
    config.write(
      `[profile vault]\ncredential_process = "${process.execPath}" -e "throw 'key=leaked-' + 'secret'" --pass hidden\n`,
    );
    const { kind, words } = await told(() => fromProfile('vault'));
    assert.equal(kind, 'noCredentials');
    assert.match(words, /AWS profile vault: its credential_process gave no keys/);
    assert.doesNotMatch(words, /leaked|hidden/);
  });

  it('are taken from an assumed role, at the STS that the environment names', async () => {
    const server = await sts();
    process.env.AWS_ENDPOINT_URL_STS = server.url;
    config.write(
      `[profile role]\nrole_arn = ${role}\nsource_profile = base\nrole_session_name = me\n`,
      staticKeys('base', { accessKeyId: 'AKIABASE', secretAccessKey: 'base-secret' }),
    );
    assert.equal(await balance(() => fromProfile('role')), '10000.00');
    const [asked] = server.asked;
    assert.equal(asked?.parameters.get('RoleArn'), role);
    assert.equal(asked?.signedBy, 'AKIABASE');
  });

  it('are taken from a role that wants an MFA code, which is asked for by the name of the device', async () => {
    const server = await sts({ mfaCode: '123456' });
    process.env.AWS_ENDPOINT_URL_STS = server.url;
    config.write(
      `[profile role]\nrole_arn = ${role}\nsource_profile = base\nmfa_serial = arn:aws:iam::1:mfa/me\n`,
      staticKeys('base', { accessKeyId: 'AKIABASE', secretAccessKey: 'base-secret' }),
    );
    const serials: string[] = [];
    const answer = (code: string | undefined) => async (serial: string) => {
      serials.push(serial);
      return code;
    };
    assert.equal(await balance(() => fromProfile('role', answer('123456'))), '10000.00');
    assert.deepEqual(serials, ['arn:aws:iam::1:mfa/me']);
    const wrong = await told(() => fromProfile('role', answer('000000')));
    assert.equal(wrong.kind, 'notPermitted');
    assert.match(wrong.words, /the MFA code was not accepted/);
    assert.equal((await told(() => fromProfile('role', answer(undefined)))).kind, 'cancelled');
  });

  it('are missed in words when STS does not answer, or a session of SSO is over', async () => {
    const gone = await fakeSts({ ...local, sessionToken: '' });
    await gone.close();
    process.env.AWS_ENDPOINT_URL_STS = gone.url;
    config.write(
      `[profile role]\nrole_arn = ${role}\nsource_profile = base\n
[profile sso]\nsso_session = lab\nsso_account_id = 1\nsso_role_name = r\nregion = us-east-1\n
[sso-session lab]\nsso_region = us-east-1\nsso_start_url = https://lab.example/start\n`,
      staticKeys('base'),
    );
    const silent = await told(() => fromProfile('role'));
    assert.match(silent.words, /AWS profile role: STS or SSO does not answer \(ECONNREFUSED\)/);
    const over = await told(() => fromProfile('sso'));
    assert.equal(over.kind, 'expiredCredentials');
    assert.match(over.words, /Run “aws sso login --profile sso” in a terminal/);
  });

  it('are taken from the environment, with a session token', async () => {
    const none = await told(environmentCredentials);
    assert.equal(none.kind, 'noCredentials');
    assert.match(none.words, /AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are not set/);
    Object.assign(process.env, {
      AWS_ACCESS_KEY_ID: local.accessKeyId,
      AWS_SECRET_ACCESS_KEY: local.secretAccessKey,
      AWS_SESSION_TOKEN: 'a-token-of-the-environment',
    });
    assert.equal(await balance(environmentCredentials), '10000.00');
  });

  it('are listed by the names of their profiles', async () => {
    config.write(
      '[default]\nregion = us-east-1\n[profile role]\nrole_arn = x\n[sso-session lab]\nsso_region = x\n[services s]\nsts =\n  endpoint_url = x\n',
      '[lab]\naws_access_key_id = x\n[default]\naws_access_key_id = x\n',
    );
    assert.deepEqual(await awsProfileNames(), ['lab', 'default', 'role']);
  });

  it('are taken from profiles whose names have blanks, dots and quotes, and whose keys are in capitals', async () => {
    const { accessKeyId, secretAccessKey } = local;
    const keys = `AWS_ACCESS_KEY_ID = ${accessKeyId}\nAws_Secret_Access_Key=${secretAccessKey}\n`;
    config.write(
      `[services-prod]\nregion = us-east-1\n[profile 'Mike Dev.Admin']\n${keys}[profile "sso-session-admin"]\n${keys}`,
      `[services-prod]\n${keys}`,
    );
    for (const name of ['services-prod', 'Mike Dev.Admin', 'sso-session-admin'])
      assert.equal(await balance(() => fromProfile(name)), '10000.00', name);
  });

  it('are looked for in the cache of an SSO session whose name has blanks', async () => {
    config.write(
      `[profile 'Mike Dev.Admin']\nsso_session = My Session\nSSO_ACCOUNT_ID = 1\nsso_role_name = r\nregion = us-east-1
[sso-session 'My Session']\nsso_region = us-east-1\nsso_start_url = https://lab.example/start\n`,
    );
    const over = await told(() => fromProfile('Mike Dev.Admin'));
    assert.match(over.words, /there is no valid SSO session/);
  });

  it('are missed by the name of what is missing', async () => {
    config.write(`[profile lost]\nsource_profile = base\nrole_arn = ${role}\n`);
    const { kind, words } = await told(() => fromProfile('lost'));
    assert.equal(kind, 'noCredentials');
    assert.match(words, /AWS profile lost: the source profile “base” is not in the shared config\)\. Complete ~/);
  });

  it('are not waited for where a credential_process never ends, which is ended with what it started', async () => {
    const pid = join(config.folder, 'pid');
    const wait = `require('fs').writeFileSync('${pid}', String(process.pid)); setInterval(() => {}, 1000)`;
    config.write(`[profile vault]\ncredential_process = "${process.execPath}" -e "${wait}" && echo hidden\n`);
    const { kind, words } = await told(() =>
      awsProfileCredentials({ profile: 'vault', mfaCode: nobody, limits: { command: 1_500 } }),
    );
    assert.equal(kind, 'noCredentials');
    assert.match(words, /AWS profile vault: its credential_process did not end within 1\.5 s and was stopped/);
    assert.doesNotMatch(words, /hidden/);
    const started = Number(readFileSync(pid, 'utf8'));
    while (lives(started)) await new Promise(setImmediate);
  });

  it('are not waited for where STS stalls after its headers', async () => {
    const server = await serving((_, response) => {
      response.writeHead(200, { 'content-type': 'text/xml' }).write('<AssumeRoleResponse');
    });
    process.env.AWS_ENDPOINT_URL_STS = server.url;
    config.write(`[profile role]\nrole_arn = ${role}\nsource_profile = base\n`, staticKeys('base'));
    const { words } = await told(() =>
      awsProfileCredentials({ profile: 'role', mfaCode: nobody, limits: { exchange: 200 } }),
    );
    assert.match(words, /STS or SSO does not answer/);
    await server.close();
  });

  it('are fetched once for all who ask, anew before they end, and again after a failure', async () => {
    let now = 0;
    let fetched = 0;
    const get = shareCredentials(
      async () => {
        fetched += 1;
        if (fetched === 2) throw new Error('passing');
        return { accessKeyId: `A${fetched}`, secretAccessKey: 's', expiration: new Date(now + 3600_000) };
      },
      () => now,
    );
    const first = await Promise.all([get(), get(), get()]);
    assert.deepEqual(
      first.map(({ accessKeyId }) => accessKeyId),
      ['A1', 'A1', 'A1'],
    );
    now = 56 * 60_000;
    await assert.rejects(get(), /passing/);
    const later = await Promise.all([get(), get()]);
    assert.deepEqual(
      later.map(({ accessKeyId }) => accessKeyId),
      ['A3', 'A3'],
    );
  });
});
