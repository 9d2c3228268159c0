/** The dashboard as a person uses it. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { until } from './support/eventually.ts';
import { type LocalAtService, localAtService } from './support/localAtService.ts';
import { useWorkbench } from './support/suite.ts';

describe('the dashboard', () => {
  const workbench = useWorkbench({ theme: 'light' });
  let local: LocalAtService | undefined;
  after(() => {
    if (local) process.kill(local.local.pid);
  });

  it('draws charts with tables, walks through them by keys, and opens the grid on a bar', async () => {
    const on = workbench();
    const refused: string[] = [];
    on.page.on('console', message => {
      if (/Content Security Policy/.test(message.text())) refused.push(message.text());
    });
    await on.openView('MTurk');
    await on.command('MTurk: Start Local with Sample HITs');
    await on.row(/to review/, await on.view('HITs')).waitFor();
    local = localAtService(on);
    await on.command('MTurk: Open Dashboard');
    await on.pick(/The whole account/);
    const page = on.webview();
    const chart = page.getByRole('application', { name: /^Decisions\./ });
    await chart.locator('canvas').waitFor();
    await page.getByRole('heading', { name: 'Account statistics' }).waitFor();
    await page.getByRole('rowheader', { name: 'NumberAssignmentsAbandoned' }).waitFor();
    // The first bar is pending work, and says so.
    await chart.focus();
    await page.locator('body').press('ArrowRight');
    await page.getByText(/^Decision Pending review: Assignments \d+$/).waitFor({ state: 'attached' });
    const figure = page.locator('figure', { has: page.getByRole('heading', { name: 'Decisions' }) });
    await figure.getByText('Show as table').click();
    await figure.getByRole('rowheader', { name: /Approved/ }).waitFor();
    await figure.getByRole('button', { name: 'Copy as CSV: Decisions' }).click();
    // What is further down is drawn once it can be seen.
    const last = page.getByRole('application', { name: /^Money by day\./ });
    await last.scrollIntoViewIfNeeded();
    await last.locator('canvas').waitFor();
    await chart.focus();
    await page.locator('body').press('Enter');
    await until('the grid shows what is pending', async () => (await on.tab(/^Review: /).count()) > 0);
    assert.deepEqual(refused, []);
    assert.ok(readFileSync(join(process.cwd(), 'dist/webview/dashboard.css'), 'utf8').includes('.uplot'));
  });
});
