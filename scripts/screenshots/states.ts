/** The states of the workbench that are worth a picture, in an order in which each can start where the one before it ended. */
import { showDecisions } from '../../test/e2e/support/decisions.ts';
import { localAtService } from '../../test/e2e/support/localAtService.ts';
import type { Workbench } from '../../test/e2e/support/workbench.ts';

export interface State {
  name: string;
  /** The README shows it. */
  readme?: boolean;
  /** Brings the workbench there; it is pictured when this ends. */
  reach: (workbench: Workbench) => Promise<void>;
}

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
      await workbench.expand(workbench.row(studied, await workbench.view('HITs')));
    },
  },
  {
    name: 'menu',
    reach: async workbench => {
      await workbench.row(worker).click({ button: 'right' });
      await workbench.page.getByRole('menuitem').first().waitFor();
    },
  },
  {
    name: 'confirm',
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
  {
    name: 'stopped',
    reach: async workbench => {
      process.kill(localAtService(workbench).local.pid, 'SIGKILL');
      await workbench.notification(/stopped unexpectedly/);
      await (await workbench.welcome('HITs')).getByRole('button').first().waitFor();
    },
  },
];
