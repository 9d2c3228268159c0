/** Saved data becomes an archive in the window: imported, looked at, refused where it would be changed, verified, archived anew. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { batchInputsOf } from '../../src/commands/definition/batchInputs.ts';
import { commands } from '../../src/ids.ts';
import { localProfile } from '../../src/profiles/profile.ts';
import { storageKeys } from '../../src/storageKeys.ts';
import { activated, lookedAt, run, sampleLocal } from './support.ts';

const hit = {
  HITId: '3ARCHIVEDHITOFTHEHOSTTEST0001A',
  HITTypeId: '3ARCHIVEDTYPEOFTHEHOSTTEST001A',
  Title: 'Saved long ago',
  Reward: '0.25',
  HITStatus: 'Reviewable',
  MaxAssignments: 2,
  NumberOfAssignmentsCompleted: 1,
  NumberOfAssignmentsPending: 0,
  NumberOfAssignmentsAvailable: 0,
  CreationTime: 1_500_000_000,
  Expiration: 1_500_600_000,
};
const assignments = ['Approved', 'Submitted'].map((AssignmentStatus, index) => ({
  AssignmentId: `3ARCHIVEDWORKOFTHEHOSTTEST000${index}`,
  WorkerId: `A1ARCHIVED${index}`,
  HITId: hit.HITId,
  AssignmentStatus,
  AcceptTime: 1_500_000_100,
  SubmitTime: 1_500_000_200 + index,
  AutoApprovalTime: 1_500_260_000,
}));

describe('archives in the window', () => {
  let folder: string;
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'archive-host-'));
    mkdirSync(join(folder, 'saved'));
    writeFileSync(join(folder, 'saved', 'hits.json'), JSON.stringify({ HITs: [hit] }));
    writeFileSync(join(folder, 'saved', 'work.json'), JSON.stringify({ Assignments: assignments }));
    await lookedAt();
  });
  afterEach(async () => {
    const { workbench } = await activated();
    await workbench.sessions.switchTo(localProfile);
    for (const profile of workbench.store.all())
      if (profile.keys === 'archive') await workbench.store.remove(profile.id);
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  const imported = (name: string) =>
    run(
      commands.importFiles,
      [],
      { pick: /^Folder/ },
      { file: vscode.Uri.file(join(folder, 'saved')) },
      { file: vscode.Uri.file(join(folder, name)) },
    );

  it('imports a folder, opens it and shows it as it was', async () => {
    const prompts = await imported('a.mturk-archive');
    assert.match(await prompts.heard('inform', /^Imported/), /1 HITs? and 2 assignments from 2 sources/);
    const { workbench } = await activated();
    const { profile, account } = workbench.sessions.current;
    assert.equal(profile.environment, 'archive');
    assert.ok(account);
    await account.refreshHITs();
    assert.deepEqual(
      account.hits().map(({ id, title }) => [id, title]),
      [[hit.HITId, 'Saved long ago']],
    );
    // Its clock stands at the last thing that happened.
    assert.equal(account.now(), 1_500_000_201_000);
  });

  it('gives back a results file of Amazon’s byte for byte, and shows its inputs in the grid', async () => {
    const { workbench } = await activated();
    const original = readFileSync(
      join(
        vscode.extensions.getExtension('mturk-workbench.mturk-workbench')?.extensionPath ?? '',
        'test/fixtures/results/Batch_1234567_batch_results.csv',
      ),
    );
    const source = vscode.Uri.file(join(folder, 'Batch_1234567_batch_results.csv'));
    writeFileSync(source.fsPath, original);
    const archive = vscode.Uri.file(join(folder, 'amazon.mturk-archive'));
    await run(commands.importFiles, [], { pick: /^Files/ }, { file: source }, { file: archive });
    const { account, profile } = workbench.sessions.current;
    await account?.refreshHITs();
    const hits = account?.hits() ?? [];
    assert.equal(hits.length, 3);
    await workbench.workspaceMemory.update(storageKeys.exportOptions, undefined);
    const file = vscode.Uri.file(join(folder, 'again.csv'));
    const rows = hits.map(({ id }) => ({ kind: 'hit', hitId: id }));
    // A cell looks like a formula: it is kept as it is.
    const prompts = await run(
      commands.exportResults,
      [rows[0], rows],
      { pick: /^Export as Amazon/ },
      { file },
      { confirm: true },
    );
    await prompts.heard('inform', /^Exported 6 assignments to again\.csv\.$/);
    assert.equal(readFileSync(file.fsPath, 'utf8'), original.toString());
    const inputs = await batchInputsOf(workbench)(profile.id);
    assert.deepEqual(inputs('3EXAMPLEHIT0000000000000000003'), [
      ['image_url', 'https://example.org/c.jpg'],
      ['aside', 'tail'],
    ]);
  });

  it('refuses to change anything, before a request is made', async () => {
    await imported('b.mturk-archive');
    const { workbench } = await activated();
    await workbench.sessions.current.account?.refreshHITs();
    const prompts = await run(commands.deleteHIT, [{ kind: 'hit', hitId: hit.HITId }]);
    await prompts.heard('warn', /b is an archive, which is read-only|cannot|Can’t delete/);
  });

  it('verifies an archive, and tells of one that was changed', async () => {
    await imported('c.mturk-archive');
    const good = await run(commands.verifyArchive, []);
    await good.heard('inform', /^Archive c\.mturk-archive is complete and unchanged\.$/);
    const { workbench } = await activated();
    await workbench.sessions.switchTo(localProfile);
    const file = join(folder, 'broken.mturk-archive');
    writeFileSync(file, 'nothing of the kind');
    const bad = await run(commands.verifyArchive, [], { file: vscode.Uri.file(file) });
    await bad.heard('reportError', /^Archive broken\.mturk-archive was changed after it was written: /);
  });

  it('says in one message why an import or an archive can’t be read', async () => {
    const cut = join(folder, 'cut.json');
    writeFileSync(cut, JSON.stringify({ Assignments: assignments }).slice(0, -20));
    const prompts = await run(
      commands.importFiles,
      [],
      { pick: /^Files/ },
      { file: vscode.Uri.file(cut) },
      { file: vscode.Uri.file(join(folder, 'd.mturk-archive')) },
    );
    await prompts.heard('reportError', /^Couldn’t import the files: cut\.json can't be read: it ends in the middle/);
    const opened = await run(commands.openArchive, [], { file: vscode.Uri.file(cut) });
    await opened.heard('reportError', /^Couldn’t open archive cut\.json: .*is not an archive/);
  });

  it('archives Local, and opens what it wrote', async () => {
    const { account } = await sampleLocal();
    const count = account.hits().length;
    const to = vscode.Uri.file(join(folder, 'local.mturk-archive'));
    const prompts = await run(commands.archiveAccount, [], { file: to }, { press: /^Open Archive$/ });
    await prompts.heard('inform', /^Archived \d+ HITs and \d+ assignments of Local\.$/);
    const { sessions } = (await activated()).workbench;
    // It is opened after the message was answered.
    const isOpen = () => sessions.current.profile.environment === 'archive';
    if (!isOpen())
      await new Promise<void>(resolve => {
        const subscription = sessions.onDidChange(() => {
          if (!isOpen()) return;
          subscription.dispose();
          resolve();
        });
      });
    await sessions.current.account?.refreshHITs();
    assert.equal(sessions.current.account?.hits().length, count);
  });
});
