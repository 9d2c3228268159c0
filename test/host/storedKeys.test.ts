/** Keys in secret storage: refused, lost or replaced there, and looked for wherever they must not be. */
import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as vscode from 'vscode';
import { commands } from '../../src/ids.ts';
import { hitViewModel } from '../../src/panels/hit/viewModel.ts';
import { localProfile } from '../../src/profiles/profile.ts';
import { storageKeys } from '../../src/storageKeys.ts';
import { backToLocal, lab } from './labProfile.ts';
import { activated, run, sampleLocal } from './support.ts';

/** Where no request goes. */
const elsewhere = 'http://127.0.0.1:9';

describe('stored keys', () => {
  afterEach(backToLocal);
  after(async () => run(commands.stopLocal, []));

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
    await context.globalState.update(storageKeys.profiles, [lab(local.endpoint), { ...lab(elsewhere), id: 'new' }]);
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
