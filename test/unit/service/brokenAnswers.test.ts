import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { Server } from 'node:http';
import { connect } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createContentServer, type HttpHandler, listen } from '../../../src/service/wire/server.ts';

describe('service: answers that break off', () => {
  let server: Server | undefined;
  const reported: unknown[] = [];
  beforeEach(() => {
    reported.length = 0;
  });
  afterEach(() => {
    server?.closeAllConnections();
    server?.close();
  });

  async function serve(handler: HttpHandler): Promise<{ readonly url: string; readonly port: number }> {
    server = createContentServer(
      () => undefined,
      handler,
      error => reported.push(error),
    );
    const port = await listen(server, '127.0.0.1', 0);
    return { url: `http://127.0.0.1:${port}/`, port };
  }

  it('are reported when the service broke them off', async () => {
    const failure = new Error('the disk is gone');
    const { url } = await serve(async (_request, response) => {
      const pieces = async function* () {
        yield 'the first piece';
        throw failure;
      };
      await pipeline(Readable.from(pieces()), response);
    });
    await assert.rejects(fetch(url).then(answer => answer.text()));
    assert.deepEqual(reported, [failure]);
  });

  it('are not reported when the caller left', async () => {
    const { promise: ended, resolve: end } = Promise.withResolvers<unknown>();
    const { port } = await serve(async (_request, response) => {
      const pieces = async function* () {
        for (;;) yield 'x'.repeat(100_000);
      };
      await pipeline(Readable.from(pieces()), response).catch(error => {
        end(error);
        throw error;
      });
    });
    const socket = connect(port, '127.0.0.1');
    socket.write('GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n');
    await once(socket, 'data');
    socket.destroy();
    assert.ok((await ended) instanceof Error);
    await new Promise(setImmediate);
    assert.deepEqual(reported, []);
  });
});
