import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { commands } from '../../src/ids.ts';
import { activated, run, sampleLocal } from './support.ts';

describe('profiles', function () {
  this.timeout(60_000);

  after(async () => run(commands.stopLocal, []));

  const keys = (accessKeyId: string, secretAccessKey: string) => [{ type: accessKeyId }, { type: secretAccessKey }];

  it('are added with keys that the service accepts, kept in secret storage only, and removed whole', async () => {
    const { local } = await sampleLocal();
    const { workbench } = await activated();
    const { store, sessions } = workbench;
    const prompts = await run(
      commands.addProfile,
      [],
      { type: 'lab-main' },
      { pick: /Another endpoint/ },
      { type: local.endpoint },
      ...keys(local.accessKeyId, local.secretAccessKey),
    );
    await prompts.heard('inform', /Profile lab-main is ready and active/);
    const { profile, account } = sessions.current;
    assert.equal(profile.name, 'lab-main');
    assert.equal(profile.environment, 'other');
    await account?.refreshHITs();
    assert.ok((account?.hits().length ?? 0) > 0);
    assert.ok(!JSON.stringify(store.all()).includes(local.secretAccessKey));
    assert.deepEqual(await store.credentials(profile.id), {
      accessKeyId: local.accessKeyId,
      secretAccessKey: local.secretAccessKey,
    });

    await run(commands.switchProfile, [], { pick: /^Local/ });
    assert.equal(sessions.current.profile.name, 'Local');
    await run(commands.removeProfile, [], { pick: /lab-main/ }, { confirm: true });
    assert.deepEqual(
      store.all().map(({ name }) => name),
      ['Local'],
    );
    assert.equal(await store.credentials(profile.id), undefined);
  });

  it('with a wrong key are not saved, and the reason is said', async () => {
    const { local } = await sampleLocal();
    const { workbench } = await activated();
    const prompts = await run(
      commands.addProfile,
      [],
      { type: 'typo' },
      { pick: /Another endpoint/ },
      { type: local.endpoint },
      ...keys(local.accessKeyId, 'not-the-secret'),
      { press: /Enter Keys Again/ },
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
    const other = await run(
      commands.addProfile,
      [],
      { type: 'web-page' },
      { pick: /Another endpoint/ },
      { type: `http://127.0.0.1:${port}` },
      ...keys('AKIAEXAMPLE', 'some-secret'),
    );
    await other.heard('complain', /does not speak the Mechanical Turk API/);
    await new Promise(resolve => server.close(resolve));
    const nothing = await run(
      commands.addProfile,
      [],
      { type: 'nowhere' },
      { pick: /Another endpoint/ },
      { type: `http://127.0.0.1:${port}` },
      ...keys('AKIAEXAMPLE', 'some-secret'),
    );
    await nothing.heard('complain', /nothing answers at http:\/\/127\.0\.0\.1:\d+ \(ECONNREFUSED\)/);
    assert.equal(workbench.store.all().length, 1);
  });

  it('refuse a name twice and a URL with a password', async () => {
    const name = await run(commands.addProfile, [], { type: 'LOCAL' });
    assert.match(name.objections.join(), /profile of that name/);
    const url = await run(
      commands.addProfile,
      [],
      { type: 'x' },
      { pick: /Another endpoint/ },
      { type: 'https://me:secret@lab.example' },
    );
    assert.match(url.objections.join(), /password out of the URL/);
  });
});
