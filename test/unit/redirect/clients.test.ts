/** Unmodified clients with Amazon's address in their code, from create to submit to approve, through `mturk-local exec`. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ExecOptions, runExec } from '../../support/exec.ts';
import { forwardProxy, servingTls } from '../../support/network.ts';
import { hasProgram, hasPython } from '../../support/programs.ts';

const require = createRequire(import.meta.url);

describe('exec: unmodified clients', function () {
  this.timeout(300_000);

  const completes = async (command: readonly string[], options?: ExecOptions) => {
    const ran = await runExec(command, options);
    assert.equal(ran.code, 0, ran.words);
    assert.match(ran.out, /^Approved 1$/m, ran.words);
    assert.match(ran.words, /access key AKIA•••\w\w count as/);
    assert.doesNotMatch(ran.words, /AKIASTUDY|not-a-secret/);
  };

  const production = 'mturk-requester';
  const sandbox = 'mturk-requester-sandbox';

  // Both addresses where a start costs little; of those that start slowly, each goes to one, and both ways of the redirect see both.
  for (const host of [production, sandbox]) {
    it(`boto3 with ${host} in the code`, async function () {
      if (!hasPython('boto3')) this.skip();
      await completes(['python3', 'test/fixtures/exec/study.py', 'boto3', host]);
    });
    it(`curl with ${host} in the command`, async function () {
      if (!hasProgram('curl', '--aws-sigv4', 'x', '--version')) this.skip();
      await completes(['sh', 'test/fixtures/exec/study.sh', host]);
    });
  }
  it('the AWS CLI with the sandbox in the command', async function () {
    if (!hasProgram('aws')) this.skip();
    await completes(['python3', 'test/fixtures/exec/study.py', 'cli', sandbox]);
  });
  for (const [version, host, library] of [
    ['v3', production, '@aws-sdk/client-mturk'],
    ['v2', sandbox, 'aws-sdk'],
  ] as const)
    it(`the AWS SDK for JavaScript ${version} with ${host} in the code`, () =>
      completes([process.execPath, 'test/fixtures/exec/study.cjs', version, host, require.resolve(library)]));

  describe('other hosts, through the proxy of the user', () => {
    let folder = '';
    before(() => {
      folder = mkdtempSync(join(tmpdir(), 'mturk-exec-test-'));
    });
    after(() => rmSync(folder, { recursive: true, force: true }));

    /** The child says which certificate it saw; it has to be the server's own. */
    const sees = async (command: readonly string[]) => {
      const server = await servingTls((_, response) => response.end('as it is'), { host: 'study.example' });
      const proxy = await forwardProxy({ port: server.port, password: 'p' });
      const bundle = join(folder, 'own.pem');
      writeFileSync(bundle, server.certificate);
      const url = 'https://study.example/';
      const env = {
        HTTPS_PROXY: proxy.url.replace('//', '//user:p@'),
        REQUESTS_CA_BUNDLE: bundle,
        NODE_EXTRA_CA_CERTS: bundle,
        CURL_CA_BUNDLE: bundle,
        NODE_USE_ENV_PROXY: '1',
      };
      const ran = await runExec([...command, url], { env });
      assert.equal(ran.code, 0, ran.words);
      assert.match(ran.out, /as it is/);
      assert.deepEqual(proxy.passed, ['CONNECT study.example:443']);
      await proxy.close();
      await server.close();
    };

    it('requests of Python pass untouched', async function () {
      if (!hasPython('requests')) this.skip();
      await sees(['python3', '-c', 'import requests, sys; print(requests.get(sys.argv[1]).text)']);
    });
    it('curl passes untouched', async function () {
      if (!hasProgram('curl')) this.skip();
      await sees(['curl', '-sS']);
    });
    it('https of Node.js passes untouched', () =>
      sees([process.execPath, '-e', 'require("https").get(process.argv[1], r => r.pipe(process.stdout))']));
  });
});
