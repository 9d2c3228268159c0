/** What the workbench does with ids beside the code: dropped rows, links, hovers and the search in files. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { eventually } from './support/eventually.ts';
import { type LocalAtService, localAtService } from './support/localAtService.ts';
import { useWorkbench } from './support/suite.ts';

describe('beside the code', function () {
  this.timeout(180_000);
  const workbench = useWorkbench();
  let at: LocalAtService | undefined;
  let hitId = '';
  let title = '';
  let row: Locator;

  before('sample HITs and a data file with an id', async () => {
    await workbench().openView('MTurk');
    await workbench().command('MTurk: Start Local with Sample HITs');
    await workbench().statusBar('LOCAL $').waitFor();
    at = localAtService(workbench());
    const { HITs } = await at.client.call('ListHITs', {});
    const [hit] = HITs ?? [];
    hitId = hit?.HITId ?? '';
    title = hit?.Title ?? '';
    assert.notEqual(hitId, '');
    writeFileSync(join(workbench().workspace, 'data.csv'), `hit,colour\n${hitId},red\n`);
    row = workbench().row(new RegExp(title.replace(/[^\w ]/g, '.')), await workbench().view('HITs'));
    await row.waitFor();
  });
  after(() => {
    if (at) process.kill(at.local.pid);
  });

  const editor = () => workbench().page.locator('.editor-instance .monaco-editor').first();
  const dragTo = async (target: Locator, modifier?: 'Shift') => {
    const { page } = workbench();
    await row.hover();
    await page.mouse.down();
    const box = await target.boundingBox();
    assert.ok(box);
    await page.mouse.move(box.x + 150, box.y + 100, { steps: 5 });
    if (modifier) await page.keyboard.down(modifier);
    await page.mouse.move(box.x + 160, box.y + 110, { steps: 5 });
    await page.mouse.move(box.x + 160, box.y + 112, { steps: 5 });
    await page.mouse.up();
    if (modifier) await page.keyboard.up(modifier);
  };

  it('a row dropped into a text with Shift is its id', async () => {
    await workbench().openFile('data.csv');
    await dragTo(editor(), 'Shift');
    await eventually(async () => {
      const lines = (await editor().locator('.view-line').allTextContents()).join('\n');
      assert.equal(lines.split(hitId).length - 1, 2, lines);
      assert.ok(!lines.includes('mturk:'), lines);
    });
  });

  it('a row dropped among the editors opens what the service says of it', async () => {
    await dragTo(editor());
    await workbench().tab(`${hitId}.json`).waitFor();
  });

  it('an id in a file is a link that says on hover what it is', async () => {
    await workbench().tab('data.csv').click();
    const link = editor().locator('.detected-link').filter({ hasText: hitId }).first();
    await link.waitFor();
    const said = await workbench().hover(link, /Reward: \$\d/);
    assert.ok(said.includes(title), said);
    assert.match(said, /Open · Reveal in HITs view · Copy id · Find in files/);
  });

  it('Find in Workspace Files looks for the id as it is', async () => {
    await workbench().choose(row, 'Find in Workspace Files');
    const search = workbench().page.locator('.search-view');
    await search.getByText('data.csv').first().waitFor();
    assert.equal(await search.locator('.search-widget textarea').first().inputValue(), hitId);
    await workbench().openView('MTurk');
  });
});
