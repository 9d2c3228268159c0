/** Tries to get keys sent where their owner did not want them, and looks for them wherever they must not be. */
import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import * as vscode from 'vscode';
import { commands, settings } from '../../src/ids.ts';
import { hitViewModel } from '../../src/panels/hit/viewModel.ts';
import { localProfile, type Profile } from '../../src/profiles/profile.ts';
import { storageKeys } from '../../src/storageKeys.ts';
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
    const { workbench, context } = await activated();
    await workbench.sessions.switchTo(localProfile);
    await set(undefined);
    for (const { id, shared } of workbench.store.all().slice(1)) if (!shared) await workbench.store.remove(id);
    await context.globalState.update(storageKeys.approvals, undefined);
    spy.closeAllConnections();
    spy.close();
  });
  after(async () => run(commands.stopLocal, []));

  async function set(profiles: unknown): Promise<void> {
    const configuration = vscode.workspace.getConfiguration();
    await configuration.update(settings.profiles, profiles, vscode.ConfigurationTarget.Workspace);
  }

  const lab = (endpoint: string): Profile => ({
    id: 'lab',
    name: 'lab',
    endpoint,
    environment: 'other',
    keys: 'stored',
  });

  it('stay at their endpoint when a setting of the workspace names another for their profile', async () => {
    const { local } = await sampleLocal();
    const { workbench } = await activated();
    const { store, sessions } = workbench;
    await store.add(lab(local.endpoint), local);
    await sessions.switchTo(lab(local.endpoint));
    await set([
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
    await set([shared]);
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
    await set([{ ...shared, endpoint: `${spyEndpoint}/other` }]);
    const third = await run(commands.switchProfile, [], { pick: /team/ }, { confirm: false });
    await third.heard('confirm', new RegExp(`Until now, team was at ${spyEndpoint}\\.`));
    assert.equal(sessions.current.profile.id, localProfile.id);
    assert.equal(received.length, 0);
  });

  it('in settings are refused with a message that does not repeat them', async () => {
    const { workbench } = await activated();
    const prompts = await run(commands.switchProfile, [], { leave: true });
    await set([{ name: 'leaky', endpoint: spyEndpoint, secretAccessKey: 'wJalrXUtnFEMI' }]);
    const said = await prompts.heard('warn', /holds keys \(secretAccessKey\)/);
    assert.doesNotMatch(said, /wJalr/);
    assert.deepEqual(workbench.store.shared().profiles, []);
  });

  it('that secret storage refuses can be kept for the session, and the window says so', async () => {
    const { local } = await sampleLocal();
    const { workbench, context, statusBar } = await activated();
    const working = context.secrets.store;
    Object.assign(context.secrets, {
      store: async () => {
        throw new Error('No keyring found');
      },
    });
    try {
      const prompts = await run(
        commands.addProfile,
        [],
        { type: 'no-keyring' },
        { pick: /Another endpoint/ },
        { type: local.endpoint },
        { pick: /I am not sure/ },
        { type: '' },
        { pick: /^Keys that I enter stored in VS Code/ },
        { type: local.accessKeyId },
        { type: local.secretAccessKey },
        { type: '' },
        { press: /This Session/ },
      );
      await prompts.heard('reportError', /VS Code’s secret storage does not work here \(No keyring found\)/);
      await prompts.heard('inform', /stored for this session only/);
    } finally {
      Object.assign(context.secrets, { store: working });
    }
    const { profile, account } = workbench.sessions.current;
    assert.equal(profile.keys, 'session');
    assert.match(statusBar.shown.tooltip, /Keys for this session only/);
    await account?.refreshBalance();
    assert.equal(account?.balance.freshness.state, 'fresh');
  });

  it('that secret storage lost are missed in words, and entered again', async () => {
    const { local } = await sampleLocal();
    const { workbench, context } = await activated();
    const { store, sessions } = workbench;
    await store.add(lab(local.endpoint), local);
    await sessions.switchTo(lab(local.endpoint));
    const followed = next(sessions.onDidChange);
    await context.secrets.delete(`${storageKeys.secretPrefix}lab`);
    await followed;
    await sessions.current.account?.refreshHITs();
    const listing = sessions.current.account?.listing;
    assert.match(listing?.state === 'failed' ? listing.error.words : '', /secret storage has lost them/);
    const prompts = await run(
      commands.checkProfile,
      [],
      { type: local.accessKeyId },
      { type: local.secretAccessKey },
      { type: '' },
    );
    await prompts.heard('warn', /has lost the keys of profile lab/);
    await prompts.heard('inform', /^Profile lab \(OTHER\) works/);
  });

  it('that another window entered, and profiles that it added, are followed', async () => {
    const { local } = await sampleLocal();
    const { workbench, context } = await activated();
    const { store, sessions } = workbench;
    const { accessKeyId, secretAccessKey } = local;
    await store.add(lab(local.endpoint), { accessKeyId, secretAccessKey: 'has-been-replaced' });
    await sessions.switchTo(lab(local.endpoint));
    const before = sessions.current;
    const followed = next(sessions.onDidChange);
    await context.secrets.store(
      `${storageKeys.secretPrefix}lab`,
      JSON.stringify({ endpoint: local.endpoint, accessKeyId, secretAccessKey }),
    );
    await followed;
    assert.ok(before.ended.aborted);
    await sessions.current.account?.refreshBalance();
    assert.equal(sessions.current.account?.balance.freshness.state, 'fresh');

    const added = next(store.onDidChange);
    await context.globalState.update(storageKeys.profiles, [lab(local.endpoint), { ...lab(spyEndpoint), id: 'new' }]);
    await context.secrets.store(storageKeys.profilesChanged, 'by another window');
    await added;
    const removed = next(sessions.onDidChange);
    await context.globalState.update(storageKeys.profiles, []);
    await context.secrets.store(storageKeys.profilesChanged, 'by another window again');
    await removed;
    assert.equal(sessions.current.profile.id, localProfile.id, 'a profile that went is left');
  });

  it('are in no setting, no state, no log, no message and no page', async () => {
    const { local, account } = await sampleLocal();
    const { workbench, context } = await activated();
    const secret = 'wJalrXUtnFEMI-K7MDENG-bPxRfiCYEXAMPLEKEY';
    const token = 'FwoGZXIvYXdzEXAMPLEtoken-of-a-session';
    const said: unknown[] = [];
    const wrong = await run(
      commands.addProfile,
      [],
      { type: 'hidden' },
      { pick: /Another endpoint/ },
      { type: local.endpoint },
      { pick: /I am not sure/ },
      { type: '' },
      { pick: /^Keys that I enter stored in VS Code/ },
      { type: local.accessKeyId },
      { type: secret },
      { type: token },
    );
    said.push(wrong.said, wrong.offers);
    const profile = { ...lab(local.endpoint), id: 'hidden', name: 'hidden' };
    await workbench.store.add(profile, {
      accessKeyId: local.accessKeyId,
      secretAccessKey: secret,
      sessionToken: token,
    });
    await workbench.sessions.switchTo(profile);
    await workbench.sessions.current.account?.refreshAll();
    const check = await run(commands.checkProfile, []);
    said.push(check.said);
    workbench.log.error('a failure', new Error(`signed with ${secret} and ${token}`));
    await workbench.clipboard.writeText('');
    await run(commands.copySnippet, [], { pick: /boto3\.client/ });
    said.push(await workbench.clipboard.readText());

    const state = (memento: vscode.Memento) => memento.keys().map(key => [key, memento.get(key)]);
    const [hit] = account.hits();
    assert.ok(hit);
    const options = { limit: 50, realMoney: true, asked: true, offline: undefined };
    const page = hitViewModel(workbench.sessions.current.account, hit.id, Date.now(), options);
    assert.ok(JSON.stringify(page).length > 0);
    const places: Readonly<Record<string, string>> = {
      'global state': JSON.stringify(state(context.globalState)),
      'workspace state': JSON.stringify(state(context.workspaceState)),
      settings: JSON.stringify(vscode.workspace.getConfiguration('mturk')),
      messages: JSON.stringify(said),
      page: JSON.stringify(page),
    };
    assert.ok(places['global state']?.includes('hidden'), 'the state was looked at');
    for (const [place, text] of Object.entries(places))
      for (const hidden of [secret, token]) assert.ok(!text.includes(hidden), place);

    const logs = await logFiles(context.logUri.fsPath, 'a failure');
    for (const { file, text } of logs) for (const hidden of [secret, token]) assert.ok(!text.includes(hidden), file);
  });
});

function next<T>(event: vscode.Event<T>): Promise<T> {
  return new Promise(resolve => {
    const subscription = event(value => {
      subscription.dispose();
      resolve(value);
    });
  });
}

/** All logs of this window, once the one that holds `line` is on disk. */
async function logFiles(folder: string, line: string): Promise<{ file: string; text: string }[]> {
  const root = dirname(folder);
  for (;;) {
    const files = globSync('**/*.log', { cwd: root }).map(name => join(root, name));
    const logs = files.filter(existsSync).map(file => ({ file, text: readFileSync(file, 'utf8') }));
    if (logs.some(({ text }) => text.includes(line))) return logs;
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}
