import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as vscode from 'vscode';
import { commands } from '../../src/ids.ts';
import { localProfile } from '../../src/profiles/profile.ts';
import { forwardProxy, serving } from '../support/network.ts';
import { activated, run, sampleLocal } from './support.ts';

describe('profiles in use', () => {
  afterEach(async () => {
    const { workbench } = await activated();
    await workbench.sessions.switchTo(localProfile);
    for (const { id } of workbench.store.all().slice(1)) await workbench.store.remove(id);
  });
  after(async () => run(commands.stopLocal, []));

  it('are checked on demand, in words that name keys and balance', async () => {
    const { local } = await sampleLocal();
    const { workbench } = await activated();
    const onLocal = await run(commands.checkProfile, []);
    await onLocal.heard('inform', /^Profile Local \(LOCAL\) works with the keys of Local\. Balance \$10,000\.00\.$/);
    await workbench.store.add(
      { id: 'p', name: 'lab', endpoint: local.endpoint, environment: 'other', keys: 'stored' },
      { accessKeyId: local.accessKeyId, secretAccessKey: 'has-been-replaced' },
    );
    await run(commands.switchProfile, [], { pick: /lab/ });
    const wrong = await run(commands.checkProfile, []);
    await wrong.heard('reportError', /^Profile lab doesn’t work: the keys were not accepted/);
  });

  it('cancel and clear when they are switched, and never show what belongs to another', async () => {
    const { local, account } = await sampleLocal();
    const { workbench, explorer, statusBar } = await activated();
    const view = explorer.hits;
    const { sessions, store } = workbench;
    let arrived = () => {};
    const asked = new Promise<void>(resolve => {
      arrived = resolve;
    });
    let closed = () => {};
    const gone = new Promise<void>(resolve => {
      closed = resolve;
    });
    // A service that never answers, so that something is in flight.
    const server = createServer(request => {
      request.socket.once('close', () => closed());
      arrived();
    }).listen(0, '127.0.0.1');
    await new Promise(resolve => server.once('listening', resolve));
    const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const keys = { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'example-secret' };
    await store.add({ id: 'slow', name: 'slow', endpoint, environment: 'production', keys: 'stored' }, keys);
    const before = sessions.current;
    await run(commands.switchProfile, [], { pick: /slow/ });
    assert.ok(before.ended.aborted);
    assert.deepEqual(
      (await view.getChildren()).filter(({ kind }) => kind === 'hit'),
      [],
    );
    assert.match(statusBar.shown.text, /^\$\(warning\) PRODUCTION slow$/);
    assert.equal(statusBar.shown.background, 'statusBarItem.errorBackground');
    assert.match(statusBar.shown.tooltip, /real money/);

    const slow = sessions.current;
    const reading = slow.account?.refreshHITs();
    await asked;
    await run(commands.switchProfile, [], { pick: /^Local/ });
    await Promise.all([reading, gone]);
    assert.ok(slow.ended.aborted);
    const now = sessions.current.account;
    assert.ok(now && now !== account);
    await now.refreshHITs();
    const rows = await view.getChildren();
    assert.ok(rows.length > 0);
    for (const row of rows) assert.match(view.getTreeItem(row).id ?? '', /^local\//);
    assert.equal(statusBar.shown.background, undefined);
    assert.equal(local.endpoint, now.client.endpoint);
    server.closeAllConnections();
    server.close();
  });

  it('reach their endpoint through the proxy that VS Code’s settings name, and say when it refuses', async () => {
    const { workbench } = await activated();
    const service = await serving((_, response) => {
      response.writeHead(200, { 'content-type': 'application/x-amz-json-1.1' });
      response.end(JSON.stringify({ AvailableBalance: '12.50', HITs: [] }));
    });
    const proxy = await forwardProxy({ port: service.port });
    const refusing = await forwardProxy({ password: 's3cret' });
    const configuration = vscode.workspace.getConfiguration('http');
    const set = (url: string | undefined) => configuration.update('proxy', url, vscode.ConfigurationTarget.Global);
    const lab = { id: 'p', name: 'lab', endpoint: 'http://mturk.lab.example', environment: 'other' } as const;
    try {
      await workbench.store.add({ ...lab, keys: 'stored' }, { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'secret' });
      await set(proxy.url);
      await run(commands.switchProfile, [], { pick: /lab/ });
      const good = await run(commands.checkProfile, []);
      await good.heard('inform', /^Profile lab \(OTHER\) works .* Balance \$12\.50\.$/);
      assert.ok(proxy.passed.length > 0);

      await set(refusing.url);
      await run(commands.switchProfile, [], { pick: /^Local/ });
      await run(commands.switchProfile, [], { pick: /lab/ });
      const refused = await run(commands.checkProfile, []);
      await refused.heard('reportError', /^Profile lab doesn’t work: the proxy did not let the request through/);
    } finally {
      await set(undefined);
      await workbench.sessions.switchTo(localProfile);
      for (const server of [service, proxy, refusing]) await server.close();
    }
  });

  it('have a menu with what is of use now', async () => {
    const { workbench } = await activated();
    await run(commands.stopLocal, []);
    const offered = async () => {
      const { offers } = await run(commands.profileMenu, [], { leave: true });
      return offers.at(-1)?.map(label => label.replace(/^\$\([\w-]+\) /, '')) ?? [];
    };
    const stopped = await offered();
    for (const label of ['Start Local', 'Add profile…', 'Show log', 'Use Local for this workspace’s terminals…'])
      assert.ok(stopped.includes(label), label);
    for (const label of ['Stop Local', 'Switch profile…', 'Edit profile…', 'Remove profile…', 'Check profile'])
      assert.ok(!stopped.includes(label), label);
    const { local } = await sampleLocal();
    await workbench.store.add(
      { id: 'p', name: 'lab', endpoint: local.endpoint, environment: 'other', keys: 'environment' },
      undefined,
    );
    const running = await offered();
    for (const label of ['Stop Local', 'Switch profile…', 'Edit profile…', 'Remove profile…', 'Check profile'])
      assert.ok(running.includes(label), label);
    for (const label of ['Start Local', 'Start Local with sample HITs']) assert.ok(!running.includes(label), label);
  });
});
