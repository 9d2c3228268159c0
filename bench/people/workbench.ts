/** The same account in a real workbench: how soon its views open once the data is there, and what the extension host grows by. */
import { until } from '../../test/e2e/support/eventually.ts';
import { hostOf } from '../../test/e2e/support/extensionHost.ts';
import { localAtService } from '../../test/e2e/support/localAtService.ts';
import type { Workbench } from '../../test/e2e/support/workbench.ts';
import { megabytes, type Report } from '../explorer/listing.ts';
import { inspectable, LiveHeap } from '../explorer/liveHeap.ts';
import { reportTimes, timed, times, watchLongTasks } from '../support/answerTime.ts';
import { withWorkbenchOn } from '../support/onDatabase.ts';
import { size, typeName } from './data.ts';

export const measureWorkbench = (file: string, report: Report): Promise<void> =>
  withWorkbenchOn(file, { env: inspectable }, workbench => measure(workbench, report));

async function measure(workbench: Workbench, report: Report): Promise<void> {
  const heap = await LiveHeap.of(hostOf(workbench.session.server.dataDir));
  const before = await heap.used();
  await workbench.page.evaluate(watchLongTasks);
  await workbench.command('MTurk: Start Local');
  const pane = await workbench.view('Qualifications');
  await until(
    'everybody is read',
    async () => (await pane.innerText()).includes(`${size.workers.toLocaleString('en')} workers`),
    120_000,
  );
  report('extension host: live growth, everybody read', megabytes((await heap.used()) - before), '< 80 MB');
  const type = workbench.row(typeName(0), pane);
  // What is read of a type when it is unfolded first is there from then on.
  await workbench.expand(type);
  const section = workbench.row('Workers', pane);
  const unfold = async () => {
    const twistie = section.locator('.monaco-tl-twistie');
    const taken = await timed(workbench, pane, 'other rows', () => twistie.click());
    await twistie.click();
    await until('it is folded', async () => (await pane.locator('[aria-level="3"]').count()) === 0);
    return taken;
  };
  await reportTimes(report, 'the workers of a type unfolded', times, unfold, '< 200 ms');
  report('extension host: live growth, workers shown', megabytes((await heap.used()) - before), '< 80 MB');
  heap.close();
  process.kill(localAtService(workbench).local.pid);
}
