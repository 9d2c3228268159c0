import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as vscode from 'vscode';
import { commands } from '../../src/ids.ts';
import { localProfile } from '../../src/profiles/profile.ts';
import { forwardProxy, serving } from '../support/network.ts';
import { activated, run, sampleLocal } from './support.ts';

describe('profiles', () => {
  afterEach(async () => {
    const { workbench } = await activated();
    await workbench.sessions.switchTo(localProfile);
    for (const { id } of workbench.store.all().slice(1)) await workbench.store.remove(id);
  });
  after(async () => run(commands.stopLocal, []));

  const unsure = { pick: /I am not sure/ };
  const noSite = { type: '' };
  const enter = { pick: /^Keys that I enter stored in VS Code/ };
  const keys = (accessKeyId: string, secretAccessKey: string, token = '') => [
    { type: accessKeyId },
    { type: secretAccessKey },
    { type: token },
  ];
  const at = (name: string, endpoint: string) => [
    { type: name },
    { pick: /Another endpoint/ },
    { type: endpoint },
    unsure,
    noSite,
    enter,
  ];

  it('are added with keys that the service accepts, kept in secret storage only, and removed whole', async () => {
    const { local } = await sampleLocal();
    const { workbench } = await activated();
    const { store, sessions } = workbench;
    const prompts = await run(
      commands.addProfile,
      [],
      ...at('lab-main', local.endpoint),
      ...keys(local.accessKeyId, local.secretAccessKey),
    );
    await prompts.heard('inform', /Profile lab-main is ready and active/);
    const { profile, account } = sessions.current;
    assert.equal(profile.name, 'lab-main');
    assert.equal(profile.environment, 'other');
    await account?.refreshHITs();
    assert.ok((account?.hits().length ?? 0) > 0);
    assert.ok(!JSON.stringify(store.all()).includes(local.secretAccessKey));
    const { accessKeyId, secretAccessKey } = local;
    assert.deepEqual(await store.readKeys(profile), {
      state: 'ready',
      credentials: { accessKeyId, secretAccessKey },
    });

    await run(commands.switchProfile, [], { pick: /^Local/ });
    assert.equal(sessions.current.profile.name, 'Local');
    await run(commands.removeProfile, [], { pick: /lab-main/ }, { confirm: true });
    assert.deepEqual(
      store.all().map(({ name }) => name),
      ['Local'],
    );
    assert.deepEqual(await store.readKeys(profile), { state: 'none' });
  });

  it('with a wrong key are not saved, the reason is said, and the form comes back filled in', async () => {
    const { local } = await sampleLocal();
    const { workbench } = await activated();
    const again = [{ type: 'typo' }, { pick: /Another endpoint/ }, { type: local.endpoint }, unsure, noSite, enter];
    const prompts = await run(
      commands.addProfile,
      [],
      ...at('typo', local.endpoint),
      ...keys(local.accessKeyId, 'not-the-secret'),
      { press: /Change/ },
      ...again,
      ...keys('NOBODYKNOWSTHISKEY', local.secretAccessKey),
    );
    assert.equal(prompts.said.filter(({ message }) => /the keys were not accepted/.test(message)).length, 2);
    assert.equal(workbench.store.all().length, 1);
  });

  it('at an endpoint where nothing answers, or something else, are not saved', async () => {
    const { workbench } = await activated();
    const server = createServer((_, response) => response.end('<html>hello</html>')).listen(0, '127.0.0.1');
    await new Promise(resolve => server.once('listening', resolve));
    const { port } = server.address() as AddressInfo;
    const fill = [...at('web-page', `http://127.0.0.1:${port}`), ...keys('AKIAEXAMPLE', 'some-secret')];
    const other = await run(commands.addProfile, [], ...fill);
    await other.heard('reportError', /does not speak the Mechanical Turk API/);
    await new Promise(resolve => server.close(resolve));
    const nothing = await run(commands.addProfile, [], ...fill);
    await nothing.heard('reportError', /nothing answers at http:\/\/127\.0\.0\.1:\d+ \(ECONNREFUSED\)/);
    assert.equal(workbench.store.all().length, 1);
  });

  it('refuse a name twice, a URL with a password, and temporary keys without their token', async () => {
    const name = await run(commands.addProfile, [], { type: 'LOCAL' });
    assert.match(name.objections.join(), /profile of that name/);
    const start = [{ type: 'x' }, { pick: /Another endpoint/ }];
    const url = await run(commands.addProfile, [], ...start, { type: 'https://me:secret@lab.example' });
    assert.match(url.objections.join(), /password out of the URL/);
    const token = await run(
      commands.addProfile,
      [],
      ...at('x', 'http://127.0.0.1:9'),
      ...keys('ASIAEXAMPLE', 'secret'),
    );
    assert.match(token.objections.join(), /need their session token/);
  });

  it('can be gone back on at every step', async () => {
    const { local } = await sampleLocal();
    const { workbench } = await activated();
    await run(
      commands.addProfile,
      [],
      { type: 'frist' },
      { pick: /sandbox/ },
      { back: true },
      { back: true },
      { type: 'first' },
      { pick: /Another endpoint/ },
      { type: 'http://wrong.example' },
      { back: true },
      { type: local.endpoint },
      { pick: /SANDBOX/ },
      { type: 'https://wrong.example' },
      { back: true },
      noSite,
      { pick: /An AWS profile/ },
      { back: true },
      enter,
      ...keys(local.accessKeyId, local.secretAccessKey, 'a-token-that-local-takes'),
    );
    const { profile } = workbench.sessions.current;
    assert.deepEqual(
      [profile.name, profile.endpoint, profile.environment, profile.keys],
      ['first', local.endpoint, 'sandbox', 'stored'],
    );
  });

  it('are edited, with the endpoint as part of their identity', async () => {
    const { local } = await sampleLocal();
    const { workbench } = await activated();
    const { store, sessions } = workbench;
    await run(commands.addProfile, [], ...at('lab', local.endpoint), ...keys(local.accessKeyId, local.secretAccessKey));
    const first = sessions.current.profile;
    await run(
      commands.editProfile,
      [],
      { pick: /lab/ },
      { type: 'lab-renamed' },
      { pick: /Another endpoint/ },
      { type: local.endpoint },
      { pick: /SANDBOX/ },
      noSite,
      enter,
      { pick: /Keep the keys/ },
    );
    const renamed = sessions.current.profile;
    assert.equal(renamed.id, first.id);
    assert.deepEqual([renamed.name, renamed.environment], ['lab-renamed', 'sandbox']);
    assert.equal((await store.readKeys(renamed)).state, 'ready');

    const elsewhere = local.endpoint.replace('127.0.0.1', 'localhost');
    const edit = await run(
      commands.editProfile,
      [],
      { pick: /lab-renamed/ },
      { type: 'lab-renamed' },
      { pick: /Another endpoint/ },
      { type: elsewhere },
      { pick: /SANDBOX/ },
      noSite,
      enter,
      { pick: /The same keys so far used for http:\/\/127/ },
    );
    await edit.heard('inform', /Profile lab-renamed is saved/);
    const moved = sessions.current.profile;
    assert.notEqual(moved.id, first.id, 'another endpoint is another identity');
    assert.equal(moved.endpoint, elsewhere);
    assert.equal(store.all().length, 2);
    assert.equal((await store.readKeys(moved)).state, 'ready');
    assert.equal((await store.readKeys(renamed)).state, 'none');
    await sessions.current.account?.refreshBalance();
    assert.equal(sessions.current.account?.balance.freshness.state, 'fresh');
  });

  it('name a worker site at an endpoint of others, where links to HITs lead, and keep it when they are edited', async () => {
    const { local } = await sampleLocal();
    const { workbench } = await activated();
    const { sessions, clipboard } = workbench;
    const named = (site: { readonly type: string } | { readonly accept: true }) => [
      { type: 'lab' },
      { pick: /Another endpoint/ },
      { type: local.endpoint },
      unsure,
      site,
      enter,
    ];
    const wrong = await run(commands.addProfile, [], ...named({ type: 'work.lab.example' }).slice(0, -1));
    assert.match(wrong.objections.join(), /Enter a URL such as/);
    const typed = keys(local.accessKeyId, local.secretAccessKey);
    await run(commands.addProfile, [], ...named({ type: 'https://Work.Lab.Example/' }), ...typed);
    const link = async () => {
      await run(commands.copyWorkerLink, [{ kind: 'hitGroup', groupId: '3GROUP' }, undefined]);
      return clipboard.readText();
    };
    assert.equal(await link(), 'https://work.lab.example/projects/3GROUP/tasks');

    const kept = { pick: /Keep the keys/ };
    await run(commands.editProfile, [], { pick: /lab/ }, ...named({ type: 'https://lab.example/turk' }), kept);
    assert.equal(sessions.current.profile.workerSite, 'https://lab.example/turk');
    assert.equal(await link(), 'https://lab.example/turk/projects/3GROUP/tasks');
    await run(commands.editProfile, [], { pick: /lab/ }, ...named({ accept: true }), kept);
    assert.equal(sessions.current.profile.workerSite, 'https://lab.example/turk');
    await run(commands.editProfile, [], { pick: /lab/ }, ...named({ type: '' }), kept);
    const unknown = await run(commands.copyWorkerLink, [{ kind: 'hitGroup', groupId: '3GROUP' }, undefined]);
    await unknown.heard('reportError', /does not report where the workers of lab do HITs.*Edit Profile…/);
  });

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
