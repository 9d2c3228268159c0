/** The panel of a HIT as VS Code sees it: its title bar's commands mean its HIT, and it comes back with its profile. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commands, panels } from '../../src/ids.ts';
import { localProfile, type Profile } from '../../src/profiles/profile.ts';
import { changed, closeEditors } from './menus/editors.ts';
import { activated, run, sampleLocal } from './support.ts';

const hitPanels = () =>
  vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(({ input }) => input instanceof vscode.TabInputWebview && input.viewType.endsWith(panels.hit));

/** Resolves when so many are open, woken by the tabs. */
async function open(count: number): Promise<void> {
  while (hitPanels().length !== count) await changed(vscode.window.tabGroups.onDidChangeTabs);
}

/** Resolves when the panels of these HITs show, and no others, the active one first. */
async function visible(...hitIds: readonly string[]): Promise<void> {
  const { workbench, panels: open } = await activated();
  while (workbench.visibleHITs().join() !== hitIds.join()) await changed(open.hits.onDidChangeView);
}

describe('the panel of a HIT', () => {
  after(async () => run(commands.stopLocal, []));
  afterEach(closeEditors);

  /** What VS Code passes from the title bar of a webview. */
  const title = vscode.Uri.from({ scheme: 'webview-panel', path: 'webview-panel/webview-mturk' });

  it('is what the commands of its title bar are about', async () => {
    const { account } = await sampleLocal();
    const [first, second] = account.hits();
    assert.ok(first && second);
    for (const { id: hitId } of [first, second]) {
      await run(commands.openHIT, [{ kind: 'hit', hitId }]);
      await visible(hitId);
      await run(commands.copyId, [title]);
      assert.equal(await vscode.env.clipboard.readText(), hitId);
    }
  });

  it('closes with its profile, and comes back with it', async () => {
    const { local, account } = await sampleLocal();
    const [first] = account.hits();
    assert.ok(first);
    const { workbench } = await activated();
    await run(commands.openHIT, [{ kind: 'hit', hitId: first.id }]);
    await open(1);
    const { endpoint } = local;
    const other: Profile = { id: 'other', name: 'other', endpoint, environment: 'other', keys: 'stored' };
    await workbench.store.add(other, local);
    try {
      await workbench.sessions.switchTo(other);
      await open(0);
      await workbench.sessions.switchTo(localProfile);
      await open(1);
    } finally {
      await workbench.sessions.switchTo(localProfile);
      await workbench.store.remove(other.id);
    }
  });
});
