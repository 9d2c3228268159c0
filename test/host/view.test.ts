import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commands } from '../../src/ids.ts';
import { activated, run, sampleLocal } from './support.ts';

describe('the HITs view', () => {
  after(async () => run(commands.stopLocal, []));

  it('lists HITs, newest first, with their assignments', async () => {
    const { account } = await sampleLocal();
    const { explorer } = await activated();
    const view = explorer.hits;
    const rows = await view.getChildren();
    assert.equal(rows.length, account.hits().length);
    assert.ok(rows.length >= 6);
    const created = rows.map(row => (row.kind === 'hit' ? (account.hit(row.hitId)?.created ?? 0) : 0));
    assert.deepEqual(
      created,
      created.toSorted((a, b) => b - a),
    );
    const [withWork] = account.hits().filter(hit => account.counts(hit).submitted > 0);
    assert.ok(withWork);
    const row = rows.find(each => each.kind === 'hit' && each.hitId === withWork.id);
    assert.ok(row);
    const children = await view.getChildren(row);
    assert.ok(children.length > 0 && children.every(child => child.kind === 'assignment'));
    assert.equal(view.getParent(children[0] ?? row), row);
  });

  it('gives rows ids that hold neither state nor label, and the same objects at each reading', async () => {
    const { account } = await sampleLocal();
    const { explorer } = await activated();
    const view = explorer.hits;
    const before = await view.getChildren();
    const ids = before.map(row => view.getTreeItem(row).id);
    assert.equal(new Set(ids).size, ids.length);
    for (const [index, row] of before.entries())
      assert.equal(ids[index], `local/hit/${row.kind === 'hit' ? row.hitId : ''}`);
    await account.refreshHITs();
    const after = await view.getChildren();
    assert.ok(after.every((row, index) => row === before[index]));
  });

  it('counts on the badge what waits for review', async () => {
    const { account } = await sampleLocal();
    const waiting = account.hits().reduce((sum, hit) => sum + account.counts(hit).submitted, 0);
    assert.ok(waiting > 0);
    for (const hit of account.hits()) {
      const { available, working, submitted, reviewed, unfilled, unclear } = account.counts(hit);
      assert.equal(unclear, 0);
      assert.equal(available + working + submitted + reviewed + unfilled, hit.maxAssignments, hit.title);
    }
  });

  it('opens a HIT in a panel', async () => {
    const { account } = await sampleLocal();
    const [hit] = account.hits();
    assert.ok(hit);
    await run(commands.openHIT, [{ kind: 'hit', hitId: hit.id }]);
    const title = hit.title.slice(0, 10);
    await tabShown(({ input, label }) => input instanceof vscode.TabInputWebview && label.startsWith(title));
  });
});

async function tabShown(wanted: (tab: vscode.Tab) => boolean): Promise<void> {
  const shown = () => vscode.window.tabGroups.all.flatMap(group => group.tabs).some(wanted);
  if (shown()) return;
  await new Promise<void>(resolve => {
    const subscription = vscode.window.tabGroups.onDidChangeTabs(() => {
      if (!shown()) return;
      subscription.dispose();
      resolve();
    });
  });
}
