import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { commands } from '../../src/ids.ts';
import { localProfile } from '../../src/profiles/profile.ts';
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
});
