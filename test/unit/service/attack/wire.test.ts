/** Every request is answered, whatever it is made of and whatever fails. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { CreateHITCommand, GetHITCommand } from '@aws-sdk/client-mturk';
import { parseQuestion } from '../../../../src/mturk/questionKinds.ts';
import { localPath } from '../../../../src/service/site/pages/signin.ts';
import { startLocal } from '../../../support/local.ts';
import { callRaw } from '../../../support/signed.ts';
import { plainHIT, useBench } from '../setup.ts';

/** Sends bytes as they are; gives what came until the service closed. */
async function talk(endpoint: string, text: string): Promise<string> {
  const { hostname, port } = new URL(endpoint);
  const socket = connect(Number(port), hostname);
  let heard = '';
  socket.setEncoding('latin1').on('data', (part: string) => {
    heard += part;
  });
  socket.on('error', () => undefined);
  socket.write(text);
  await once(socket, 'close');
  return heard;
}

describe('service under attack: the wire', () => {
  const bench = useBench();

  it('what fails inside the control API and the worker site is answered and reported', async () => {
    const reported: unknown[] = [];
    const local = await startLocal({ report: error => reported.push(error) });
    try {
      const { engine } = local.service;
      const run = engine.run.bind(engine);
      const broken = () => Promise.reject(new Error('disk full'));
      const { HIT } = await local.client().send(new CreateHITCommand(plainHIT));
      const AssignmentId = (await local.control('accept', { HITId: HIT?.HITId, WorkerId: 'A1' })).AssignmentId;
      Object.assign(engine, { run: broken });
      const signal = AbortSignal.timeout(5000);
      const control = await fetch(`${local.controlUrl}/stats`, {
        method: 'POST',
        headers: { authorization: `Bearer ${local.controlToken}` },
        body: '{}',
        signal,
      });
      assert.equal(control.status, 500);
      const { error } = (await control.json()) as { error: { code: string } };
      assert.equal(error.code, 'ServiceFault');
      for (const [path, init] of [
        ['/', {}],
        ['/dynamic/hit?hitId=3X', {}],
        [
          '/mturk/externalSubmit',
          { method: 'POST', body: new URLSearchParams({ assignmentId: String(AssignmentId) }) },
        ],
      ] as const)
        assert.equal((await fetch(`${local.workerSite}${path}`, { ...init, signal })).status, 500, path);
      const api = await callRaw(local, 'GetAccountBalance', '{}', { signal });
      assert.deepEqual([api.status, JSON.parse(api.text).__type], [500, 'ServiceFault']);
      assert.equal(reported.length, 5);
      Object.assign(engine, { run });
    } finally {
      await local.stop();
    }
  });

  it('names of headers are the caller’s: those of every object are no headers', async () => {
    const { endpoint, accessKeyId } = bench().local;
    const now = new Date().toISOString().replace(/[-:]|\.\d+/g, '');
    for (const name of ['constructor', '__proto__', 'toString', 'hasOwnProperty', 'valueOf']) {
      const response = await fetch(endpoint, {
        method: 'POST',
        headers: {
          authorization: `AWS4-HMAC-SHA256 Credential=${accessKeyId}/${now.slice(0, 8)}/us-east-1/mturk-requester/aws4_request, SignedHeaders=${name};host, Signature=${'0'.repeat(64)}`,
          'x-amz-target': 'MTurkRequesterServiceV20170117.GetAccountBalance',
          'x-amz-date': now,
        },
        body: '{}',
      });
      const { __type } = (await response.json()) as { __type: string };
      assert.deepEqual([response.status, __type], [400, 'InvalidSignatureException'], name);
    }
  });

  it('a body that is too large ends its connection, on every port and path', async () => {
    const { local } = bench();
    const { host } = new URL(local.endpoint);
    const body = 'x'.repeat(2 * 1024 * 1024 + 1);
    for (const [path, headers] of [
      ['/signin', 'content-type: application/x-www-form-urlencoded\r\n'],
      ['/mturk/externalSubmit', 'content-type: application/x-www-form-urlencoded\r\n'],
      ['/', 'x-amz-target: MTurkRequesterServiceV20170117.GetAccountBalance\r\n'],
    ] as const) {
      const heard = await talk(
        local.endpoint,
        `POST ${path} HTTP/1.1\r\nhost: ${host}\r\n${headers}content-length: ${body.length}\r\n\r\n${body}`,
      );
      assert.match(heard, /^HTTP\/1\.1 413 (.*\r\n)*connection: close\r\n/i, `${path}: ${heard.slice(0, 300)}`);
    }
  });

  it('a body far over the limit is answered to a client that listens only when it has written all', async () => {
    const { hostname, port, host } = new URL(bench().local.endpoint);
    const socket = connect(Number(port), hostname);
    const body = Buffer.alloc(64 * 1024 * 1024, 'x');
    socket.write(
      `POST / HTTP/1.1\r\nhost: ${host}\r\nx-amz-target: MTurkRequesterServiceV20170117.GetAccountBalance\r\ncontent-length: ${body.length}\r\n\r\n`,
    );
    await new Promise<void>((resolve, reject) => {
      socket.on('error', reject);
      socket.write(body, error => (error ? reject(error) : resolve()));
    });
    let heard = '';
    for await (const part of socket.setEncoding('latin1')) heard += part;
    assert.match(heard, /^HTTP\/1\.1 413 /);
  });

  it('two Hosts are refused, whichever comes first', async () => {
    const { endpoint } = bench().local;
    const { host } = new URL(endpoint);
    for (const hosts of [
      [host, 'evil.example'],
      ['evil.example', host],
      [host, host],
    ])
      assert.match(
        await talk(
          endpoint,
          `GET / HTTP/1.1\r\n${hosts.map(name => `HoSt: ${name}\r\n`).join('')}connection: close\r\n\r\n`,
        ),
        /^HTTP\/1\.1 400 /,
      );
  });

  it('the scheme of the control token is written in any case, the token exactly', async () => {
    const { controlUrl, controlToken } = bench().local;
    const status = async (authorization: string): Promise<number> =>
      (await fetch(`${controlUrl}/health`, { method: 'POST', headers: { authorization } })).status;
    for (const scheme of ['Bearer', 'bearer', 'BEARER']) assert.equal(await status(`${scheme} ${controlToken}`), 200);
    for (const wrong of [
      controlToken,
      `Bearer ${controlToken}x`,
      'Bearer',
      `Basic ${controlToken}`,
      `Bearer${controlToken}`,
    ])
      assert.equal(await status(wrong), 401, wrong);
  });

  it('after a sign-in nothing leads to another host', () => {
    for (const path of [
      '/.//evil.example/',
      '/..//evil.example',
      '//evil.example',
      '/\\evil.example',
      '/%2e//evil.example/',
      '/a/..//evil.example',
      '/\t/evil.example',
    ])
      assert.doesNotMatch(localPath(path), /^\/[/\\]/, path);
    assert.equal(localPath('/projects/3X/tasks?a=1'), '/projects/3X/tasks?a=1');
  });

  it('a layout’s parameter may hold the end of a CDATA section', async () => {
    const { client, local } = bench();
    const layout = await local.control('layout', { name: 'Notes', html: `<p>\${note}</p>` });
    const Value = 'a]]>b ]]]]>< <![CDATA[c]]>';
    const { HIT } = await client.send(
      new CreateHITCommand({
        ...plainHIT,
        Question: undefined,
        HITLayoutId: String(layout.HITLayoutId),
        HITLayoutParameters: [{ Name: 'note', Value }],
      }),
    );
    const read = await client.send(new GetHITCommand({ HITId: HIT?.HITId }));
    const question = parseQuestion(read.HIT?.Question ?? '');
    assert.ok(question.kind === 'html' && question.html.includes(`<p>${Value}</p>`));
  });
});
