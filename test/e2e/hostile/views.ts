/** The views of the side bar: rows, hovers, and what stands in their place when the service fails. */
import assert from 'node:assert/strict';
import { refusalWords } from '../../support/hostile/world.ts';
import { eventually, until } from '../support/eventually.ts';
import { assertRowsInPlace } from '../support/layout.ts';
import {
  assertHover,
  crowded,
  firstType,
  goToTop,
  groupHITs,
  type Hostile,
  moveIn,
  rejected,
  walk,
} from './setting.ts';

export function rowsOfViews(hostile: () => Hostile): void {
  it('stays in the rows of the HITs', async () => {
    const { on, hits } = hostile();
    await on.foldView('Pending Review');
    await on.foldView('Workers');
    await walk(on, hits, () => assertRowsInPlace(hits));
    await groupHITs(on, 'Batch or title');
    await walk(on, hits, () => assertRowsInPlace(hits));
    await groupHITs(on, 'No groups');
  });

  it('stays in the hovers, as text with our links alone', async () => {
    const { on, hits } = hostile();
    await goToTop(on, hits);
    for (let pages = 0; pages < 3; pages += 1) {
      for (const row of (await hits.getByRole('treeitem').all()).slice(0, 12).filter((_, index) => index % 4 === 1))
        await assertHover(on, row, /Cost if all is approved/);
      await moveIn(on, hits, 'PageDown');
      await on.page.keyboard.press('PageDown');
    }
  });

  it('stays in the rows of assignments, of the review queue, of the workers and of rejections', async () => {
    const { on, hits } = hostile();
    await goToTop(on, hits);
    const row = on.row(crowded, hits);
    await on.expand(row);
    await hits.getByRole('treeitem', { level: 2 }).first().waitFor();
    for (let pages = 0; pages < 4; pages += 1) {
      await assertRowsInPlace(hits);
      await on.page.keyboard.press('PageDown');
    }
    await goToTop(on, hits);
    await on.collapse(row);
    await on.foldView('HITs');
    for (const title of ['Pending Review', 'Workers']) {
      const pane = await on.view(title);
      await walk(on, pane, () => assertRowsInPlace(pane));
      await on.foldView(title);
    }
    const pane = await on.view('Rejected');
    await on.row(rejected, pane).waitFor();
    await walk(on, pane, () => assertRowsInPlace(pane));
    await goToTop(on, pane);
    for (const each of (await pane.getByRole('treeitem').all()).slice(0, 12).filter((_, index) => index % 4 === 0))
      await assertHover(on, each, /State: Rejected/);
    await on.foldView('Rejected');
    await on.view('HITs');
  });
}

/** The types of the hostile service are named after the texts; the first one is held and asked for by many. */
export function qualifications(hostile: () => Hostile): void {
  it('stays in the rows of qualification types, of who has them and asks for them, and in their hovers', async () => {
    const { on } = hostile();
    const pane = await on.viewAlone('Qualifications');
    await walk(on, pane, () => assertRowsInPlace(pane));
    await goToTop(on, pane);
    const type = on.row(firstType, pane);
    for (let pages = 0; pages < 30 && (await type.count()) === 0; pages += 1) await on.page.keyboard.press('PageDown');
    await assertHover(on, type, /Qualification type: script element/);
    await on.expand(type);
    for (const section of ['Workers', 'HITs that require it', 'Revoked']) await on.expand(on.row(section, pane));
    const holders = pane.getByRole('treeitem', { level: 3 });
    await holders.first().waitFor();
    await assertHover(on, holders.first(), /Request of worker/);
    await walk(on, pane, () => assertRowsInPlace(pane));
    await goToTop(on, pane);
    await on.foldView('Qualifications');
    await on.view('HITs');
  });
}

export function failures(hostile: () => Hostile): void {
  it('is words in place of rows, when the service fails', async () => {
    const { on, hits, endpoint } = hostile();
    endpoint.fail(['ListHITs'], refusalWords);
    await on.viewAction('HITs', 'Refresh');
    await goToTop(on, hits);
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
    assert.ok(!endpoint.asked.some(({ operation }) => operation === ''));
  });
}
