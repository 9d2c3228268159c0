import assert from 'node:assert/strict';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { reachOf, siteAddress } from '../../../src/local/siteAddress.ts';

describe('the address of the worker site', () => {
  const ended: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const end of ended.splice(0)) await end();
  });

  async function serve(answer: RequestListener): Promise<string> {
    const server = createServer(answer).listen(0, '127.0.0.1');
    await new Promise(resolve => server.once('listening', resolve));
    ended.push(() => {
      server.closeAllConnections();
      return new Promise(resolve => server.close(resolve));
    });
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  }

  const answering = (status: number) => serve((_, response) => response.writeHead(status).end('Not found.'));
  const site = 'http://127.0.0.1:1/';

  it('is the forwarded one where that answers, or wants a sign-in', async () => {
    for (const status of [200, 302, 401, 403]) {
      const forwarded = await answering(status);
      assert.deepEqual(await siteAddress(site, async () => forwarded), { address: forwarded });
    }
  });

  it('is the site’s own where the forwarded one leads nowhere', async () => {
    for (const status of [404, 410, 502]) {
      const broken = `${await answering(status)}proxy/8123/`;
      assert.deepEqual(await siteAddress(site, async () => broken), { address: site, broken });
    }
  });

  it('is the forwarded one where only another machine can tell', async () => {
    const closed = await answering(200);
    for (const end of ended.splice(0)) await end();
    assert.deepEqual(await siteAddress(site, async () => closed), { address: closed });
    const silent = await serve(() => undefined);
    assert.equal(await reachOf(silent, { timeout: 1 }), 'offered');
  });

  it('is asked for nothing where VS Code forwards nothing', async () => {
    let asked = 0;
    const own = await serve((_, response) => {
      asked += 1;
      response.writeHead(404).end();
    });
    assert.deepEqual(await siteAddress(own, async address => address.replace(/\/$/, '')), {
      address: own.replace(/\/$/, ''),
    });
    assert.equal(asked, 0);
  });
});
