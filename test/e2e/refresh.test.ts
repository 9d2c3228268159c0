/** What the user has selected, unfolded and scrolled to stays through a hundred refreshes, whatever comes and goes. */
import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { callControl } from '../../src/local/control.ts';
import { eventually } from './support/eventually.ts';
import { type LocalAtService, localAtService } from './support/localAtService.ts';
import { useWorkbench } from './support/suite.ts';

const question =
  '<ExternalQuestion xmlns="http://mechanicalturk.amazonaws.com/AWSMechanicalTurkDataSchemas/2006-07-14/ExternalQuestion.xsd"><ExternalURL>https://example.org/task</ExternalURL><FrameHeight>600</FrameHeight></ExternalQuestion>';

describe('a hundred refreshes', function () {
  this.timeout(300_000);
  const workbench = useWorkbench();
  let at: LocalAtService;
  const started: LocalAtService[] = [];
  let pane: Locator;

  // A test that failed before Local ran must not fail a second time here.
  after(() => {
    for (const { local } of started) process.kill(local.pid);
  });

  const row = (title: string) => pane.getByRole('treeitem').filter({ hasText: title }).first();
  /** Pixels that the rows are scrolled by. */
  const scrolled = () =>
    pane
      .locator('.monaco-list-rows')
      .evaluate(rows => -Number.parseInt((rows as unknown as { style: { top: string } }).style.top || '0', 10));

  async function create(Title: string): Promise<string> {
    const { HIT } = await at.client.call('CreateHIT', {
      Title,
      Description: 'One of many.',
      Reward: '0.10',
      MaxAssignments: 200,
      AssignmentDurationInSeconds: 600,
      LifetimeInSeconds: 86_400,
      Question: question,
    });
    return HIT?.HITId ?? '';
  }

  async function submit(HITId: string, WorkerId: string): Promise<void> {
    const { AssignmentId } = (await callControl(at.local, 'accept', { HITId, WorkerId })) as { AssignmentId: string };
    await callControl(at.local, 'submit', { AssignmentId, WorkerId, Answers: { colour: 'red' } });
  }

  it('leave selection, unfolded rows and scrolling alone', async () => {
    await workbench().openView('MTurk');
    await workbench().command('MTurk: Start Local');
    await workbench().statusBar('LOCAL $10,000.00').waitFor();
    at = localAtService(workbench());
    started.push(at);
    pane = await workbench().view('HITs');
    const ids: Record<string, string> = {};
    for (let index = 10; index < 70; index += 1) ids[`Task ${index}`] = await create(`Task ${index}`);
    for (const worker of ['A1WORKER', 'A2WORKER']) await submit(ids['Task 38'] ?? '', worker);
    await workbench().command('MTurk: Sort HITs…');
    await workbench().pick('Title');

    const rows = pane.locator('.monaco-list');
    await row('Task 10').waitFor();
    await row('Task 10').click();
    await eventually(async () => {
      await rows.hover();
      await workbench().page.mouse.wheel(0, 100);
      assert.ok((await row('Task 38').count()) > 0 && (await scrolled()) >= 22 * 26);
    });
    await workbench().expand(row('Task 38'));
    await row('A1WORKER').waitFor();
    await row('Task 41').click();
    await eventually(async () => assert.equal(await row('Task 41').getAttribute('aria-selected'), 'true'));
    const before = await scrolled();
    assert.ok(before > 0);

    let last = '';
    for (let round = 1; round <= 100; round += 1) {
      const come = await create(`Task 40 round ${round}.`);
      if (last) {
        await at.client.call('UpdateExpirationForHIT', { HITId: last, ExpireAt: new Date(0) });
        await at.client.call('DeleteHIT', { HITId: last });
      }
      await submit(ids['Task 42'] ?? '', `AROUND${round}`);
      last = come;
      await workbench().viewAction('HITs', 'Refresh');
      await row(`Task 40 round ${round}.`).waitFor();
      await eventually(async () => {
        assert.equal(await row(`Task 40 round ${round - 1}.`).count(), 0);
        assert.match((await row('Task 42').textContent()) ?? '', new RegExp(`Task 42${round} to review`));
      });
      assert.equal(await row('Task 41').getAttribute('aria-selected'), 'true', `selected in round ${round}`);
      assert.equal(await row('Task 38').getAttribute('aria-expanded'), 'true', `unfolded in round ${round}`);
      assert.equal(await pane.getByRole('treeitem', { selected: true }).count(), 1);
      assert.equal(await row('A1WORKER').count(), 1);
      assert.equal(await scrolled(), before, `scrolled in round ${round}`);
    }
  });
});
