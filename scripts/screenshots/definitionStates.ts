/** A definition on its way: with a typo, right, previewed, about to be published, and as a batch. And what came of everything so far. */
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../command.ts';
import type { State } from './state.ts';

const file = 'colors.hit.json';

export const definitionStates: readonly State[] = [
  {
    name: 'definition-problem',
    reach: async workbench => {
      cpSync(join(root, 'examples/word-colors'), workbench.workspace, { recursive: true });
      const path = join(workbench.workspace, file);
      writeFileSync(path, readFileSync(path, 'utf8').replace('"Reward"', '"Rewrad"'));
      await workbench.openFile(file);
      await workbench.command('Problems: Focus on Problems View');
      await workbench.page.locator('.part.panel').getByText('Rewrad').first().waitFor();
    },
  },
  {
    name: 'definition',
    reach: async workbench => {
      await workbench.command('View: Hide Panel');
      cpSync(join(root, 'examples/word-colors', file), join(workbench.workspace, file));
      await workbench.page.locator('.codelens-decoration a').filter({ hasText: '8 HITs' }).first().waitFor();
    },
  },
  {
    name: 'preview',
    reach: async workbench => {
      await workbench.command('MTurk: Preview HIT Definition');
      const task = workbench.webview().locator('iframe#task').contentFrame();
      await task.locator('form, crowd-form').first().waitFor();
    },
  },
  {
    name: 'publish',
    isModal: true,
    reach: async workbench => {
      await workbench.tab(file).click();
      await workbench.command('MTurk: Publish HIT Definition…');
      await workbench.dialog();
    },
  },
  {
    name: 'batch',
    reach: async workbench => {
      await workbench.clickDialog('Publish');
      await workbench.notification(/Published/);
      await workbench.clearNotifications();
      await workbench.command('View: Close All Editors');
      await workbench.command('MTurk: Open Batch…');
      await workbench.page.locator('.part.editor .view-lines').getByText('8 of 8 rows published').first().waitFor();
    },
  },
  {
    name: 'dashboard',
    reach: async workbench => {
      await workbench.command('MTurk: Open Dashboard');
      await workbench.pick(/The whole account/);
      const chart = workbench.webview().getByRole('application', { name: /^Decisions\./ });
      await chart.locator('canvas').waitFor();
    },
  },
];
