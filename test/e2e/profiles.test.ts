import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Local, startLocal } from '../support/local.ts';
import { eventually, until } from './support/eventually.ts';
import { useWorkbench } from './support/suite.ts';

describe('profiles in the window', () => {
  const workbench = useWorkbench();
  let local: Local;
  before(async () => {
    local = await startLocal({ seed: 'sample', clock: 'real' });
  });
  after(async () => local?.stop());

  const asked = (question: RegExp) =>
    until(`${question} is asked`, async () =>
      question.test(`${await workbench().inputTitle()} ${await workbench().inputMessage()}`),
    );
  const goBack = () => workbench().page.locator('.quick-input-widget').getByRole('button', { name: 'Back' }).click();

  it('are added step by step, with a way back, what is wrong said while one types, and keys hidden', async () => {
    const on = workbench();
    await on.openView('MTurk');
    await on.command('MTurk: Add Profile…');
    await asked(/Add profile \(1\/\d\).*Profile name/);
    await on.type('local');
    await asked(/A profile of that name already exists/);
    await on.answer('lab-first');
    await asked(/\(2\/\d\).*Service endpoint/);
    await goBack();
    await asked(/\(1\/\d\)/);
    assert.equal(await on.page.locator('.quick-input-widget .quick-input-box input').inputValue(), 'lab-first');
    await on.answer('lab-main');
    await on.pick('Another endpoint…');
    await asked(/The URL of the service/);
    await on.type('ftp://lab');
    await asked(/must start with https/);
    await on.answer(local.endpoint);
    await asked(/Is real money spent there/);
    await on.pick('I am not sure');
    await asked(/The URL of its worker site/);
    await on.answer('');
    await asked(/Where do its keys come from/);
    await on.pick('Keys that I enter');
    await asked(/Access key ID/);
    await on.answer(local.accessKeyId);
    await asked(/Secret access key/);
    assert.equal(await on.page.locator('.quick-input-widget .quick-input-box input').getAttribute('type'), 'password');
    await on.answer(local.secretAccessKey);
    await asked(/Session token/);
    await on.page.keyboard.press('Enter');
    await on.notification(/Profile lab-main is ready and active/);
    await on.statusBar('OTHER lab-main $10,000.00').waitFor();
  });

  it('have a menu in the status bar, and are switched there', async () => {
    const on = workbench();
    await on.clearNotifications();
    await on.statusBar('OTHER lab-main').click();
    await asked(/MTurk: lab-main \(OTHER\)/);
    const offered = await on.picks();
    assert.ok(
      offered.some(label => /Check profile/.test(label)),
      offered.join(),
    );
    assert.ok(!offered.some(label => /Stop Local/.test(label)), offered.join());
    await on.pick(/Switch profile/);
    await asked(/Switch profile/);
    await on.pick('Local');
    await on.statusBar('LOCAL stopped').waitFor();
  });
});

describe('profiles of a workspace that is not trusted', () => {
  const folder = mkdtempSync(join(tmpdir(), 'mturk-untrusted-'));
  mkdirSync(join(folder, '.vscode'));
  writeFileSync(
    join(folder, '.vscode/settings.json'),
    JSON.stringify({ 'mturk.profiles': [{ name: 'theirs', endpoint: 'https://evil.example', awsProfile: 'default' }] }),
  );
  after(() => rmSync(folder, { recursive: true, force: true }));
  const workbench = useWorkbench({
    workspace: folder,
    settings: {
      'security.workspace.trust.enabled': true,
      'security.workspace.trust.startupPrompt': 'never',
      'security.workspace.trust.banner': 'never',
    },
  });

  async function offered(): Promise<string[]> {
    await workbench().command('MTurk: Switch Profile…');
    const labels = await eventually(async () => {
      const picks = await workbench().picks();
      if (!picks.some(label => label.trim() === 'Local')) throw new Error('the profiles are not listed yet');
      return picks;
    });
    await workbench().escape();
    return labels;
  }

  it('are not offered until it is, and asked about then', async () => {
    const on = workbench();
    await on.openView('MTurk');
    assert.ok(!(await offered()).includes('theirs'));
    await on.command('Workspaces: Manage Workspace Trust');
    await on.page.getByRole('button', { name: 'Trust', exact: true }).click();
    await on.page.getByText('You trust this folder').waitFor();
    await on.page
      .getByRole('button', { name: /^Close/ })
      .last()
      .click();
    await on.page.getByText('You trust this folder').waitFor({ state: 'hidden' });
    await until('the profile is offered', async () => (await offered()).includes('theirs'));
    await on.command('MTurk: Switch Profile…');
    await on.pick('theirs');
    const question = await on.clickDialog('Cancel');
    assert.match(question, /Requests go to https:\/\/evil\.example, signed with keys of AWS profile default/);
    await on.statusBar('LOCAL').waitFor();
  });
});
