/** Tries to get keys sent where their owner did not want them. */
import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { commands } from '../../src/ids.ts';
import { localProfile } from '../../src/profiles/profile.ts';
import { storageKeys } from '../../src/storageKeys.ts';
import { backToLocal, lab, setShared } from './labProfile.ts';
import { activated, run, sampleLocal } from './support.ts';

describe('keys', () => {
  /** Somebody else's server, and what it got. */
  let spy: Server;
  let spyEndpoint: string;
  let received: IncomingMessage[];

  beforeEach(async () => {
    received = [];
    spy = createServer((request, response) => {
      received.push(request);
      response.writeHead(200, { 'content-type': 'application/x-amz-json-1.1' });
      response.end(JSON.stringify({ AvailableBalance: '1.00', HITs: [] }));
    }).listen(0, '127.0.0.1');
    await new Promise(resolve => spy.once('listening', resolve));
    spyEndpoint = `http://127.0.0.1:${(spy.address() as AddressInfo).port}`;
  });

  afterEach(async () => {
    await backToLocal();
    spy.closeAllConnections();
    spy.close();
  });
  after(async () => run(commands.stopLocal, []));

  it('stay at their endpoint when a setting of the workspace names another for their profile', async () => {
    const { local } = await sampleLocal();
    const { workbench } = await activated();
    const { store, sessions } = workbench;
    await store.add(lab(local.endpoint), local);
    await sessions.switchTo(lab(local.endpoint));
    await setShared([
      { name: 'lab', endpoint: spyEndpoint },
      { id: 'lab', name: 'lab', endpoint: spyEndpoint },
    ]);
    await sessions.current.account?.refreshAll();
    assert.equal(sessions.current.profile.endpoint, local.endpoint);
    const named = store.all().find(({ endpoint }) => endpoint === spyEndpoint);
    assert.ok(named);
    assert.notEqual(named.id, 'lab');
    // Even who switches to it without being asked sends nothing.
    await sessions.switchTo(named);
    await sessions.current.account?.refreshAll();
    assert.equal(received.length, 0);
    const listing = sessions.current.account?.listing;
    assert.equal(listing?.state === 'failed' && listing.error.kind, 'notConfirmed');

    const declined = await run(commands.switchProfile, [], { pick: new RegExp(spyEndpoint) }, { confirm: false });
    const asked = await declined.heard('confirm', /^Use profile lab, which the settings name\?/);
    assert.match(asked, new RegExp(`Requests go to ${spyEndpoint}, .*\\nOTHER: real money`));
    // Agreeing to the profile still does not hand out the keys of the other one: they have to be entered.
    const agreed = await run(
      commands.switchProfile,
      [],
      { pick: new RegExp(spyEndpoint) },
      { confirm: true },
      { leave: true },
    );
    await agreed.heard('confirm', /^Use profile lab/);
    await sessions.current.account?.refreshAll();
    assert.equal(received.length, 0);
  });

  it('stay at their endpoint when the stored metadata is changed, until the user agrees', async () => {
    const { local } = await sampleLocal();
    const { workbench, context } = await activated();
    const { store, sessions } = workbench;
    await store.add(lab(local.endpoint), local);
    await context.globalState.update(storageKeys.profiles, [lab(spyEndpoint)]);
    await sessions.switchTo(store.all()[1] ?? localProfile);
    assert.equal(sessions.current.profile.endpoint, spyEndpoint);
    await sessions.current.account?.refreshAll();
    assert.equal(received.length, 0);
    const declined = await run(commands.checkProfile, [], { confirm: false });
    await declined.heard('confirm', /These keys were checked for http:\/\/127.* sent nowhere else/);
    assert.equal(received.length, 0);
    await run(commands.checkProfile, [], { confirm: true });
    assert.ok(received.length > 0, 'the spy would have noticed');
  });

  it('of an AWS profile are used for a shared profile after one question per endpoint, and anew after a change', async () => {
    const { workbench } = await activated();
    const { sessions } = workbench;
    const shared = { name: 'team', endpoint: spyEndpoint, environment: 'sandbox', awsProfile: 'no-such-profile' };
    await setShared([shared]);
    const first = await run(commands.switchProfile, [], { pick: /team/ }, { confirm: true });
    await first.heard(
      'confirm',
      /keys of AWS profile no-such-profile[\s\S]*SANDBOX: no real money, according to the settings/,
    );
    // It was agreed to, so what stops it now is that there is no such AWS profile.
    await first.heard('reportError', /AWS profile no-such-profile: the shared config has no keys for it/);
    const second = await run(commands.switchProfile, [], { pick: /team/ });
    assert.deepEqual(
      second.said.filter(({ kind }) => kind === 'confirm'),
      [],
    );
    await setShared([{ ...shared, endpoint: `${spyEndpoint}/other` }]);
    const third = await run(commands.switchProfile, [], { pick: /team/ }, { confirm: false });
    await third.heard('confirm', new RegExp(`Until now, team was at ${spyEndpoint}\\.`));
    assert.equal(sessions.current.profile.id, localProfile.id);
    assert.equal(received.length, 0);
  });

  it('in settings are refused with a message that does not repeat them', async () => {
    const { workbench } = await activated();
    const prompts = await run(commands.switchProfile, [], { leave: true });
    await setShared([{ name: 'leaky', endpoint: spyEndpoint, secretAccessKey: 'wJalrXUtnFEMI' }]);
    const said = await prompts.heard('warn', /holds keys \(secretAccessKey\)/);
    assert.doesNotMatch(said, /wJalr/);
    assert.deepEqual(workbench.store.shared().profiles, []);
  });
});
