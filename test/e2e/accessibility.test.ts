/** Every panel under axe, in every kind of theme. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FrameLocator } from 'playwright-core';
import { type Theme, testSettings } from '../../scripts/vscode/settings.ts';
import { assertAccessible } from './support/axe.ts';
import { openPlan, showDecisions } from './support/decisions.ts';
import { eventually, until } from './support/eventually.ts';
import { type LocalAtService, localAtService } from './support/localAtService.ts';
import { scoredType } from './support/qualifications.ts';
import { useWorkbench } from './support/suite.ts';

/** The class by which VS Code tells a webview its theme. */
const themes: Readonly<Record<Theme, string>> = {
  light: 'vscode-light',
  dark: 'vscode-dark',
  'high-contrast': 'vscode-high-contrast',
  'high-contrast-light': 'vscode-high-contrast-light',
};

describe('panels for everybody', () => {
  const workbench = useWorkbench({ theme: 'light' });
  const started: LocalAtService[] = [];
  after(() => {
    for (const { local } of started) process.kill(local.pid);
  });

  /** Changes the settings as the user would, and waits until the panel has the theme. */
  async function turn(theme: Theme, panel: FrameLocator): Promise<void> {
    const { dataDir } = workbench().session.server;
    // VS Code may begin to watch the file only after it was written first: then it is written again.
    await eventually(async () => {
      writeFileSync(join(dataDir, 'data/Machine/settings.json'), JSON.stringify(testSettings(theme), null, 2));
      await until(
        `the panel is ${theme}`,
        async () => {
          const classes = (await panel.locator('body').getAttribute('class')) ?? '';
          return classes.split(' ').includes(themes[theme]);
        },
        20_000,
      );
    });
  }

  async function assertPanel(name: string): Promise<void> {
    const panel = workbench().webview();
    for (const theme of Object.keys(themes) as Theme[]) {
      await turn(theme, panel);
      await assertAccessible(panel.locator('body'), `${name}, ${theme}`);
    }
  }

  it('has nothing serious to be said against the panel of a HIT', async () => {
    const on = workbench();
    await on.openView('MTurk');
    await on.command('MTurk: Start Local with Sample HITs');
    const pane = await on.view('HITs');
    await on.row(/to review/, pane).waitFor();
    started.push(localAtService(on));
    await on.choose(
      on
        .hits('', pane)
        .filter({ hasText: /to review/ })
        .first(),
      'Open HIT',
    );
    await on.webview().locator('article').first().waitFor();
    await assertPanel('HIT');
  });

  it('has nothing serious to be said against the review grid', async () => {
    const on = workbench();
    await on.command('MTurk: Review All Pending');
    await on.webview().getByRole('grid').locator('.line.row').first().waitFor();
    await assertPanel('review grid');
  });

  it('has nothing serious to be said against the pages of a worker and of a qualification type', async () => {
    const on = workbench();
    const workers = await on.view('Workers');
    await on.choose(workers.getByRole('treeitem').first(), 'Open Worker');
    await on.webview().locator('main:not([aria-busy]) tbody tr').first().waitFor();
    await assertPanel('worker');
    const client = localAtService(on).client;
    const typeId = await scoredType(client);
    await on.viewAction('Qualifications', 'Refresh');
    const types = await on.view('Qualifications');
    await on.choose(on.row('Reads with care', types), 'Open Qualification Type');
    await on.webview().getByRole('heading', { name: 'Reads with care' }).waitFor();
    await on.webview().locator('main:not([aria-busy]) .histogram').waitFor();
    await assertPanel('qualification type');
    await client.call('DeleteQualificationType', { QualificationTypeId: typeId });
  });

  it('has nothing serious to be said against the dashboard', async () => {
    const on = workbench();
    await on.command('MTurk: Open Dashboard');
    await on.pick(/The whole account/);
    await on.webview().getByRole('heading', { name: 'Account statistics' }).waitFor();
    await on.webview().locator('canvas').first().waitFor();
    await assertPanel('dashboard');
  });

  it('has nothing serious to be said against the plan of a decision file', async () => {
    const on = workbench();
    await showDecisions(on);
    await openPlan(on);
    await on
      .webview()
      .getByRole('heading', { name: /decisions to apply/ })
      .waitFor();
    await assertPanel('decision plan');
  });
});
