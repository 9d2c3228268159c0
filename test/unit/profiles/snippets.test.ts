import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Connection } from '../../../src/profiles/connectionVariables.ts';
import { localProfile, type Profile } from '../../../src/profiles/profile.ts';
import { snippetKinds } from '../../../src/profiles/snippets.ts';
import { type AwsConfig, useAwsConfig } from '../../support/awsConfig.ts';
import { type Local, startLocal } from '../../support/local.ts';
import { hasProgram, hasPython } from '../../support/programs.ts';

const run = promisify(execFile);

function snippet(label: string, connection: Connection): string {
  const kind = snippetKinds.find(each => each.label === label);
  assert.ok(kind, label);
  return kind.write(connection);
}

const lab: Profile = {
  id: 'p',
  name: 'lab',
  endpoint: 'https://mturk.lab.example',
  environment: 'other',
  keys: 'stored',
};

describe('connection snippets', () => {
  it('name the endpoint, hold no keys but Local’s, and say where others come from', () => {
    for (const { label, write } of snippetKinds) {
      const plain = write({ profile: lab, endpoint: lab.endpoint });
      assert.ok(plain.includes(lab.endpoint), label);
      assert.match(plain, /The keys come from AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY\./, label);
      const shared = write({ profile: { ...lab, keys: 'awsProfile', awsProfile: 'lab-main' }, endpoint: lab.endpoint });
      assert.match(shared, /lab-main/, label);
      const local = write({
        profile: localProfile,
        endpoint: 'http://127.0.0.1:1',
        localKeys: { accessKeyId: 'LOCALREQUESTER00', secretAccessKey: 'local-secret-key' },
      });
      assert.match(local, /LOCALREQUESTER00[\s\S]*local-secret-key/, label);
    }
  });

  it('quote a name that means something to the shell', () => {
    const profile: Profile = { ...lab, keys: 'awsProfile', awsProfile: "it's $(rm)" };
    assert.match(snippet('AWS CLI', { profile, endpoint: lab.endpoint }), /--profile 'it'\\''s \$\(rm\)'/);
  });

  describe('run', () => {
    let local: Local;
    let config: AwsConfig;
    let folder: string;
    beforeEach(async () => {
      local = await startLocal();
      config = useAwsConfig();
      folder = mkdtempSync(join(tmpdir(), 'mturk-snippet-'));
    });
    afterEach(async () => {
      config.remove();
      rmSync(folder, { recursive: true, force: true });
      await local.stop();
    });

    const atLocal = (): Connection => {
      const { endpoint, accessKeyId, secretAccessKey } = local;
      return { profile: localProfile, endpoint, localKeys: { accessKeyId, secretAccessKey } };
    };
    const withProfile = (): Connection => {
      const { accessKeyId, secretAccessKey, endpoint } = local;
      config.write('', `[lab]\naws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${secretAccessKey}\n`);
      return { profile: { ...lab, keys: 'awsProfile', awsProfile: 'lab' }, endpoint };
    };

    it('in Python', async function () {
      if (!hasPython('boto3')) this.skip();
      const file = join(folder, 'connect.py');
      for (const connection of [atLocal(), withProfile()]) {
        writeFileSync(file, snippet('Python: boto3', connection));
        assert.equal((await run('python3', [file])).stdout.trim(), '10000.00');
      }
    });

    it('in the AWS CLI, and by variables alone', async function () {
      if (!hasProgram('aws')) this.skip();
      const byVariables = `${snippet('Environment variables: sh', atLocal())}aws mturk get-account-balance`;
      const scripts = [snippet('AWS CLI', atLocal()), snippet('AWS CLI', withProfile()), byVariables];
      for (const { stdout } of await Promise.all(scripts.map(script => run('sh', ['-c', script]))))
        assert.match(stdout, /"AvailableBalance": "10000\.00"/);
    });

    it('in JavaScript', async () => {
      const file = join(process.cwd(), 'test', `.connect-${process.pid}.mjs`);
      try {
        for (const connection of [atLocal(), withProfile()]) {
          writeFileSync(file, snippet('JavaScript: AWS SDK v3', connection));
          assert.equal((await run(process.execPath, [file])).stdout.trim(), '10000.00');
        }
      } finally {
        rmSync(file, { force: true });
      }
    });
  });
});
