import assert from 'node:assert/strict';
import type { RequestListener } from 'node:http';
import { MTurkClient } from '../../../src/mturk/client.ts';
import { MTurkError } from '../../../src/mturk/errors.ts';
import { explain } from '../../../src/mturk/explain.ts';
import { type NetworkSettings, networkSettings, proxyFor } from '../../../src/mturk/network.ts';
import { startLocal } from '../../support/local.ts';
import { forwardProxy, type Listening, serving, servingTls, socksProxy } from '../../support/network.ts';

const straight: NetworkSettings = { proxy: '', noProxy: [], strictTls: true };

describe('network settings', () => {
  const endpoint = 'https://mturk.lab.example';

  it('prefer the settings over the environment, and add up what both except', () => {
    const env = { HTTPS_PROXY: 'http://env:1', http_proxy: 'plain:2', NO_PROXY: 'a.example, b.example' };
    assert.deepEqual(networkSettings({}, env, endpoint), {
      proxy: 'http://env:1',
      noProxy: ['a.example', 'b.example'],
      strictTls: true,
    });
    assert.equal(networkSettings({}, env, 'http://x').proxy, 'http://plain:2');
    assert.equal(networkSettings({}, { ALL_PROXY: 'all:3' }, endpoint).proxy, 'http://all:3');
    assert.deepEqual(networkSettings({ proxy: 'http://set:4', noProxy: ['c'], strictTls: false }, env, endpoint), {
      proxy: 'http://set:4',
      noProxy: ['c', 'a.example', 'b.example'],
      strictTls: false,
    });
    assert.equal(networkSettings({ proxy: 'http://set:4', proxySupport: 'off' }, env, endpoint).proxy, '');
  });

  it('go straight to this machine and to what is excepted', () => {
    const proxied = (url: string, ...noProxy: string[]) =>
      proxyFor(url, { ...straight, proxy: 'http://proxy:3128', noProxy }) !== undefined;
    assert.ok(proxied(endpoint));
    assert.ok(proxied(endpoint, 'lab.example.org', 'turk.lab.example', 'mturk.lab.example:8443'));
    for (const rule of ['*', 'lab.example', '.lab.example', '*.lab.example', 'MTURK.lab.example', 'lab.example:443'])
      assert.ok(!proxied(endpoint, rule), rule);
    for (const url of ['http://localhost:1', 'http://127.0.0.1:1', 'http://[::1]:1']) assert.ok(!proxied(url), url);
  });
});

