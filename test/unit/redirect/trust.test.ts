/** The files by which a command trusts the authority of its run, beside what it trusted before. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Authority, createAuthority } from '../../../src/redirect/authority.ts';
import { writeTrust } from '../../../src/redirect/trust.ts';

const pems = (file: string | undefined) =>
  readFileSync(file ?? '', 'latin1').match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];

describe('exec: what the command trusts', () => {
  let authority: Authority;
  let folder: string;
  let own: string;

  before(async () => {
    authority = await createAuthority(Date.now());
  });

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'mturk-exec-test-'));
    own = join(folder, 'own.crt');
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  it('is the system’s roots and ours, also for Java', async function () {
    const { variables, javaStore, problems } = writeTrust(folder, authority, {});
    assert.deepEqual(problems, []);
    const roots = pems(variables.AWS_CA_BUNDLE);
    assert.equal(`${roots.at(-1)}\n`, authority.rootPem);
    for (const name of ['REQUESTS_CA_BUNDLE', 'CURL_CA_BUNDLE', 'SSL_CERT_FILE'])
      assert.equal(variables[name], variables.AWS_CA_BUNDLE);
    // Those that add name our root alone.
    assert.equal(readFileSync(variables.NODE_EXTRA_CA_CERTS ?? '', 'latin1'), authority.rootPem);
    if (spawnSync('keytool', ['-help'], { stdio: 'ignore' }).status !== 0) return this.skip();
    const { stdout } = spawnSync('keytool', ['-list', '-storepass', 'changeit', '-keystore', javaStore]);
    assert.match(String(stdout), new RegExp(`contains ${new Set(roots).size} entries`));
  });

  it('has the user’s own file byte by byte, whatever stands in it and however it ends', async () => {
    const other = (await createAuthority(Date.now())).rootPem;
    for (const text of [`# Löhne\r\n${other.trimEnd()}`, `\xff\xfe ${other}\n\n`, other.replaceAll('\n', '\r\n')]) {
      writeFileSync(own, text, 'latin1');
      const { variables } = writeTrust(folder, authority, { REQUESTS_CA_BUNDLE: own, NODE_EXTRA_CA_CERTS: own });
      // AWS_CA_BUNDLE is what botocore asks first, then the other.
      for (const name of ['AWS_CA_BUNDLE', 'REQUESTS_CA_BUNDLE', 'NODE_EXTRA_CA_CERTS']) {
        assert.ok(readFileSync(variables[name] ?? '', 'latin1').startsWith(text), name);
        assert.equal(pems(variables[name]).length, 2);
      }
      assert.notEqual(variables.SSL_CERT_FILE, variables.AWS_CA_BUNDLE);
      assert.equal(variables.NODE_EXTRA_CA_CERTS, variables.AWS_CA_BUNDLE);
    }
    assert.deepEqual(readdirSync(folder).sort(), ['own.crt', 'trust-1.pem', 'trust-2.pem', 'trust-3.pem', 'trust.jks']);
  });

  it('says which file it couldn’t read, and takes the system’s roots', () => {
    const gone = join(folder, 'gone.pem');
    const { variables, problems } = writeTrust(folder, authority, { SSL_CERT_FILE: gone, DENO_CERT: gone });
    assert.deepEqual(
      problems.map(each => each.replace(folder, '')),
      [
        "Couldn't read /gone.pem, which SSL_CERT_FILE names. The command trusts the system's roots instead.",
        "Couldn't read /gone.pem, which DENO_CERT names. The command trusts the system's roots instead.",
      ],
    );
    assert.equal(variables.SSL_CERT_FILE, variables.AWS_CA_BUNDLE);
    assert.equal(pems(variables.DENO_CERT).length, 1);
  });
});
