/**
 * A service that tells nothing but hostile things, in the real workbench: nothing runs, nothing is asked for, nothing moves
 * out of its place, and what is told stays readable and usable.
 */
import assert from 'node:assert/strict';
import type { FrameLocator, Locator } from 'playwright-core';
import { canary } from '../support/hostile/corpus.ts';
import { type HostileEndpoint, hostileEndpoint } from '../support/hostile/endpoint.ts';
import { refusalWords } from '../support/hostile/world.ts';
import { eventually, until } from './support/eventually.ts';
import { assertPageInPlace, assertRowsInPlace } from './support/layout.ts';
import { useWorkbench } from './support/suite.ts';
import { Watch } from './support/watch.ts';

const crowded = 'Every hostile answer at once';

/** Elements that no panel of ours has, but for the one script that VS Code puts into every webview. */
const foreign = 'script:not([src], #_vscodeApiScript), img, svg, object, embed, form, a[href], base';

/** As much of an element as is used here; Node's types do not know them. */
interface Rows {
  querySelectorAll(selector: string): Iterable<{ readonly offsetHeight: number }>;
}

describe('what a hostile service tells', function () {
  this.timeout(120_000);
  let endpoint: HostileEndpoint;
  const workbench = useWorkbench(async () => {
    endpoint = await hostileEndpoint();
    return {
      settings: {
        'mturk.profiles': [{ name: 'hostile', endpoint: endpoint.url, environment: 'sandbox', keys: 'environment' }],
        'workbench.enableCommandUriLinks': true,
      },
      env: { AWS_ACCESS_KEY_ID: 'HOSTILEREQUESTER', AWS_SECRET_ACCESS_KEY: 'of no use anywhere else' },
      viewport: { width: 1400, height: 1200 },
    };
  });
  after(async () => endpoint?.close());

  let watch: Watch;
  let hits: Locator;
  before('switch to it', async () => {
    const on = workbench();
    watch = new Watch(on.page);
    await on.openView('MTurk');
    await on.command('MTurk: Switch Profile…');
    await on.pick('hostile');
    await on.clickDialog('Use');
    hits = await on.view('HITs');
    await on.row(crowded, hits).waitFor();
  });
  afterEach('nothing ran and nothing was asked for', async () => {
    await watch?.assertQuiet();
  });

  /** Goes through all rows of a view, a page at a time, and looks at each page. */
  async function walk(pane: Locator, look: () => Promise<void>): Promise<void> {
    const list = pane.locator('.monaco-list');
    await list.getByRole('treeitem').first().waitFor();
    await list.focus();
    await workbench().page.keyboard.press('Home');
    for (let last = ''; ; ) {
      await look();
      await workbench().page.keyboard.press('PageDown');
      const focused = (await list.getAttribute('aria-activedescendant')) ?? '';
      if (focused === last) return;
      last = focused;
    }
  }

  async function fold(...titles: string[]): Promise<void> {
    for (const title of titles) {
      const pane = await workbench().view(title);
      await pane.locator('.pane-header').click();
    }
  }

  async function assertNothingForeign(panel: FrameLocator): Promise<void> {
    const found = await panel
      .locator(foreign)
      .evaluateAll(elements => elements.map(element => (element as unknown as { outerHTML: string }).outerHTML));
    assert.deepEqual(found, []);
  }

  it('stays in the rows of the HITs', async () => {
    await fold('To Review', 'Workers');
    await walk(hits, () => assertRowsInPlace(hits));
  });

  it('stays in the hovers, as text with our links alone', async () => {
    const page = workbench().page;
    await hits.locator('.monaco-list').focus();
    await page.keyboard.press('Home');
    for (let pages = 0; pages < 3; pages += 1) {
      for (const row of (await hits.getByRole('treeitem').all()).slice(0, 12).filter((_, index) => index % 4 === 1)) {
        const text = await workbench().hover(row.locator('.label-name').first());
        assert.match(text, /Cost if all is approved/);
        const hover = page.locator('.monaco-hover:visible, .workbench-hover:visible').last();
        assert.equal(await hover.locator('img, svg, script, iframe, .codicon, h1, table, style').count(), 0, text);
        for (const link of await hover.locator('a').all())
          assert.match((await link.getAttribute('data-href')) ?? '', /^command:mturk\./, text);
      }
      await page.keyboard.press('PageDown');
      await page.keyboard.press('PageDown');
    }
  });

  it('stays in the rows of assignments, of the review queue and of the workers', async () => {
    const on = workbench();
    await on.page.keyboard.press('Home');
    const row = on.row(crowded, hits);
    await row.scrollIntoViewIfNeeded();
    await on.expand(row);
    await hits.getByRole('treeitem', { level: 2 }).first().waitFor();
    for (let pages = 0; pages < 4; pages += 1) {
      await assertRowsInPlace(hits);
      await on.page.keyboard.press('PageDown');
    }
    await on.collapse(on.row(crowded, hits));
    await fold('HITs');
    for (const title of ['To Review', 'Workers']) {
      const pane = await on.view(title);
      await walk(pane, () => assertRowsInPlace(pane));
      await fold(title);
    }
    hits = await on.view('HITs');
  });

  it('is text in lists to pick from, whatever icon it names', async () => {
    const on = workbench();
    await on.command('MTurk: Approve Assignment…');
    await on.type('Deleted');
    const list = on.page.locator('.quick-input-widget:visible .quick-input-list');
    await list.getByText('$(trash)').first().waitFor();
    assert.equal(await list.locator('.label-name .codicon').count(), 0);
    await on.type('');
    for (const height of await list
      .locator('.monaco-list-row')
      .evaluateAll(rows => rows.map(row => (row as unknown as { offsetHeight: number }).offsetHeight)))
      assert.ok(height <= 50, `an entry is ${height} high`);
    await on.escape();
  });

  it('is text in confirmations and in what is told afterwards', async () => {
    const on = workbench();
    const row = on.row(crowded, hits);
    await on.expand(row);
    await on.choose(hits.getByRole('treeitem', { level: 2 }).first(), 'Approve Assignment…');
    assert.match(await on.clickDialog('Approve'), /Approve 1 assignment in SANDBOX\?/);
    await on.notification(/Approved 1 assignment \(SANDBOX\)/);
    await on.clearNotifications();
    await on.choose(on.row(crowded, hits), 'Expire HIT…');
    await on.clickDialog('Expire');
    const told = await on.notification(/Couldn’t expire/);
    assert.ok(told.includes('[Try again] (command:workbench.action.closeWindow)'), told);
    const toast = on.page.locator('.notifications-toasts .notification-list-item-message').first();
    assert.equal(await toast.locator('a, img, .codicon').count(), 0);
    assert.equal(endpoint.asked.filter(({ operation }) => operation === 'UpdateExpirationForHIT').length, 1);
    await on.clearNotifications();
    await on.collapse(on.row(crowded, hits));
  });

  it('is text in the panel of a HIT, which stays as wide as it is, and usable', async () => {
    const on = workbench();
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
    await on.page
      .locator('.part.editor .tab.active')
      .getByRole('button', { name: /^Close/ })
      .click();
  });

  for (const title of ['A hostile page', 'A hostile form', 'A hostile address'])
    it(`is a picture of a question that loads and runs nothing: ${title.toLowerCase()}`, async () => {
      const on = workbench();
      const list = hits.locator('.monaco-list');
      await list.focus();
      await on.page.keyboard.press('End');
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
      await on.page
        .locator('.part.editor .tab.active')
        .getByRole('button', { name: /^Close/ })
        .click();
    });

  it('is text in the cells of the review grid, which keep their places', async () => {
    const on = workbench();
    await on.command('MTurk: Review All Waiting');
    const panel = on.webview();
    const grid = panel.getByRole('grid');
    await grid.locator('.line.row').first().waitFor();
    await assertNothingForeign(panel);
    assert.equal(await panel.locator('iframe').count(), 0);
    await assertPageInPlace(panel);
    // In one step: a row that is found in one and measured in the next may be gone between them.
    const heights = () =>
      grid.evaluate(element =>
        [...(element as unknown as Rows).querySelectorAll('.line.row')].map(({ offsetHeight }) => offsetHeight),
      );
    for (let pages = 0; pages < 12; pages += 1) {
      assert.equal(new Set(await heights()).size, 1);
      await on.page.keyboard.press('PageDown');
    }
    await assertPageInPlace(panel);
    await on.page
      .locator('.part.editor .tab.active')
      .getByRole('button', { name: /^Close/ })
      .click();
  });

  it('is JSON in a file that nobody can edit', async () => {
    const on = workbench();
    await on.choose(on.row('A hostile page', hits), 'Open As', 'Open as JSON');
    const editor = on.page.locator('.part.editor .monaco-editor').first();
    await editor.getByText('HITStatus').or(editor.getByText('HTMLQuestion')).first().waitFor();
    await on.page
      .locator('.part.editor .tab.active')
      .getByRole('button', { name: /^Close/ })
      .click();
  });

  it('is words in place of rows, when the service fails', async () => {
    const on = workbench();
    endpoint.fail(['ListHITs'], refusalWords);
    await on.viewAction('HITs', 'Refresh');
    await hits.locator('.monaco-list').focus();
    await on.page.keyboard.press('Home');
    const note = await until('the failure is told', async () => {
      const texts = await on.rows(hits);
      return texts.find(text => text.includes('Couldn’t list HITs'));
    });
    assert.ok(note?.includes('[Try again](command:'), note);
    await assertRowsInPlace(hits);
    endpoint.recover();
    await on.viewAction('HITs', 'Refresh');
    await eventually(async () => {
      const texts = await on.rows(hits);
      assert.ok(!texts.some(text => text.includes('Couldn’t list HITs')));
    });
    assert.ok(!endpoint.asked.some(({ operation }) => operation === ''), canary);
  });
});
