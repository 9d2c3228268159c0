/** The states of the workbench that are worth a picture, in an order in which each can start where the one before it ended. */
import { showDecisions } from '../../test/e2e/support/decisions.ts';
import { localAtService } from '../../test/e2e/support/localAtService.ts';
import { scoredType } from '../../test/e2e/support/qualifications.ts';
import { definitionStates } from './definitionStates.ts';
import type { State } from './state.ts';

const studied = 'Judge the colour of words';
/** Somebody whose work waits for review. */
const worker = 'A2YUCJ28XANFOX';

export const states: State[] = [
  {
    name: 'first-run',
    reach: async workbench => {
      await workbench.openView('MTurk');
      await (await workbench.welcome('HITs')).getByRole('button').first().waitFor();
    },
  },
  {
    name: 'hits',
    reach: async workbench => {
      const welcome = await workbench.welcome('HITs');
      await welcome.getByRole('button', { name: 'Start Local with sample HITs' }).click();
      await workbench.row(/to review/).waitFor();
      await workbench.row(worker).waitFor();
      await workbench.expand(workbench.hits(studied, await workbench.view('HITs')).first());
    },
  },
  {
    name: 'menu',
    closesOnResize: true,
    reach: async workbench => {
      await workbench.row(worker).click({ button: 'right' });
      await workbench.page.getByRole('menuitem').first().waitFor();
    },
  },
  {
    name: 'groups',
    closesOnResize: true,
    reach: async workbench => {
      await workbench.page.keyboard.press('Escape');
      await workbench.command('MTurk: Group HITs…');
      await workbench.pick('HIT type');
      const group = workbench.row(/\d HITs?/, await workbench.view('HITs'));
      await group.click({ button: 'right' });
      await workbench.page.getByRole('menuitem').first().waitFor();
    },
  },
  {
    name: 'confirm',
    isModal: true,
    reach: async workbench => {
      await workbench.page.keyboard.press('Escape');
      await workbench.choose(workbench.row(worker), 'Approve Assignment…');
      await workbench.dialog();
    },
  },
  {
    name: 'panel',
    readme: true,
    reach: async workbench => {
      await workbench.clickDialog('Cancel');
      await workbench.clearNotifications();
      await workbench.choose(workbench.row(studied), 'Open HIT');
      await workbench.webview().getByRole('heading').first().waitFor();
      await workbench.webview().getByText('Submitted').first().waitFor();
    },
  },
  {
    name: 'review',
    readme: true,
    reach: async workbench => {
      await workbench.command('MTurk: Open Review Grid');
      await workbench.pick('All HITs');
      await workbench.webview().locator('.line.row').nth(5).waitFor();
      for (const key of ['ArrowDown', 'ArrowDown', 'ArrowRight', 'ArrowRight'])
        await workbench.page.keyboard.press(key);
    },
  },
  {
    name: 'review-told',
    reach: async workbench => {
      await workbench.page.keyboard.press('n');
      await workbench.page.keyboard.press('r');
      await workbench.answer('The words were not judged one by one.');
      await workbench.acceptDialog();
      await workbench.webview().locator('.report').waitFor();
    },
  },
  {
    name: 'review-column',
    reach: async workbench => {
      await workbench.webview().getByRole('columnheader', { name: 'Status', exact: true }).click({ button: 'right' });
      await workbench.webview().getByRole('dialog').waitFor();
    },
  },
  {
    name: 'review-selected',
    reach: async workbench => {
      await workbench.page.keyboard.press('Escape');
      await workbench.page.keyboard.press('s');
      for (let row = 0; row < 3; row += 1) await workbench.page.keyboard.press('Shift+ArrowDown');
      await workbench.webview().locator('[aria-selected="true"]').nth(3).waitFor();
    },
  },
  {
    name: 'review-menu',
    closesOnResize: true,
    reach: async workbench => {
      await workbench.webview().locator('[aria-selected="true"] .cell').nth(2).click({ button: 'right' });
      await workbench.page.getByRole('menuitem').first().waitFor();
    },
  },
  {
    name: 'review-menu-one',
    closesOnResize: true,
    reach: async workbench => {
      await workbench.page.keyboard.press('Escape');
      await workbench
        .webview()
        .locator('.line.row[aria-selected="false"][data-status="Rejected"] .cell')
        .nth(2)
        .click({ button: 'right' });
      await workbench.page.getByRole('menuitem', { name: 'Review' }).hover();
      await workbench.page.getByRole('menuitem', { name: 'Edit Note…' }).waitFor();
    },
  },
  {
    name: 'reason',
    isModal: true,
    reach: async workbench => {
      // The submenu, and the menu.
      for (const _ of [1, 2]) await workbench.page.keyboard.press('Escape');
      await workbench.tab(studied).click();
      await workbench.choose(workbench.row(worker), 'Reject Assignment…');
      // A reason was used before, so that there is a list first.
      await workbench.answer('{worker} took {minutes} minutes, and most words are the same.');
      await workbench.page.getByText(/reads: “A2YUCJ28XANFOX took/).waitFor();
    },
  },
  {
    name: 'notes',
    reach: async workbench => {
      await workbench.escape();
      await workbench.choose(workbench.row(worker), 'Review', 'Edit Note…');
      await workbench.answer('Looks careful, but asked twice about the second word.');
      await workbench.choose(workbench.row(worker), 'Review', 'Mark…');
      await workbench.pick('★ Star');
      await workbench.webview().getByText('Your note').first().waitFor();
    },
  },
  {
    name: 'panel-question',
    reach: async workbench => {
      await workbench.command('MTurk: Open HIT');
      await workbench.pick(/Three questions/);
      const preview = workbench.webview().getByRole('heading', { name: 'Preview' });
      await preview.waitFor();
      await preview.scrollIntoViewIfNeeded();
      await workbench.webview().getByRole('heading', { name: 'Source' }).scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'document',
    reach: async workbench => {
      await workbench.choose(workbench.row(worker), 'Open As', 'Open Answer');
      await workbench.page.locator('.editor-instance .view-lines').getByText('QuestionIdentifier').first().waitFor();
    },
  },
  {
    name: 'rejected',
    reach: async workbench => {
      await workbench.choose(workbench.row(worker), 'Reject Assignment…');
      for (const _ of ['in the list', 'as it is']) await workbench.answer('The words were not judged one by one.');
      await workbench.clickDialog('Reject');
      await workbench.row(/left/, await workbench.view('Rejected')).waitFor();
      await workbench.clearNotifications();
      await workbench.tab(studied).click();
      await workbench.webview().getByRole('heading', { name: 'Ledger' }).scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'qualifications',
    reach: async workbench => {
      await scoredType(localAtService(workbench).client);
      for (const view of ['HITs', 'Pending Review', 'Workers', 'Rejected']) await workbench.foldView(view);
      const pane = await workbench.view('Qualifications');
      const type = workbench.row('Reads with care', pane);
      await workbench.expand(type);
      await workbench.expand(workbench.row('Workers', pane));
      await workbench.choose(type, 'Open Qualification Type');
      await workbench.webview().locator('.histogram').waitFor();
    },
  },
  {
    name: 'worker',
    reach: async workbench => {
      await workbench.foldView('Qualifications');
      const pane = await workbench.view('Workers');
      // Rows go to other places until all is read.
      await pane.getByRole('treeitem').first().filter({ hasText: worker }).waitFor();
      await workbench.row('A1READER000011', pane).waitFor();
      await workbench.choose(workbench.row(worker, pane), 'Open Worker');
      await workbench.webview().getByRole('heading', { name: worker }).waitFor();
      await workbench.webview().locator('main:not([aria-busy])').waitFor();
      for (const view of ['HITs', 'Pending Review', 'Rejected']) await workbench.view(view);
    },
  },
  {
    name: 'decisions',
    reach: async workbench => {
      await showDecisions(workbench);
      await workbench.page.locator('.codelens-decoration a').filter({ hasText: 'Review decisions' }).click();
      await workbench
        .webview()
        .getByRole('heading', { name: /to apply/ })
        .waitFor();
    },
  },
  ...definitionStates,
  {
    name: 'stopped',
    reach: async workbench => {
      process.kill(localAtService(workbench).local.pid, 'SIGKILL');
      await workbench.notification(/stopped unexpectedly/);
      await (await workbench.welcome('HITs')).getByRole('button').first().waitFor();
    },
  },
];
