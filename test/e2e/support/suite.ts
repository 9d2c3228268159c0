/** A workbench for a suite: opened before its first test, closed after its last, and pictured when a test fails. What a test leaves on show must be so. */
import { checkedAfter } from '../../support/truth/checkedTest.ts';
import type { SessionOptions } from './session.ts';
import { endShared } from './shared.ts';
import { assertTruth } from './truth.ts';
import { Workbench } from './workbench.ts';

after('close what all files used', endShared);

/** Call it inside `describe`; the function it gives is for use inside tests. */
export function useWorkbench(
  options?: SessionOptions | (() => SessionOptions | Promise<SessionOptions>),
): () => Workbench {
  let workbench: Workbench | undefined;

  before('open the workbench', async () => {
    workbench = await Workbench.open({ ...(typeof options === 'function' ? await options() : options), shares: true });
  });

  beforeEach('look at what will be shown', function () {
    checkedAfter(this.currentTest, async () => {
      if (workbench) await assertTruth(workbench);
    });
  });

  afterEach('keep what explains a failure', async function () {
    if (this.currentTest?.state !== 'failed' || !workbench) return;
    const folder = await workbench.session.keep(this.currentTest.fullTitle());
    console.error(`      see ${folder}`);
  });

  after('close the workbench', async () => {
    await workbench?.close();
  });

  return () => {
    if (!workbench) throw new Error('The workbench is open inside tests only');
    return workbench;
  };
}
