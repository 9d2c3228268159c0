import assert from 'node:assert/strict';
import type { RequestListener } from 'node:http';
import { type ClientLimits, MTurkClient } from '../../../src/mturk/client.ts';
import { MTurkError } from '../../../src/mturk/errors.ts';
import { type Listening, serving } from '../../support/network.ts';

describe('an exchange', () => {
  const keys = { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'example-secret' };
  let server: Listening | undefined;
  afterEach(() => server?.close());

  async function client(answer: RequestListener, limits: Partial<ClientLimits>): Promise<MTurkClient> {
    server = await serving(answer);
    return new MTurkClient({ endpoint: server.url, credentials: async () => keys, limits });
  }

  async function failureOf(call: Promise<unknown>): Promise<MTurkError> {
    const error = await call.then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    assert.ok(error instanceof MTurkError);
    return error;
  }

  /** Headers and half of an answer, and then nothing. */
  const stalling: RequestListener = (_, response) => {
    response.writeHead(200, { 'content-type': 'application/x-amz-json-1.1' });
    response.write('{"AvailableBalance"');
  };

  it('that stalls after its headers is ended, for reads and for writes, and leaves the write unclear', async () => {
    let asked = 0;
    const at = await client(
      (request, response) => {
        asked += 1;
        stalling(request, response);
      },
      { exchange: 100 },
    );
    for (const call of [at.call('GetAccountBalance', {}), at.call('DeleteHIT', { HITId: '3HIT' })]) {
      const error = await failureOf(call);
      assert.equal(error.kind, 'unreachable');
      assert.equal(error.code, 'ERR_EXCHANGE_LIMIT');
    }
    assert.ok(asked <= 2, 'nobody waits for such an answer three times');
    at.dispose();
  });

  it('that stalls before its headers is ended as well', async () => {
    const at = await client(() => {}, { exchange: 100 });
    assert.equal((await failureOf(at.call('DeleteHIT', { HITId: '3HIT' }))).code, 'ERR_EXCHANGE_LIMIT');
    at.dispose();
  });

  it('ends when it is cancelled in the middle of its answer', async () => {
    const controller = new AbortController();
    const at = await client((request, response) => {
      stalling(request, response);
      setImmediate(() => controller.abort());
    }, {});
    const error = await failureOf(at.call('GetAccountBalance', {}, { signal: controller.signal }));
    assert.equal(error.kind, 'cancelled');
    at.dispose();
  });

  it('that is told to hurry has a moment left, and is unclear then', async () => {
    const controller = new AbortController();
    const at = await client(
      (request, response) => {
        stalling(request, response);
        controller.abort();
      },
      { hurried: 50 },
    );
    const error = await failureOf(at.call('DeleteHIT', { HITId: '3HIT' }, { hurry: controller.signal }));
    assert.equal(error.kind, 'unreachable');
    at.dispose();
  });

  it('that hurries is answered if the answer is on its way', async () => {
    const at = await client(
      (_, response) => response.writeHead(200, { 'content-type': 'application/x-amz-json-1.1' }).end('{}'),
      {},
    );
    await at.call('DeleteHIT', { HITId: '3HIT' }, { hurry: AbortSignal.abort() });
    at.dispose();
  });

  it('with an answer of a gigabyte is cut off, and its connection closed', async () => {
    let sent = 0;
    let closed: Promise<unknown> | undefined;
    const at = await client(
      (_, response) => {
        response.writeHead(200, { 'content-type': 'application/x-amz-json-1.1', 'content-length': 1_000_000_000 });
        closed = new Promise(resolve => response.once('close', resolve));
        const more = () => {
          while (!response.destroyed && response.write(Buffer.alloc(100_000, 32))) sent += 100_000;
        };
        response.on('drain', more);
        more();
      },
      { body: 2_000_000 },
    );
    const error = await failureOf(at.call('GetAccountBalance', {}));
    assert.match(error.words, /larger than 2 MB/);
    await closed;
    assert.ok(sent < 100_000_000, `${sent} bytes were taken`);
    at.dispose();
  });
});
