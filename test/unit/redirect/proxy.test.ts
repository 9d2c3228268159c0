/** The proxy of a run, in this process: what it passes on untouched, what it refuses, whom it trusts. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import { createAuthority } from '../../../src/redirect/authority.ts';
import { destinationOf, parseAuthority, refusedHosts, servedHosts } from '../../../src/redirect/hosts.ts';
import { bypasses, childNoProxy } from '../../../src/redirect/noProxy.ts';
import { preloadScript } from '../../../src/redirect/preload.ts';
import { type Redirect, startRedirect } from '../../../src/redirect/redirect.ts';
import { javaKeyStore } from '../../../src/redirect/trust.ts';
import { type Local, startLocal } from '../../support/local.ts';
import { forwardProxy, servingTls } from '../../support/network.ts';

describe('exec: hosts', () => {
  it('knows MTurk’s hosts, and nobody else’s', () => {
    for (const host of servedHosts) assert.match(destinationOf(host)?.kind ?? '', /api|site/);
    assert.deepEqual(destinationOf('MTURK-Requester-Sandbox.us-east-1.amazonaws.com.'), {
      kind: 'api',
      environment: 'sandbox',
    });
    for (const host of [
      'mturk-requester.eu-west-1.amazonaws.com',
      'mturk-requester-fips.us-east-1.amazonaws.com',
      'mechanicalturk.amazonaws.com',
      'mechanicalturk.sandbox.amazonaws.com',
      'requester.mturk.com',
      'mturk.com',
      'any.thing.mturk.com',
    ])
      assert.equal(destinationOf(host)?.kind, 'refused', host);
    for (const host of [
      's3.amazonaws.com',
      'sts.us-east-1.amazonaws.com',
      'notmturk.com',
      'www.mturk.com.evil.example',
      'xmturk-requester.us-east-1.amazonaws.com',
      '__proto__',
      'constructor',
      '',
    ])
      assert.equal(destinationOf(host), undefined, host);
    assert.ok(refusedHosts.every(([, reason]) => !/[.]$/.test(reason)));
  });

  it('reads what CONNECT names', () => {
    assert.deepEqual(parseAuthority('[::1]:443'), { host: '::1', port: 443 });
    assert.deepEqual(parseAuthority('under_score.example:8443'), { host: 'under_score.example', port: 8443 });
    for (const bad of [undefined, '', 'a', 'a:0', 'a:70000', 'a:b', 'u@a:1', '::1:443', 'a b:1'])
      assert.equal(parseAuthority(bad), undefined, String(bad));
  });

  it('honours NO_PROXY, but for MTurk’s hosts in the child', () => {
    const list = 'lab.example, .inner.example,10.0.0.0/8,[::1]:9,amazonaws.com,host.example:8080,*.mturk.com';
    for (const [host, port, covered] of [
      ['lab.example', 443, true],
      ['a.lab.example', 443, true],
      ['xlab.example', 443, false],
      ['a.inner.example', 443, true],
      ['10.2.3.4', 443, true],
      ['11.2.3.4', 443, false],
      ['host.example', 8080, true],
      ['host.example', 443, false],
      ['mturk-requester.us-east-1.amazonaws.com', 443, true],
    ] as const)
      assert.equal(bypasses(list, host, port), covered, host);
    assert.equal(
      childNoProxy(list),
      'lab.example,.inner.example,10.0.0.0/8,[::1]:9,host.example:8080,localhost,127.0.0.1,::1',
    );
    assert.equal(childNoProxy('*'), 'localhost,127.0.0.1,::1');
  });
});

describe('exec: the authority', () => {
  const shake = async (ca: string, authority: { readonly keyPem: string; readonly chainPem: string }, host: string) => {
    const server = createTlsServer({ key: authority.keyPem, cert: authority.chainPem });
    server.on('tlsClientError', () => undefined).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const socket = connectTls({ port, host: '127.0.0.1', servername: host, ca });
    try {
      await once(socket, 'secureConnect');
      return 'taken';
    } catch (error) {
      return String(error);
    } finally {
      socket.destroy();
      server.close();
    }
  };

  it('is taken for MTurk’s hosts, and for no other host even if it signs for one', async () => {
    const good = await createAuthority(Date.now());
    assert.equal(await shake(good.rootPem, good, 'www.mturk.com'), 'taken');
    const bad = await createAuthority(Date.now(), ['study.example']);
    assert.match(await shake(bad.rootPem, bad, 'study.example'), /permitted subtree violation/);
  });

  it('constrains root and intermediate, and is for one run', async () => {
    const [one, two] = await Promise.all([createAuthority(Date.now()), createAuthority(Date.now())]);
    assert.notEqual(one.rootPem, two.rootPem);
    const [, intermediate = ''] = one.chainPem.split(/(?<=-----END CERTIFICATE-----\n)/);
    const nameConstraints = Buffer.from([0x06, 0x03, 0x55, 0x1d, 0x1e, 0x01, 0x01, 0xff]);
    for (const pem of [one.rootPem, intermediate]) {
      const { raw, ca } = new X509Certificate(pem);
      assert.ok(ca && raw.includes(nameConstraints));
    }
  });

  it('writes a key store that Java reads', async function () {
    if (spawnSync('keytool', ['-help'], { stdio: 'ignore' }).status !== 0) this.skip();
    const { rootDer } = await createAuthority(Date.now());
    const folder = mkdtempSync(join(tmpdir(), 'mturk-exec-test-'));
    const file = join(folder, 'trust.jks');
    writeFileSync(file, javaKeyStore([Buffer.from(rootDer)]));
    const { stdout } = spawnSync('keytool', ['-list', '-storepass', 'changeit', '-keystore', file]);
    rmSync(folder, { recursive: true });
    assert.match(String(stdout), /contains 1 entry/);
  });
});

describe('exec: the proxy', () => {
  let local: Local;
  let redirect: Redirect;
  const notes: string[] = [];
  const start = async (env: Record<string, string> = {}) => {
    notes.length = 0;
    redirect = await startRedirect({
      local: Promise.resolve({
        endpoint: local.endpoint,
        workerSite: local.workerSite,
        keys: local,
        control: undefined,
      }),
      env,
      note: line => notes.push(line),
    });
    return Number(new URL(redirect.endpoint).port);
  };
  beforeEach(async () => {
    local = await startLocal();
  });
  afterEach(async () => {
    await redirect.close();
    await local.stop();
  });

  /** The proxy's first line, and the way behind it. */
  const ask = async (port: number, request: string): Promise<{ line: string; socket: Socket }> => {
    const socket = connect(port, '127.0.0.1');
    socket.write(request);
    let text = '';
    while (!text.includes('\r\n\r\n')) text += String(((await once(socket, 'data')) as [Buffer])[0]);
    return { line: text.split('\r\n')[0] ?? '', socket };
  };

  it('passes another host’s TLS untouched: the client sees the server’s own certificate', async () => {
    const server = await servingTls((_, response) => response.end('own'));
    const port = await start();
    const { line, socket } = await ask(port, `CONNECT 127.0.0.1:${server.port} HTTP/1.1\r\n\r\n`);
    assert.equal(line, 'HTTP/1.1 200 Connection established');
    const tls: TLSSocket = connectTls({ socket, host: '127.0.0.1', ca: server.certificate });
    await once(tls, 'secureConnect');
    assert.equal(tls.getPeerX509Certificate()?.fingerprint256, new X509Certificate(server.certificate).fingerprint256);
    tls.destroy();
    await server.close();
  });

  it('passes what came with the request, and lets each side end on its own', async () => {
    const server = createServer({ allowHalfOpen: true }, socket => {
      let all = '';
      socket.on('data', data => {
        all += data;
      });
      socket.on('end', () => socket.end(`got ${all}`));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const port = await start();
    const { socket } = await ask(
      port,
      `CONNECT 127.0.0.1:${(server.address() as AddressInfo).port} HTTP/1.1\r\n\r\nearly `,
    );
    socket.end('late');
    let answer = '';
    for await (const chunk of socket) answer += chunk;
    assert.equal(answer, 'got early late');
    server.close();
  });

  it('refuses MTurk’s other hosts in the first line, says so once, and never asks the network', async () => {
    const port = await start();
    for (let times = 0; times < 2; times += 1) {
      const { line } = await ask(port, 'CONNECT requester.mturk.com:443 HTTP/1.1\r\n\r\n');
      assert.match(line, /^HTTP\/1.1 403 mturk-local exec refused requester.mturk.com: Local has no requester website/);
    }
    assert.equal(notes.length, 1);
    assert.deepEqual(
      redirect.log.read().refused.map(({ times }) => times),
      [2],
    );
    assert.match((await ask(port, 'CONNECT nonsense HTTP/1.1\r\n\r\n')).line, /^HTTP\/1.1 400/);
    assert.match((await ask(port, 'CONNECT 127.0.0.1:1 HTTP/1.1\r\n\r\n')).line, /^HTTP\/1.1 502 Couldn't connect to/);
    const plain = await ask(port, 'GET http://requester.mturk.com/ HTTP/1.1\r\nHost: requester.mturk.com\r\n\r\n');
    assert.match(plain.line, /^HTTP\/1.1 403/);
  });

  it('answers for the worker site in TLS and in plain, and to no rebound name', async () => {
    const port = await start();
    const plain = await ask(port, 'GET http://www.mturk.com/ HTTP/1.1\r\nHost: x\r\n\r\n');
    assert.equal(plain.line, 'HTTP/1.1 200 OK');
    const { socket } = await ask(port, 'CONNECT workersandbox.mturk.com:443 HTTP/1.1\r\n\r\n');
    const ca = readFileSync(redirect.variables.DENO_CERT ?? '', 'utf8');
    const tls = connectTls({ socket, servername: 'workersandbox.mturk.com', ca });
    tls.write('GET /dashboard HTTP/1.1\r\nHost: workersandbox.mturk.com\r\nConnection: close\r\n\r\n');
    let text = '';
    for await (const chunk of tls) text += chunk;
    assert.match(text, /^HTTP\/1.1 (200|303)/);
    assert.match((await ask(port, 'GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n')).line, /^HTTP\/1.1 403/);
    const page = await fetch(redirect.endpoint, {
      method: 'POST',
      headers: { origin: 'https://evil.example', 'x-amz-target': 'MTurkRequesterServiceV20170117.ListHITs' },
      body: '{}',
    });
    assert.equal(page.status, 403);
  });

  it('goes through the user’s proxy with its login, which it lends to the child alone', async () => {
    const server = await servingTls((_, response) => response.end('own'));
    const upstream = await forwardProxy({ port: server.port, password: 'p' });
    const port = await start({ HTTPS_PROXY: upstream.url.replace('//', '//user:p@'), NO_PROXY: 'near.example' });
    const request = (host: string, login = '') => `CONNECT ${host}:443 HTTP/1.1\r\n${login}\r\n`;
    assert.match((await ask(port, request('study.example'))).line, /^HTTP\/1.1 407/);
    const { username, password } = new URL(redirect.variables.HTTPS_PROXY ?? '');
    const login = `Proxy-Authorization: Basic ${Buffer.from(`${username}:${password}`).toString('base64')}\r\n`;
    assert.match((await ask(port, request('study.example', login))).line, /^HTTP\/1.1 200/);
    assert.match((await ask(port, request('www.mturk.com'))).line, /^HTTP\/1.1 200/);
    assert.deepEqual(upstream.passed, ['CONNECT study.example:443']);
    await upstream.close();
    await server.close();
  });

  it('says when Local is gone', async () => {
    await start();
    await local.stop();
    const answer = await fetch(redirect.endpoint, {
      method: 'POST',
      headers: { 'x-amz-target': 'MTurkRequesterServiceV20170117.ListHITs' },
      body: '{}',
    });
    assert.equal(answer.status, 503);
    assert.match(await answer.text(), /Couldn't reach Local/);
    local = await startLocal();
  });

  it('loads a script that old versions of Node.js read', () => {
    const script = preloadScript({ tlsPort: 1, plainPort: 2 });
    assert.doesNotMatch(script, /=>|\?\.|\?\?|`|\b(?:const|let)\b/);
  });
});
