/** The same account in a real workbench: how long the window stands still, and what the extension host grows by. */
import { until } from '../../test/e2e/support/eventually.ts';
import { hostOf, residentOf } from '../../test/e2e/support/extensionHost.ts';
import { localAtService } from '../../test/e2e/support/localAtService.ts';
import type { Workbench } from '../../test/e2e/support/workbench.ts';
import {
  forgetLongTasks,
  longestTask,
  reportTimes,
  type Sign,
  timed,
  times,
  watchLongTasks,
} from '../support/answerTime.ts';
import { withWorkbenchOn } from '../support/onDatabase.ts';
import { withCopy } from './data.ts';
import { megabytes, milliseconds, type Report } from './listing.ts';
import { inspectable, LiveHeap } from './liveHeap.ts';

export async function measureWorkbench(report: Report): Promise<void> {
  await withCopy(file => withWorkbenchOn(file, { env: inspectable }, workbench => measure(workbench, report)));
}

async function measure(workbench: Workbench, report: Report): Promise<void> {
  const { page, session } = workbench;
  const pane = await workbench.view('HITs');
  const host = hostOf(session.server.dataDir);
  const heap = await LiveHeap.of(host);
  const before = { live: await heap.used(), resident: residentOf(host) };
  const grown = async (what: string) => {
    const resident = residentOf(host);
    report(`extension host: live growth, ${what}`, megabytes((await heap.used()) - before.live), '< 80 MB');
    report(`extension host: resident growth, ${what}`, megabytes(resident - before.resident));
    report(`extension host: the same, collected`, megabytes(residentOf(host) - before.resident));
  };
  await page.evaluate(watchLongTasks);
  await workbench.command('MTurk: Start Local');
  const started = performance.now();
  await pane.getByRole('treeitem').nth(3).waitFor();
  report('workbench: first rows after the start of Local', milliseconds(performance.now() - started));
  await page.evaluate(forgetLongTasks);
  await until('everything is listed', async () => (await pane.innerText()).includes('updated'), 120_000);
  report('workbench: longest block while loading', milliseconds(await page.evaluate(longestTask)), '< 100 ms');
  await grown('everything listed');
  await until(
    'all that waits is listed',
    async () => !(await page.locator('.part.sidebar').innerText()).includes('so far'),
    120_000,
  );
  await grown('what waits listed');
  heap.close();

  const choose = async (command: string, entry: string, sign: Sign = 'other rows') => {
    await workbench.command(command);
    return timed(workbench, pane, sign, () => workbench.pick(entry));
  };
  const filter = async (line: string) => {
    await workbench.command('MTurk: Filter HITs…');
    await workbench.type(line);
    const taken = await timed(workbench, pane, 'other rows', () => page.keyboard.press('Enter'));
    await workbench.command('MTurk: Clear HITs Filter');
    await until('all show again', async () => !(await pane.innerText()).includes('of 10,000'));
    return taken;
  };
  const unfold = async () => {
    const twistie = pane.getByRole('treeitem').first().locator('.monaco-tl-twistie');
    const taken = await timed(workbench, pane, 'deeper rows', () => twistie.click());
    await twistie.click();
    await until('it is folded', async () => (await pane.locator('[aria-level="2"]').count()) === 0);
    return taken;
  };
  const sortings = ['Title', 'Newest first'];
  const lines = ['status:unreviewed birds', '"receipts 2"', 'status:unreviewed colour', '-colour birds'];
  const groupings = ['Annotation or HIT type', 'HIT type', 'Day of creation'];
  await reportTimes(report, 'sort', times, time => choose('MTurk: Sort HITs…', sortings[time % sortings.length] ?? ''));
  await reportTimes(report, 'filter', times, time => filter(lines[time % lines.length] ?? ''));
  await reportTimes(report, 'group', times, time =>
    choose('MTurk: Group HITs…', groupings[time % groupings.length] ?? ''),
  );
  await reportTimes(report, 'unfold', times, unfold);
  process.kill(localAtService(workbench).local.pid);
}