describe('the way to a service', () => {
  const open: { close(): Promise<void> }[] = [];
  const opened = <T extends { close(): Promise<void> }>(server: T): T => {
    open.push(server);
    return server;
  };
  afterEach(async () => {
    for (const server of open.splice(0)) await server.close();
  });

  const balance: RequestListener = (_, response) => {
    response.writeHead(200, { 'content-type': 'application/x-amz-json-1.1' });
    response.end(JSON.stringify({ AvailableBalance: '12.50' }));
  };

  async function ask(endpoint: string, network: NetworkSettings): Promise<string | undefined> {
    const keys = { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'example-secret' };
    const client = new MTurkClient({ endpoint, credentials: async () => keys, network: () => network });
    try {
      return (await client.call('GetAccountBalance', {})).AvailableBalance;
    } finally {
      client.dispose();
    }
  }

  async function told(endpoint: string, network: NetworkSettings): Promise<{ kind: string; words: string }> {
    try {
      await ask(endpoint, network);
    } catch (error) {
      assert.ok(error instanceof MTurkError);
      const { reason, advice } = explain(error, endpoint);
      return { kind: error.kind, words: `${reason}. ${advice}` };
    }
    return assert.fail('the call did not fail');
  }

  it('leads through a proxy to a plain service, signed so that Local accepts it', async () => {
    const local = await startLocal({ allowHosts: ['mturk.lab.example'] });
    const { port } = new URL(local.endpoint);
    const proxy = opened(await forwardProxy());
    const client = new MTurkClient({
      endpoint: `http://mturk.lab.example:${port}`,
      credentials: async () => local,
      network: () => ({ ...straight, proxy: proxy.url }),
    });
    try {
      const { AvailableBalance } = await client.call('GetAccountBalance', {});
      assert.equal(AvailableBalance, '10000.00');
      assert.deepEqual(proxy.passed, [`POST http://mturk.lab.example:${port}/`]);
    } finally {
      client.dispose();
      await local.stop();
    }
  });

  it('leads through a tunnel to a service behind TLS, several requests at once', async () => {
    const service = opened(await servingTls(balance, { host: 'mturk.lab.example' }));
    const proxy = opened(await forwardProxy({ port: service.port, password: 's3cret' }));
    const network = { ...straight, proxy: proxy.url.replace('//', '//user:s3cret@'), strictTls: false };
    const answers = await Promise.all([1, 2, 3].map(() => ask('https://mturk.lab.example', network)));
    assert.deepEqual(answers, ['12.50', '12.50', '12.50']);
    assert.deepEqual(new Set(proxy.passed), new Set(['CONNECT mturk.lab.example:443']));
  });

  it('is not led through a proxy to what is excepted', async () => {
    const service = opened(await serving(balance));
    const proxy = opened(await forwardProxy());
    assert.equal(await ask(service.url, { ...straight, proxy: proxy.url }), '12.50');
    assert.deepEqual(proxy.passed, []);
  });

  it('checks the service’s certificate through a tunnel, too', async () => {
    const service = opened(await servingTls(balance, { host: 'mturk.lab.example' }));
    const proxy = opened(await forwardProxy({ port: service.port }));
    const { kind, words } = await told('https://mturk.lab.example', { ...straight, proxy: proxy.url });
    assert.equal(kind, 'tls');
    assert.match(words, /certificate is self-signed/);
  });

  it('says that a proxy wants a password, which no message holds', async () => {
    const proxy = opened(await forwardProxy({ password: 's3cret' }));
    const network = { ...straight, proxy: proxy.url.replace('//', '//user:wrong-pass@') };
    for (const endpoint of ['https://mturk.lab.example', 'http://mturk.lab.example']) {
      const { kind, words } = await told(endpoint, network);
      assert.equal(kind, 'proxy');
      assert.match(
        words,
        /proxy did not let the request through: .*requires a user name and password\. Put .* http\.proxy/,
      );
      assert.doesNotMatch(words, /wrong-pass/);
    }
  });

  it('leads through a SOCKS proxy, which looks the host up', async () => {
    const service = opened(await serving(balance));
    const proxy = opened(await socksProxy());
    const network = { ...straight, proxy: proxy.url };
    assert.equal(await ask(`http://mturk.lab.example:${service.port}`, network), '12.50');
    const tls = opened(await servingTls(balance, { host: 'mturk.lab.example' }));
    assert.equal(await ask(`https://mturk.lab.example:${tls.port}`, { ...network, strictTls: false }), '12.50');
    assert.equal((await told(`https://mturk.lab.example:${tls.port}`, network)).kind, 'tls');
    assert.deepEqual(
      [...new Set(proxy.passed)],
      [`mturk.lab.example:${service.port}`, `mturk.lab.example:${tls.port}`],
    );
  });

  it('gives a proxy the header of http.proxyAuthorization', async () => {
    const service = opened(await servingTls(balance, { host: 'mturk.lab.example' }));
    const proxy = opened(await forwardProxy({ port: service.port, password: 's3cret' }));
    const proxyAuthorization = `Basic ${Buffer.from('user:s3cret').toString('base64')}`;
    const network = { ...straight, proxy: proxy.url, proxyAuthorization, strictTls: false };
    assert.equal(await ask('https://mturk.lab.example', network), '12.50');
    const plain = opened(await serving(balance));
    assert.equal(await ask(`http://mturk.lab.example:${plain.port}`, network), '12.50');
  });

  it('goes nowhere by a proxy that can not be read, in words without its password', async () => {
    let asked = 0;
    const service = opened(
      await serving((request, response) => {
        asked += 1;
        balance(request, response);
      }),
    );
    for (const proxy of ['http://user:pa ss@:x', 'ftp://user:pass@proxy:21', 'http://']) {
      const { kind, words } = await told(`http://mturk.lab.example:${service.port}`, { ...straight, proxy });
      assert.equal(kind, 'proxy');
      assert.match(words, /^the proxy did not let the request through: its? .*Check VS Code’s settings http\.proxy/);
      assert.doesNotMatch(words, /pass|pa ss/);
    }
    assert.equal(asked, 0);
  });

  it('says that a proxy does not answer, or refuses', async () => {
    const gone = await forwardProxy();
    await gone.close();
    for (const endpoint of ['https://mturk.lab.example', 'http://mturk.lab.example']) {
      const { kind, words } = await told(endpoint, { ...straight, proxy: gone.url });
      assert.equal(kind, 'proxy');
      assert.match(words, /127\.0\.0\.1:\d+ does not answer \(ECONNREFUSED\)\. Check VS Code’s settings http\.proxy/);
    }
    const refusing = opened(await forwardProxy({ status: 403 }));
    const { words } = await told('https://mturk.lab.example', { ...straight, proxy: refusing.url });
    assert.match(words, /answered 403/);
  });

  it('says what is wrong with a certificate, unless nobody shall check it', async () => {
    const day = 86_400_000;
    const cases: readonly [Listening, RegExp][] = [
      [opened(await servingTls(balance)), /is self-signed \(DEPTH_ZERO_SELF_SIGNED_CERT\)\. Add the issuer/],
      [
        opened(await servingTls(balance, { from: Date.now() - 9 * day, to: Date.now() - day })),
        /has expired \(CERT_HAS_EXPIRED\)\. The operator of the service must renew/,
      ],
    ];
    for (const [service, pattern] of cases) {
      const { kind, words } = await told(service.url, straight);
      assert.equal(kind, 'tls');
      assert.match(words, /^the connection to https:\/\/127\.0\.0\.1:\d+ is not safe: its certificate/);
      assert.match(words, pattern);
      assert.equal(await ask(service.url, { ...straight, strictTls: false }), '12.50');
    }
    const plain = opened(await serving(balance));
    const { kind, words } = await told(plain.url.replace('http:', 'https:'), straight);
    assert.equal(kind, 'tls');
    assert.match(words, /should start with http:\/\//);
  });

  it('says how far the clock is off', async () => {
    const expired =
      'Signature expired: 20260810T120000Z is now earlier than 20260810T124500Z (20260810T130000Z - 15 min.)';
    const service = opened(
      await serving((_, response) => {
        response.writeHead(400, { 'content-type': 'application/x-amz-json-1.1' });
        response.end(JSON.stringify({ __type: 'InvalidSignatureException', message: expired }));
      }),
    );
    const { kind, words } = await told(service.url, straight);
    assert.equal(kind, 'clockSkew');
    assert.match(words, /^the clock of this machine is 60 minutes behind .*\. Set the clock/);
  });

  it('takes the service’s time when the clock is off, also for a write, which then happens once', async () => {
    const ahead = Date.now() + 3 * 3600_000;
    let done = 0;
    const service = opened(
      await serving((incoming, response) => {
        const [, day = '', time = ''] = /^(\d{8})T(\d{6})Z$/.exec(String(incoming.headers['x-amz-date'])) ?? [];
        const signed = Date.parse(
          `${day.replace(/(....)(..)(..)/, '$1-$2-$3')}T${time.replace(/(..)(..)(..)/, '$1:$2:$3')}Z`,
        );
        const good = Math.abs(signed - ahead) < 15 * 60_000;
        response.writeHead(good ? 200 : 400, {
          'content-type': 'application/x-amz-json-1.1',
          date: new Date(ahead).toUTCString(),
        });
        if (good) done += 1;
        response.end(
          JSON.stringify(good ? {} : { __type: 'InvalidSignatureException', message: 'Signature expired: too old' }),
        );
      }),
    );
    const keys = { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'example-secret' };
    const client = new MTurkClient({ endpoint: service.url, credentials: async () => keys });
    await client.call('DeleteHIT', { HITId: '3HIT' });
    assert.equal(done, 1);
    client.dispose();
  });
});
