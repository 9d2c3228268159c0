import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { commands } from '../../src/ids.ts';
import { storageKeys } from '../../src/storageKeys.ts';
import { activated, type LocalAtHand, run, sampleLocal, submittedHIT } from './support.ts';

describe('results', () => {
  let at: LocalAtHand;
  let folder: string;
  let file: vscode.Uri;

  beforeEach(async () => {
    at = await sampleLocal();
    folder = mkdtempSync(join(tmpdir(), 'mturk-results-'));
    file = vscode.Uri.file(join(folder, 'results.csv'));
    const { workbench } = await activated();
    await workbench.workspaceMemory.update(storageKeys.exportOptions, undefined);
  });

  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    rmSync(folder, { recursive: true, force: true });
  });

  after(async () => run(commands.stopLocal, []));

  const text = () => readFileSync(file.fsPath, 'utf8');

  it('go to a file in Amazon’s layout, and new ones are added to it', async () => {
    const { hitId } = await submittedHIT(at, 3, index => ({ colour: index === 0 ? 'red' : 'blue', c10: 'x' }));
    const row = { kind: 'hit', hitId };
    const prompts = await run(commands.exportResults, [row], { pick: /^Export as Amazon/ }, { file });
    await prompts.heard('inform', /^Exported 3 assignments to results\.csv\.$/);
    const lines = text().split('\r\n');
    assert.equal(lines.length, 4);
    assert.match(
      lines[0] ?? '',
      /^"HITId",.*"Last7DaysApprovalRate","Answer\.c10","Answer\.colour","Approve","Reject"$/,
    );
    assert.match(lines[1] ?? '', /","\$0\.30",".*","0% \(0\/0\)","x","(?:red|blue)"$/);
    assert.deepEqual(readdirSync(folder), ['results.csv']);

    const more = await submittedHIT(at, 2, () => ({ size: 'large' }));
    // The samples have work of their own: it is new to the file too, and has a cell like a formula.
    const append = [
      { pick: /^All HITs/ },
      { pick: /^Export as Amazon/ },
      { confirm: true },
      { confirm: true },
    ] as const;
    const added = await run(commands.appendResults, [], { file }, ...append);
    await added.heard('inform', /^Added \d+ assignments to results\.csv\./);
    assert.ok(text().includes(more.hitId));
    assert.match(text(), /"Answer\.colour".*"Answer\.size"/);
    const before = text();
    const again = await run(commands.appendResults, [], { file }, { pick: /^All HITs/ }, { pick: /^Export as Amazon/ });
    await again.heard('inform', /has all these results already/);
    assert.equal(text(), before);
  });

  it('have pseudonyms that stay the same, and no worker ID', async () => {
    const { hitId } = await submittedHIT(at, 2, index => ({ me: `I am A1HAND000${index}, and a1hand0001 too` }));
    const row = { kind: 'hit', hitId };
    const toggled = [{ pick: /^Worker IDs/ }, { pick: /^Export as Amazon/ }] as const;
    const prompts = await run(commands.exportResults, [row], ...toggled, { file });
    await prompts.heard('inform', /It contains no worker IDs\./);
    const first = text();
    assert.doesNotMatch(first, /A1HAND/i);
    // What was chosen in this workspace is what the next export begins with.
    await run(commands.exportResults, [row], { pick: /^Export as Amazon/ }, { file });
    assert.equal(text(), first);
  });

  it('are asked about where a spreadsheet would run what a worker wrote', async () => {
    const { hitId } = await submittedHIT(at, 1, () => ({ q: '=HYPERLINK("https://example.org")' }));
    const row = { kind: 'hit', hitId };
    const left = await run(commands.exportResults, [row], { pick: /^Export as Amazon/ }, { file }, { leave: true });
    await left.heard('confirm', /^1 cell looks like a formula/);
    assert.equal(existsSync(file.fsPath), false);
    await run(commands.exportResults, [row], { pick: /^Export as Amazon/ }, { file }, { press: /Guard/ });
    assert.match(text(), /"'=HYPERLINK/);
    await run(commands.exportResults, [row], { pick: /^Export as Amazon/ }, { file }, { confirm: true });
    assert.match(text(), /"=HYPERLINK/);
  });

  it('leave a file as it was when it can’t be added to', async () => {
    writeFileSync(file.fsPath, 'a,b\r\n1,2\r\n');
    const prompts = await run(commands.appendResults, [], { file });
    await prompts.heard('reportError', /^Couldn’t append to results\.csv: its first line has no column AssignmentId/);
    assert.equal(text(), 'a,b\r\n1,2\r\n');
  });
});
