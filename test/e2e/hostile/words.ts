/** Lists to pick from, confirmations, messages, notes, the ledger and comparisons: wherever words of strangers meet our own. */
import assert from 'node:assert/strict';
import { assertRowsInPlace } from '../support/layout.ts';
import {
  assertHover,
  assertPicksInPlace,
  assertTabsInPlace,
  closeEditor,
  crowded,
  goToTop,
  type Hostile,
} from './setting.ts';

/** What somebody pastes who was sent it: ids of the account among links, icons and letters that turn the line. */
const pasted =
  'toString, 3HOSTILE000000000000CROWDED000 constructor [Pay](command:workbench.action.closeWindow) $(trash) \u202E <img src=x> valueOf';

export function words(hostile: () => Hostile): void {
  it('is text in lists to pick from, whatever icon it names', async () => {
    const { on } = hostile();
    await on.command('MTurk: Approve Assignment…');
    await on.type('Deleted');
    const list = await assertPicksInPlace(on);
    await list.getByText('$(trash)').first().waitFor();
    await on.type('');
    await assertPicksInPlace(on);
    await on.escape();
  });

  it('is found by ids in whatever was pasted, and offered as text', async () => {
    const { on, hits } = hostile();
    await on.command('MTurk: Find…');
    await on.answer(pasted);
    const list = await assertPicksInPlace(on);
    await list.getByText(crowded).waitFor();
    const found = await on.picks();
    for (const id of ['toString', 'constructor', 'valueOf'])
      assert.ok(found.includes(`HIT ${id}`), `${id} is found: ${found.join('; ')}`);
    await on.pick('HIT constructor');
    await hits.locator('.monaco-list-row.selected').getByText('constructor', { exact: true }).waitFor();
    await on.command('MTurk: Find…');
    await on.answer(`[Pay](command:workbench.action.closeWindow) $(trash) 3NOSUCHTHING000000000000000000 \u202E`);
    const told = await on.notification(/No ID of this account appears/);
    assert.ok(told.includes('“[Pay] (command:'), told);
    assert.doesNotMatch(told, /\u202E/);
    await assertPlainToast();
    await on.clearNotifications();
  });

  it('is text in confirmations and in what is told afterwards', async () => {
    const { on, hits, endpoint } = hostile();
    await goToTop(on, hits);
    const row = on.row(crowded, hits);
    await on.expand(row);
    await on.choose(hits.getByRole('treeitem', { level: 2 }).first(), 'Approve Assignment…');
    assert.match(await on.clickDialog('Approve'), /Approve the assignment of .+ in SANDBOX\?/);
    await on.notification(/Approved 1 assignment \(SANDBOX\)/);
    await on.clearNotifications();
    await on.choose(row, 'Expire HIT…');
    await on.clickDialog('Expire');
    const told = await on.notification(/Couldn’t expire/);
    assert.ok(told.includes('[Try again] (command:workbench.action.closeWindow)'), told);
    await assertPlainToast();
    assert.equal(endpoint.asked.filter(({ operation }) => operation === 'UpdateExpirationForHIT').length, 1);
    await on.clearNotifications();
  });

  it('is a note that was pasted, in rows and hovers', async () => {
    const { on, hits } = hostile();
    const row = hits.getByRole('treeitem', { level: 2 }).nth(1);
    await on.choose(row, 'Review', 'Edit Note…');
    await on.answer(pasted);
    await on.choose(row, 'Review', 'Mark…');
    await on.pick(/Flag$/);
    await row.getByText('⚑').waitFor();
    await assertRowsInPlace(hits);
    const told = /Note: toString, 3HOSTILE000000000000CROWDED000 constructor \[Pay\]\(command:/;
    const said = await assertHover(on, row, told);
    assert.doesNotMatch(said, /\u202E/);
    await on.collapse(on.row(crowded, hits));
  });

  it('is text in the ledger, and in the file that shows an entry of it', async () => {
    const { on } = hostile();
    await on.command('MTurk: Show Ledger…');
    await on.pick('Entries');
    await on.type('approve');
    await assertPicksInPlace(on);
    await on.pick(/^approve /);
    await on.pick('Show as JSON');
    const lines = on.page.locator('.part.editor .monaco-editor .view-lines');
    await lines.getByText('"approve"').first().waitFor();
    await assertTabsInPlace(on);
    await closeEditor(on, true);
  });

  it('is compared side by side, under a name that stays in its tab', async () => {
    const { on } = hostile();
    await on.command('MTurk: Compare Two…');
    await on.pick('Two assignments of a HIT');
    await on.type(crowded);
    await on.pick(new RegExp(crowded));
    await on.tickFound('unicode zalgo crowded', 'unicode zalgo crowded');
    await assertPicksInPlace(on);
    await on.tickFound('W'.repeat(50), 'W'.repeat(50));
    await on.acceptTicked();
    await on.page.locator('.part.editor .monaco-diff-editor .view-lines').getByText('"worker"').nth(1).waitFor();
    await assertTabsInPlace(on);
    await closeEditor(on);
  });

  async function assertPlainToast(): Promise<void> {
    const toast = hostile().on.page.locator('.notifications-toasts .notification-list-item-message').first();
    assert.equal(await toast.locator('a, img, .codicon').count(), 0);
  }
}
