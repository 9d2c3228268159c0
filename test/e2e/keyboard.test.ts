/** The main flow without a mouse, as somebody does it who listens to the workbench: every row says all that it shows. */
import assert from 'node:assert/strict';
import { type Assignment, readAssignment } from '../../src/mturk/model.ts';
import { eventually } from './support/eventually.ts';
import { type LocalAtService, localAtService } from './support/localAtService.ts';
import { scoredType } from './support/qualifications.ts';
import { useWorkbench } from './support/suite.ts';

describe('by keyboard alone', () => {
  const workbench = useWorkbench();
  let at: LocalAtService | undefined;

  after(() => {
    if (at) process.kill(at.local.pid);
  });

  const press = (...keys: string[]) =>
    keys.reduce((before, key) => before.then(() => workbench().page.keyboard.press(key)), Promise.resolve());

  const list = () =>
    workbench().page.locator('.part.sidebar .monaco-list:focus-within, .part.sidebar .monaco-list:focus').first();

  /** Brings the keyboard to the first row of a view, by the palette. */
  async function focusOn(view: string): Promise<void> {
    await press('F1');
    await workbench().type(`>Focus on ${view} View`);
    await workbench().pick(new RegExp(`Focus on ${view} View$`));
    // The palette gives the keyboard back to the view that had it before the command takes it to this one.
    const pane = await workbench().view(view);
    await pane.locator('.monaco-list:focus').waitFor();
    await pane.getByRole('treeitem').first().waitFor();
    await press('Home');
    await pane.locator('.monaco-list:focus .monaco-list-row.focused').waitFor();
  }

  /** What a screen reader says of the row that has the focus. */
  async function heard(): Promise<string> {
    const focused = list().locator('.monaco-list-row.focused');
    return (await focused.getAttribute('aria-label')) ?? '';
  }

  /** Waits until the keyboard has left a worker's row for one that waits. */
  async function isOnNextAfter(worker: string): Promise<void> {
    await eventually(async () => {
      const label = await heard();
      assert.match(label, /^Worker \w+, Submitted/, 'the keyboard is on the next row');
      assert.ok(!label.startsWith(`Worker ${worker},`), label);
    });
  }

  /** Moves down until a row is heard. */
  async function goTo(wanted: RegExp): Promise<string> {
    for (let steps = 0; steps < 60; steps += 1) {
      const label = await heard();
      if (wanted.test(label)) return label;
      await press('ArrowDown');
    }
    throw new Error(`no row says ${wanted}`);
  }

  async function workOf(workerId: string): Promise<Assignment[]> {
    assert.ok(at);
    const hits = (await at.client.call('ListHITs', { MaxResults: 100 })).HITs ?? [];
    const all = await Promise.all(
      hits.map(
        async ({ HITId }) =>
          (await at?.client.call('ListAssignmentsForHIT', { HITId, MaxResults: 100 }))?.Assignments ?? [],
      ),
    );
    return all
      .flat()
      .map(readAssignment)
      .filter(each => each.workerId === workerId);
  }

  const statusOf = async (workerId: string) => (await workOf(workerId)).map(({ status }) => status);

  async function bonusesOf(workerId: string): Promise<(string | undefined)[]> {
    const paid = await Promise.all(
      (await workOf(workerId)).map(({ id }) => at?.client.call('ListBonusPayments', { AssignmentId: id })),
    );
    return paid.flatMap(each => each?.BonusPayments ?? []).map(({ BonusAmount }) => BonusAmount);
  }

  it('starts Local and comes to what waits for review', async () => {
    // The palette knows the commands of an extension once its view is there.
    await workbench().openView('MTurk');
    await workbench().command('MTurk: Start Local with Sample HITs');
    await workbench().statusBar('LOCAL $10,000.00').waitFor();
    at = localAtService(workbench());
    await focusOn('Pending Review');
    assert.match(await heard(), /, HIT, \d+ to review, the first auto-approves in \d+ (minutes|hours|days)/);
  });

  it('approves, rejects and pays with keys, on the row that has the focus', async () => {
    const label = await goTo(/^Worker \w+, Submitted, auto-approves in .*, answers /);
    const worker = /^Worker (\w+)/.exec(label)?.[1] ?? '';
    const before = await statusOf(worker);
    await press('Shift+Alt+A');
    assert.match(await workbench().acceptDialog(), /^Approve the assignment of \w+ in LOCAL\?/);
    await workbench().notification(/Approved 1 assignment \(LOCAL\)/);
    await eventually(async () => assert.notDeepEqual(await statusOf(worker), before));
    await isOnNextAfter(worker);

    await workbench().clearNotifications();
    await focusOn('Pending Review');
    const next = /^Worker (\w+)/.exec(await goTo(/^Worker \w+, Submitted/))?.[1] ?? '';
    await press('Shift+Alt+B');
    await workbench().answer('0.25');
    await workbench().answer('Careful work');
    assert.match(await workbench().clickDialog('Send'), /a bonus of \$0\.25 to /);
    await eventually(async () => assert.ok((await bonusesOf(next)).includes('0.25')));
    await workbench().clearNotifications();
    await focusOn('Pending Review');
    await goTo(new RegExp(`^Worker ${next}, Submitted`));
    await press('Shift+Alt+R');
    await workbench().answer('All answers are the same.');
    assert.match(await workbench().clickDialog('Reject'), /^Reject the assignment of \w+ in LOCAL\?/);
    await eventually(async () => assert.ok((await statusOf(next)).includes('Rejected')));
    // VS Code tells nobody that another view was given the keyboard: who leaves before is brought back.
    await isOnNextAfter(next);
  });

  it('opens a HIT, refreshes it and finds one', async () => {
    await workbench().clearNotifications();
    await focusOn('HITs');
    assert.match(await goTo(/, HIT, /), /, HIT, .* of \d+, reward \$\d+\.\d\d, (Assignable|Unassignable|Reviewable)/);
    await press('Shift+Alt+U', 'ControlOrMeta+Enter');
    await workbench().webview().getByRole('heading').first().waitFor();
    await focusOn('HITs');
    await press('Shift+Alt+F');
    assert.match(await workbench().inputTitle(), /^Find a HIT/);
    await workbench().escape();
  });

  it('opens a qualification type, sorts its workers and goes to one of them', async () => {
    assert.ok(at);
    await scoredType(at.client);
    await focusOn('Qualifications');
    await eventually(async () => {
      await press('Home');
      assert.match(await goTo(/^Reads with care, qualification type/), /12 workers/);
    });
    await workbench().command('MTurk: Open Qualification Type');
    await workbench().pick('Reads with care');
    const page = workbench().webview();
    await page.getByRole('heading', { name: 'Reads with care' }).waitFor();
    const score = page.getByRole('columnheader', { name: 'Score' }).first();
    await score.getByRole('button').focus();
    await press('Enter');
    await eventually(async () => assert.equal(await score.getAttribute('aria-sort'), 'ascending'));
    await press('Enter');
    await eventually(async () => assert.equal(await score.getAttribute('aria-sort'), 'descending'));
    const best = page.locator('tbody tr').first().getByRole('button');
    const id = ((await best.textContent()) ?? '').trim();
    // The table, the first of its rows.
    await press('Tab');
    await eventually(async () => assert.ok(await best.evaluate(each => each === each.ownerDocument.activeElement)));
    await press('Enter');
    await workbench().webview().getByRole('heading', { name: id }).waitFor();
  });

  it('leaves letters to the list, which jumps to the row that begins with them', async () => {
    await focusOn('HITs');
    const first = (await heard()).slice(0, 3);
    const title = (await goTo(new RegExp(`^(?!${first})\\w{3}.*, HIT, `))).slice(0, 3);
    await press('Home');
    await workbench().page.keyboard.type(title, { delay: 20 });
    await eventually(async () => assert.ok((await heard()).startsWith(title)));
  });
});
