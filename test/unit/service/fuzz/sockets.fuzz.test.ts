import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { useWireBench } from '../conformance/wireBench.ts';

/** Sends bytes as they are; gives what came back until the service closed, or until `leave` closed first. */
async function talk(endpoint: string, bytes: string | Uint8Array, leave = false): Promise<string> {
  const { hostname, port } = new URL(endpoint);
  const socket = connect(Number(port), hostname);
  let heard = '';
  socket.setEncoding('latin1').on('data', (text: string) => {
    heard += text;
  });
  await once(socket, 'connect');
  // However it ends, it ends.
  const closed = new Promise(resolve => socket.on('error', () => undefined).once('close', resolve));
  if (leave) {
    await new Promise(resolve => socket.write(bytes, resolve));
    socket.destroy();
  } else socket.end(bytes);
  await closed;
  return heard;
}

describe('service: fuzzed connections', () => {
  const bench = useWireBench();
  const target = 'x-amz-target: MTurkRequesterServiceV20170117.GetAccountBalance\r\n';
  /** The service lives, and what went wrong was nobody's failure: the bench throws what was reported. */
  const alive = async () => assert.equal((await bench().raw('GetAccountBalance', '{}')).status, 200);
  const host = () => new URL(bench().local.endpoint).host;

  it('a body that ends before its length is nobody’s failure', async () => {
    const { endpoint } = bench().local;
    for (const leave of [true, false])
      for (const body of ['', '{', '{"HITId":"3'])
        await talk(
          endpoint,
          `POST / HTTP/1.1\r\nhost: ${host()}\r\n${target}content-length: 1000\r\n\r\n${body}`,
          leave,
        );
    await talk(endpoint, `POST / HTTP/1.1\r\nhost: ${host()}\r\n${target}transfer-encoding: chunked\r\n\r\n5\r\n{"a`);
    await talk(endpoint, `POST / HTTP/1.1\r\nhost: ${host()}\r\n${target}transfer-encoding: chunked\r\n\r\nzz\r\n`);
    const control = new URL(bench().local.controlUrl).pathname;
    await talk(
      endpoint,
      `POST ${control}/health HTTP/1.1\r\nhost: ${host()}\r\nauthorization: Bearer ${bench().local.controlToken}\r\ncontent-length: 9\r\n\r\n{`,
      true,
    );
    await alive();
  });

  it('what is not HTTP is refused, and the next caller served', async () => {
    const { endpoint } = bench().local;
    const noise = Buffer.from(Array.from({ length: 2000 }, (_, index) => (index * 7919) % 256));
    for (const bytes of [
      noise,
      '\u0016\u0003\u0001\u0002\u0000',
      'GET\r\n\r\n',
      'POST / HTTP/9.9\r\n\r\n',
      `POST / HTTP/1.1\r\nhost: ${host()}\r\ncontent-length: -1\r\n\r\n`,
      `POST / HTTP/1.1\r\nhost: ${host()}\r\ncontent-length: 5\r\ncontent-length: 6\r\n\r\n{}`,
      `POST / HTTP/1.1\r\nhost: ${host()}\r\nx: ${'y'.repeat(100_000)}\r\n\r\n`,
      `POST / HTTP/1.1\r\n${target}\r\n`,
    ]) {
      const heard = await talk(endpoint, bytes);
      if (heard !== '') assert.match(heard, /^HTTP\/1\.1 4\d\d /);
    }
    await alive();
  });

  it('odd paths and methods are not found, not failures', async () => {
    const { endpoint } = bench().local;
    for (const path of [
      '//',
      '/%',
      '/%00',
      '/../../etc/passwd',
      '*',
      '/\\',
      'http://',
      'http://[',
      '/control/',
      '///x',
      '/?'.padEnd(9000, 'x'),
    ])
      for (const method of ['GET', 'POST', 'PUT', 'DELETE', 'HEAD', 'OPTIONS', 'PATCH']) {
        const heard = await talk(
          endpoint,
          `${method} ${path} HTTP/1.1\r\nhost: ${host()}\r\nconnection: close\r\ncontent-length: 2\r\n\r\n{}`,
        );
        assert.match(heard, /^HTTP\/1\.1 [234]\d\d /, `${method} ${path}: ${heard.slice(0, 200)}`);
      }
    await alive();
  });

  it('signatures of any form are refused by name', async () => {
    const { endpoint } = bench().local;
    const scope = '20260101/us-east-1/mturk-requester/aws4_request';
    for (const authorization of [
      'x',
      'AWS4-HMAC-SHA256',
      'AWS4-HMAC-SHA256 ',
      'AWS4-HMAC-SHA256 Credential=, SignedHeaders=, Signature=',
      `AWS4-HMAC-SHA256 Credential=__proto__/${scope}, SignedHeaders=host, Signature=0`,
      `AWS4-HMAC-SHA256 Credential=LOCALREQUESTER00/${scope}, SignedHeaders=host;__proto__;constructor, Signature=${'0'.repeat(64)}`,
      `AWS4-HMAC-SHA256 Credential=LOCALREQUESTER00/${scope}, SignedHeaders=${'a;'.repeat(5000)}host, Signature=é`,
      `AWS4-HMAC-SHA256 Credential=LOCALREQUESTER00/${scope}/x, SignedHeaders=host, Signature=0`,
    ])
      for (const date of ['', '20260101T000000Z', '99999999T999999Z', '20260101T000000Z, 20260101T000000Z', 'now']) {
        const response = await fetch(endpoint, {
          method: 'POST',
          headers: {
            authorization: Buffer.from(authorization).toString('latin1'),
            'x-amz-target': 'MTurkRequesterServiceV20170117.ListHITs',
            'x-amz-date': date,
          },
          body: '{}',
        });
        const { __type } = (await response.json()) as { __type: string };
        assert.equal(response.status, 400, authorization);
        assert.match(__type, /^(IncompleteSignature|InvalidSignature|UnrecognizedClient)Exception$/, authorization);
      }
    await alive();
  });
});
