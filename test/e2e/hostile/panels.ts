/** The panels: a HIT, the preview of a question, the review grid with its reader. */
import assert from 'node:assert/strict';
import type { FrameLocator, Locator } from 'playwright-core';
import { hostileTexts } from '../../support/hostile/corpus.ts';
import { until } from '../support/eventually.ts';
import { assertPageInPlace, heightsIn } from '../support/layout.ts';
import type { Workbench } from '../support/workbench.ts';
import {
  assertNothingForeign,
  assertTabsInPlace,
  closeEditor,
  crowded,
  firstType,
  type Hostile,
  moveIn,
} from './setting.ts';

export function panels(hostile: () => Hostile): void {
  it('is text in the panel of a HIT, which stays as wide as it is, and usable', async () => {
    const { on, hits } = hostile();
    await on.choose(on.row(crowded, hits), 'Open HIT');
    const panel = on.webview();
    await panel.getByRole('heading', { name: crowded, exact: true }).waitFor();
    await panel.locator('article').first().waitFor();
    await assertNothingForeign(panel);
    await assertPageInPlace(panel);
    await panel
      .getByRole('button', { name: /^Show all/ })
      .first()
      .click();
    await assertPageInPlace(panel);
    await closeEditor(on);
  });

  for (const title of ['A hostile page', 'A hostile form', 'A hostile address'])
    it(`is a picture of a question that loads and runs nothing: ${title.toLowerCase()}`, async () => {
      const { on, hits } = hostile();
      await moveIn(on, hits, 'End');
      await on.choose(on.row(title, hits), 'Open HIT');
      const panel = on.webview();
      await panel.getByRole('heading', { name: title, exact: true }).waitFor();
      await panel.getByRole('heading', { name: 'Source', exact: true }).waitFor();
      await assertPageInPlace(panel);
      if (title === 'A hostile page') {
        const frame = panel.locator('iframe.preview-frame');
        assert.equal(await frame.getAttribute('sandbox'), '');
        await frame.contentFrame().locator('body').waitFor();
      }
      if (title === 'A hostile address')
        assert.equal(await panel.getByRole('button', { name: 'Open in Browser' }).count(), 0);
      await closeEditor(on);
    });

  it('is text in the cells of the review grid, which keep their places, and in the reader beside them', async () => {
    const { on } = hostile();
    await on.command('MTurk: Review All Pending');
    const panel = on.webview();
    const grid = panel.getByRole('grid');
    await grid.locator('.line.row').first().waitFor();
    await assertNothingForeign(panel);
    assert.equal(await panel.locator('iframe').count(), 0);
    await assertPageInPlace(panel);
    await hasKeyboard(grid);
    for (let pages = 0; pages < 12; pages += 1) {
      assert.equal(new Set(await heightsIn(grid, '.line.row')).size, 1);
      await on.page.keyboard.press('PageDown');
    }
    await assertPageInPlace(panel);
    await assertReaderInPlace(panel, on);
    await closeEditor(on);
  });

  it('is text on the pages of a worker and of a qualification type, which stay as wide as they are, and usable', async () => {
    const { on } = hostile();
    await on.foldView('HITs');
    const workers = await on.view('Workers');
    await moveIn(on, workers, 'Home');
    await on.choose(workers.getByRole('treeitem').nth(1), 'Open Worker');
    await assertPeoplePage(on, 'Assignments');
    await on.foldView('Workers');
    const types = await on.view('Qualifications');
    await moveIn(on, types, 'Home');
    const type = on.row(firstType, types);
    for (let pages = 0; pages < 30 && (await type.count()) === 0; pages += 1) await on.page.keyboard.press('PageDown');
    await on.choose(type, 'Open Qualification Type');
    await assertPeoplePage(on, 'Workers');
    await on.foldView('Qualifications');
    await on.view('HITs');
  });

  it('is JSON in a file that nobody can edit', async () => {
    const { on, hits } = hostile();
    await moveIn(on, hits, 'End');
    await on.choose(on.row('A hostile page', hits), 'Open As', 'Open as JSON');
    const editor = on.page.locator('.part.editor .monaco-editor').first();
    await editor.getByText('HITStatus').or(editor.getByText('HTMLQuestion')).first().waitFor();
    await assertTabsInPlace(on);
    await closeEditor(on);
  });
}

/** Looks at each page of a table in each order of its columns. */
async function assertPeoplePage(on: Workbench, title: string): Promise<void> {
  const panel = on.webview();
  const table = panel
    .locator('section.table')
    .filter({ has: panel.getByRole('heading', { name: title }) })
    .first();
  await table.locator('tbody tr').first().waitFor();
  await panel.locator('main:not([aria-busy])').waitFor();
  await assertNothingForeign(panel);
  const columns = await table.locator('button.sorter').count();
  for (let column = 0; column < columns; column += 1) {
    await table.locator('button.sorter').nth(column).click();
    await assertPageInPlace(panel);
  }
  const next = table.getByRole('button', { name: /^Next/ });
  for (let pages = 0; pages < 10 && (await next.count()) > 0; pages += 1) {
    await next.click();
    await assertNothingForeign(panel);
    await assertPageInPlace(panel);
  }
  await assertTabsInPlace(on);
  await closeEditor(on);
}

function hasKeyboard(grid: Locator): Promise<boolean> {
  return until('the grid has the keyboard', () =>
    grid.evaluate(element => element.ownerDocument.hasFocus() && element.contains(element.ownerDocument.activeElement)),
  );
}

/** Each so many of the rows are read; they stand in the order of the corpus, kind by kind. */
const step = 8;

/** Reads one assignment after the other beside the grid, with a long text at its full length. */
async function assertReaderInPlace(panel: FrameLocator, { page }: Workbench): Promise<void> {
  const grid = panel.getByRole('grid');
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  const reader = panel.getByRole('complementary', { name: 'The whole assignment' });
  await reader.getByRole('heading', { level: 2 }).waitFor();
  await page.keyboard.press('Escape');
  await hasKeyboard(grid);
  // Each HIT is of a type of its own, so that a row of a type stands above each assignment.
  for (let line = 1; line < 2 * hostileTexts.length; line += 2 * step) {
    await grid.evaluate(scrollToLine, line);
    await grid.locator(`.line.row[data-line="${line}"] .cell[data-place="1"]`).click();
    await grid.locator(`.line.row.current[data-line="${line}"]`).waitFor();
    await reader.evaluate(unfold);
    await assertPageInPlace(panel, reader);
  }
  await assertNothingForeign(panel);
}

/** Scrolls the grid so that a line is in sight, some lines below the first. Runs in the page. */
function scrollToLine(grid: unknown, line: number): void {
  const page = grid as { scrollTop: number; querySelector(selector: string): { readonly offsetHeight: number } | null };
  page.scrollTop = (line - 5) * (page.querySelector('.line.row')?.offsetHeight ?? 0);
}

/** Shows the first of the texts that are cut at its full length. Runs in the page. */
function unfold(reader: unknown): void {
  const page = reader as { querySelector(selector: string): { click(): void } | null };
  page.querySelector('button.link[aria-expanded="false"]')?.click();
}
