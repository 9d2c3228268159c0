/** What the workbench does with ids beside the code: dropped rows, links, hovers and the search in files. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { pages } from '../../src/mturk/paging.ts';
import { eventually } from './support/eventually.ts';
import { type LocalAtService, localAtService } from './support/localAtService.ts';
import { useWorkbench } from './support/suite.ts';

describe('beside the code', () => {
  // Drawn as text, so that a test can read and point at it.
  const workbench = useWorkbench({ settings: { 'terminal.integrated.gpuAcceleration': 'off' } });
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
    row = workbench()
      .hits(title, await workbench().view('HITs'))
      .first();
    await row.waitFor();
  });
  after(() => {
    if (at) process.kill(at.local.pid);
  });

  /** Work that waits for review: the workbench reads it by itself. */
  async function waiting(): Promise<{ readonly id: string; readonly title: string }> {
    assert.ok(at);
    for await (const { HITs = [] } of pages(at.client, 'ListHITs', {}))
      for (const { HITId, Title = '' } of HITs) {
        const AssignmentStatuses = ['Submitted' as const];
        const { Assignments = [] } = await at.client.call('ListAssignmentsForHIT', { HITId, AssignmentStatuses });
        const [first] = Assignments;
        if (first?.AssignmentId) return { id: first.AssignmentId, title: Title };
      }
    throw new Error('nothing waits for review');
  }
  const editor = () => workbench().page.locator('.editor-instance .monaco-editor').first();
  const dragTo = async (target: Locator, modifier?: 'Shift') => {
    const { page } = workbench();
    await row.hover();
    await page.mouse.down();
    const box = await target.boundingBox({ timeout: 5000 });
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
    assert.match(said, /Open · Reveal in HITs view · Copy ID · Find in files/);
  });

  it('an id in the output of a terminal is a link that opens its panel', async () => {
    const { page } = workbench();
    const work = await waiting();
    await workbench().command('Terminal: Create New Terminal');
    const terminal = page.locator('.part.panel .terminal.xterm');
    await terminal.locator('textarea:focus').waitFor({ state: 'attached' });
    await page.keyboard.type(`echo approved ${work.id}`);
    await page.keyboard.press('Enter');
    // A line is one element or several, as the widths of its letters are measured.
    const printed = terminal.locator('.xterm-rows > div').filter({ hasText: new RegExp(`^approved ${work.id}`) });
    const onId = await eventually(async () => {
      // The lines move while the shell still writes its prompt.
      const box = await printed.first().evaluate(extentOfText, undefined, { timeout: 5000 });
      const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
      // A terminal asks for links when the pointer comes to a line.
      await page.mouse.move(x, box.y - 2 * box.height);
      await page.mouse.move(x, y, { steps: 3 });
      await workbench()
        .openHover.filter({ hasText: /Open\sassignment\s·\sSubmitted/ })
        .waitFor({ timeout: 2000 });
      return [x, y] as const;
    });
    await page.keyboard.down('ControlOrMeta');
    await page.mouse.click(...onId);
    await page.keyboard.up('ControlOrMeta');
    const panel = workbench().webview();
    await panel.getByRole('heading', { name: work.title }).first().waitFor();
    await panel.locator(`article.revealed[data-assignment="${work.id}"]`).waitFor();
    await workbench().command('Terminal: Kill the Active Terminal Instance');
    await terminal.waitFor({ state: 'detached' });
  });

  it('Find in Workspace Files looks for the id as it is', async () => {
    await workbench().choose(row, 'Find in Workspace Files');
    const search = workbench().page.locator('.search-view');
    await search.getByText('data.csv').first().waitFor();
    assert.equal(await search.locator('.search-widget textarea').first().inputValue(), hitId);
    await workbench().openView('MTurk');
  });
});

interface Extent {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where the text of an element is drawn, which may be narrower than the element. Runs in the page, whose types are not known here. */
function extentOfText(element: unknown): Extent {
  const { ownerDocument } = element as {
    ownerDocument: { createRange(): { selectNodeContents(node: unknown): void; getBoundingClientRect(): Extent } };
  };
  const range = ownerDocument.createRange();
  range.selectNodeContents(element);
  const { x, y, width, height } = range.getBoundingClientRect();
  return { x, y, width, height };
}
