/** The review grid's right-click menu in the real workbench: what VS Code makes of what the page says, and what it hands over. */
import assert from 'node:assert/strict';
import { eventually, until } from './support/eventually.ts';
import { type LocalAtService, localAtService } from './support/localAtService.ts';
import { makeWork } from './support/reviewWork.ts';
import { useWorkbench } from './support/suite.ts';

const always = {
  copy: ['Copy ID', 'Copy As', 'Find in Workspace Files', 'Refresh Row'],
  modify: ['Approve Assignment…', 'Send Bonus…'],
  further: ['Review', 'Decision File', 'Export Results…', 'Workers'],
  grave: ['Reject Assignment…'],
};

describe('the menu of the review grid', () => {
  const workbench = useWorkbench();
  let at: LocalAtService;
  let hitId = '';

  const row = (index: number) => workbench().webview().locator(`.line.row[data-row="${index}"]`);
  const cell = (index: number) => row(index).locator('.cell[data-place="1"]');
  const labels = async (index: number) => (await workbench().menuItems(cell(index))).map(({ label }) => label);
  const copied = () => workbench().page.evaluate<string>('navigator.clipboard.readText()');

  async function assignments(): Promise<{ id: string; status: string }[]> {
    const { Assignments = [] } = await at.client.call('ListAssignmentsForHIT', { HITId: hitId, MaxResults: 100 });
    return Assignments.map(({ AssignmentId: id = '', AssignmentStatus: status = '' }) => ({ id, status }));
  }

  after(() => {
    if (at) process.kill(at.local.pid);
  });

  before('open the grid', async () => {
    await workbench().openView('MTurk');
    await workbench().view('HITs');
    await workbench().command('MTurk: Start Local');
    await workbench().statusBar('LOCAL $10,000.00').waitFor();
    at = localAtService(workbench());
    const answers = (_: number, worker: number) => ({ colour: ['red', 'blue'][worker % 2] ?? '' });
    [hitId = ''] = await makeWork(at, { hits: 1, assignmentsEach: 5, answers });
    await workbench().command('MTurk: Review All Pending');
    await row(4).waitFor();
  });

  it('is about the row under the pointer, wherever the keyboard was', async () => {
    for (const index of [3, 0])
      assert.deepEqual(await labels(index), [
        ...['Open HIT', 'Open As', 'Reveal in HITs View'],
        ...[...always.copy, ...always.modify, ...always.further, ...always.grave],
      ]);
    await workbench().choose(cell(2), 'Copy ID');
    await eventually(async () => assert.match(await copied(), /^3\w{29}$/));
    const id = await copied();
    assert.ok((await assignments()).some(each => each.id === id));
    await workbench().choose(cell(2), 'Copy As', 'Copy as boto3 Call');
    await eventually(async () => assert.match(await copied(), new RegExp(`get_assignment\\(.*${id}`)));
  });

  it('is about the selection on a selected row', async () => {
    for (const index of [1, 3]) await row(index).locator('[data-tick]').click();
    assert.deepEqual(await labels(3), [
      'Compare Two…',
      ...[...always.copy, ...always.modify, ...always.further, ...always.grave],
    ]);
    await workbench().choose(cell(1), 'Copy ID');
    await eventually(async () => assert.equal((await copied()).split('\n').length, 2));
    const chosen = (await copied()).split('\n');
    await workbench().choose(cell(1), 'Approve Assignment…');
    assert.match(await workbench().clickDialog('Approve'), /Approve 2 assignments in LOCAL/);
    await eventually(async () => {
      const approved = (await assignments()).filter(({ status }) => status === 'Approved');
      assert.deepEqual(approved.map(({ id }) => id).toSorted(), chosen.toSorted());
    });
    for (const index of [1, 3])
      await until('what is decided is not selected any more', async () => {
        return (await row(index).getAttribute('aria-selected')) === 'false';
      });
  });

  it('is about one row beside the selection, which stays', async () => {
    await row(1).locator('[data-tick]').click();
    await workbench().choose(cell(4), 'Reject Assignment…');
    await workbench().answer('The colour was not named.');
    assert.match(await workbench().clickDialog('Reject'), /Reject the assignment of \w+ in LOCAL/);
    await until('it is rejected', async () => (await row(4).getAttribute('data-status')) === 'Rejected');
    assert.equal(await row(1).getAttribute('aria-selected'), 'true');
    assert.ok((await labels(4)).includes('Reverse Rejection…'));
  });
});
