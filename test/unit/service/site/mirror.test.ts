/** Mirrors of requesters' servers: what changes on the way, and what must not. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { type Addresses, rewriteHeaders, rewriteText, withGuard } from '../../../../src/service/site/mirror/rewrite.ts';
import { startLocal } from '../../../support/local.ts';
import { makeBench } from '../setup.ts';
import { visit } from './visitor.ts';

const addresses: Addresses = {
  mirror: 'http://127.0.0.1:900',
  site: 'http://127.0.0.1:800',
  submitTo: 'http://127.0.0.1:800/lease/aaaaaaaaaaaaaaaaaaaaaa',
  own: ['http://localhost:500', 'http://127.0.0.1:500'],
};
const submit = `${addresses.submitTo}/mturk/externalSubmit`;

describe('mirror: what is rewritten', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ['an address in markup', 'action="https://www.mturk.com/mturk/externalSubmit"', `action="${submit}"`],
    ['the sandbox’s', "'https://workersandbox.mturk.com/mturk/externalSubmit'", `'${submit}'`],
    ['one without a scheme', '"//www.mturk.com/mturk/externalSubmit?a=1"', `"${submit}?a=1"`],
    [
      'one in JSON',
      String.raw`"https:\/\/workersandbox.mturk.com\/mturk\/externalSubmit"`,
      `"${submit.replaceAll('/', '\\/')}"`,
    ],
    [
      'one that a template escaped',
      'https:&#x2F;&#x2F;www.mturk.com&#x2F;mturk&#x2F;externalSubmit',
      submit.replaceAll('/', '&#x2F;'),
    ],
    [
      'Amazon’s script',
      '<script src="https://s3.amazonaws.com/mturk-public/externalHIT_v1.js">',
      '<script src="http://127.0.0.1:800/mturk/externalHIT_v1.js">',
    ],
    ['its own origin', 'open("http://localhost:500/exp")', 'open("http://127.0.0.1:900/exp")'],
    [
      'not another port',
      'http://localhost:5000/ http://localhost:500.example',
      'http://localhost:5000/ http://localhost:500.example',
    ],
    ['not other pages of Amazon', 'https://www.mturk.com/worker/help', 'https://www.mturk.com/worker/help'],
    [
      'not other files in S3',
      'https://s3.amazonaws.com/mturk-public/bs30/css/x.css',
      'https://s3.amazonaws.com/mturk-public/bs30/css/x.css',
    ],
  ];
  for (const [name, before, after] of cases) it(name, () => assert.equal(rewriteText(before, addresses), after));

  it('is quick on what was made to be slow', () => {
    const text = `${'https://'.repeat(200_000)}<head ${'a '.repeat(500_000)}`;
    assert.equal(rewriteText(text, addresses).length, text.length);
    withGuard(text, addresses);
  });

  it('cookies, redirects and policies fit the mirror', () => {
    const headers = rewriteHeaders(
      {
        location: 'http://127.0.0.1:500/next?a=1',
        'set-cookie': ['s=1; Path=/; Domain=localhost; Secure; SameSite=None; HttpOnly'],
        'content-security-policy':
          "frame-ancestors https://*.mturk.com https://workersandbox.mturk.com; form-action 'self'",
        'strict-transport-security': 'max-age=1',
      },
      addresses,
    );
    assert.deepEqual(headers, {
      location: 'http://127.0.0.1:900/next?a=1',
      'set-cookie': ['s=1; Path=/; HttpOnly'],
      'content-security-policy': "frame-ancestors http://127.0.0.1:800 http://127.0.0.1:800; form-action 'self'",
    });
  });
});

describe('mirror: a server behind it', () => {
  /** Serves `answer`, and gives the frame's address of a HIT whose page is there. */
  const behind = async (
    answer: (request: IncomingMessage, response: ServerResponse) => void,
    work: (mirror: { readonly first: string; readonly local: string; readonly target: string }) => Promise<void>,
    prepare: (server: ReturnType<typeof createServer>) => void = () => undefined,
    scheme = 'http',
  ) => {
    const server = createServer(answer);
    prepare(server);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const target = `${scheme}://localhost:${(server.address() as AddressInfo).port}`;
    const local = await startLocal({ submitRewrite: { hosts: [] } });
    try {
      const { HITGroupId = '', HITId } = await makeBench(local).createHIT({
        Question: `<ExternalQuestion xmlns="http://mechanicalturk.amazonaws.com/AWSMechanicalTurkDataSchemas/2006-07-14/ExternalQuestion.xsd"><ExternalURL>${target}/ad?x=1</ExternalURL><FrameHeight>600</FrameHeight></ExternalQuestion>`,
      });
      const visitor = visit(local.workerSite);
      await visitor.signIn('A1');
      await visitor.accept(HITGroupId);
      const path = `/projects/${HITGroupId}/tasks/${HITId}`;
      const { location } = await visitor.get(path);
      const { text: task } = await visitor.get(location);
      const entry = /<iframe[^>]* src="([^"]+)"/.exec(task)?.[1]?.replaceAll('&amp;', '&') ?? '';
      assert.match(entry, /^http:\/\/127\.0\.0\.1:\d+\/open\?assignmentId=/, task);
      const { headers } = await fetch(entry, { redirect: 'manual' });
      await work({ first: headers.get('location') ?? '', local: local.workerSite, target });
    } finally {
      await local.stop();
      server.closeAllConnections();
      server.close();
    }
  };

  it('gets the frame’s parameters, and its pages with the address of Local', async () => {
    const seen: string[] = [];
    await behind(
      (request, response) => {
        seen.push(String(request.url), String(request.headers.host), String(request.headers.cookie));
        const page = gzipSync(
          '<!doctype html><head></head><form action="https://www.mturk.com/mturk/externalSubmit">Größe',
        );
        response.writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'gzip', etag: '"1"' }).end(page);
      },
      async ({ first, local }) => {
        const mirror = new URL(first);
        const answer = await fetch(first, { headers: { cookie: 'session=1; mturk-worker-800=secret' } });
        const text = await answer.text();
        assert.match(text, new RegExp(`action="${local}(/lease/[\\w-]{22})?/mturk/externalSubmit">Größe`));
        assert.match(text, /<head><script src="\/\.mturk-local\/submit\.js"/);
        assert.equal(answer.headers.get('etag'), null);
        assert.match(seen[0] ?? '', /^\/ad\?x=1&assignmentId=.*hitId=/);
        assert.equal(seen[1], mirror.host);
        assert.equal(seen[2], 'session=1');
        assert.match(await (await fetch(`${mirror.origin}/.mturk-local/submit.js`)).text(), /externalSubmit/);
      },
    );
  });

  it('passes what is no page as it is, and bodies up to it', async () => {
    const image = Buffer.from([0, 255, 1, 254]);
    await behind(
      (request, response) => {
        if (request.method !== 'POST')
          return void response.writeHead(200, { 'content-type': 'image/png', etag: '"1"' }).end(image);
        response.writeHead(201, { 'content-type': 'text/plain' });
        request.pipe(response);
      },
      async ({ first }) => {
        const answer = await fetch(first);
        assert.deepEqual(Buffer.from(await answer.arrayBuffer()), image);
        assert.equal(answer.headers.get('etag'), '"1"');
        const body = 'x'.repeat(300_000);
        const posted = await fetch(new URL('/save', first), { method: 'POST', body });
        assert.deepEqual([posted.status, (await posted.text()).length], [201, body.length]);
      },
    );
  });

  it('finds a plain server behind an address of https', async () => {
    await behind(
      (request, response) => {
        response.writeHead(200, { 'content-type': 'text/html' });
        response.end(`<a href="https://localhost:${request.socket.localPort}/next">`);
      },
      async ({ first }) => {
        const text = await (await fetch(first)).text();
        assert.ok(text.endsWith(`<a href="${new URL(first).origin}/next">`), text);
      },
      () => undefined,
      'https',
    );
  });

  it('keeps web sockets open both ways', async () => {
    await behind(
      (_, response) => response.end(),
      async ({ first }) => {
        const { hostname, port } = new URL(first);
        const request = httpRequest({
          hostname,
          port,
          path: '/socket',
          headers: { connection: 'Upgrade', upgrade: 'websocket', 'sec-websocket-key': 'a' },
        });
        request.end();
        const [answer, socket] = (await once(request, 'upgrade')) as [IncomingMessage, import('node:net').Socket];
        assert.equal(answer.headers['sec-websocket-accept'], 'b');
        socket.write('ping');
        const [echo] = (await once(socket, 'data')) as [Buffer];
        assert.equal(String(echo), 'echo ping');
        socket.destroy();
      },
      server =>
        server.on('upgrade', (_, socket) => {
          socket.write(
            'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: b\r\n\r\n',
          );
          socket.on('data', data => socket.write(`echo ${data}`)).on('error', () => undefined);
        }),
    );
  });

  it('says so when the server is not there, and answers to its own address only', async () => {
    await behind(
      (_, response) => response.destroy(),
      async ({ first }) => {
        const gone = await fetch(first);
        assert.equal(gone.status, 502);
        assert.match(await gone.text(), /^Couldn't load the page from http:\/\/localhost:/);
        const { hostname, port } = new URL(first);
        const rebound = httpRequest({ hostname, port, path: '/', headers: { host: `evil.example:${port}` } }).end();
        const [answer] = (await once(rebound, 'response')) as [IncomingMessage];
        answer.resume();
        assert.equal(answer.statusCode, 403);
      },
    );
  });
});
