/** Two hundred assignments reviewed by keyboard alone, in the real workbench; an independent client counts what came of it. */
import assert from 'node:assert/strict';
import { type AnsweredAssignment, readAssignment } from '../../src/mturk/model.ts';
import { pages } from '../../src/mturk/paging.ts';
import { assertAccessible } from './support/axe.ts';
import { eventually, until } from './support/eventually.ts';
import { type LocalAtService, localAtService } from './support/localAtService.ts';
import { makeWork } from './support/reviewWork.ts';
import { useWorkbench } from './support/suite.ts';

const hits = 4;
const assignmentsEach = 50;
const idle = (worker: number) => worker % 10 === 9;

describe('the review grid', () => {
  const workbench = useWorkbench();
  let at: LocalAtService;
  let ids: string[];

  const press = async (...keys: string[]) => {
    for (const key of keys) await workbench().page.keyboard.press(key);
  };
  const type = (text: string) => workbench().page.keyboard.type(text);
  const grid = () => workbench().webview().getByRole('grid');
  const line = () => workbench().webview().getByLabel('Filter the assignments');
  const count = () => workbench().webview().locator('.count');
  const current = () => workbench().webview().locator('.line.current');
  const shows = (text: RegExp) => eventually(async () => assert.match((await count().textContent()) ?? '', text));

  async function all(): Promise<AnsweredAssignment[]> {
    const found: AnsweredAssignment[] = [];
    for (const HITId of ids)
      for await (const { Assignments } of pages(at.client, 'ListAssignmentsForHIT', { HITId }))
        found.push(...(Assignments ?? []).map(readAssignment));
    return found;
  }

  /** Answers the confirmation by the keyboard; the grid has the keyboard again when it is over. */
  async function confirm(expected: RegExp): Promise<void> {
    assert.match(await workbench().acceptDialog(), expected);
  }

  const hasKeyboard = () =>
    until('the grid has the keyboard', () =>
      grid().evaluate(
        element => element.ownerDocument.hasFocus() && element.contains(element.ownerDocument.activeElement),
      ),
    );

  const question = () => workbench().page.locator('.monaco-dialog-box, .quick-input-widget:visible').first();

  /** Presses a key until what it asks for is there: while the operation before it ends, the window may have the keyboard for a moment. */
  async function ask(key: string, answer = question()): Promise<void> {
    await eventually(async () => {
      if (await answer.isVisible()) return;
      await hasKeyboard();
      await press(key);
      await answer.waitFor({ timeout: 10_000 });
    });
  }

  after(() => {
    if (at) process.kill(at.local.pid);
  });

  it('opens on what auto-approves in one part of the time ahead', async () => {
    await workbench().openView('MTurk');
    await workbench().view('HITs');
    await workbench().command('MTurk: Start Local');
    await workbench().statusBar('LOCAL $10,000.00').waitFor();
    at = localAtService(workbench());
    ids = await makeWork(at, {
      hits,
      assignmentsEach,
      answers: (hit, worker) => ({
        colour: idle(worker) ? 'none' : (['red', 'blue', 'green', 'grey'][hit] ?? ''),
        rating: String(worker % 7),
      }),
    });
    await workbench().command('MTurk: Group Pending Reviews…');
    await workbench().pick(/auto-approval/);
    await workbench().choose(workbench().row('Later', await workbench().view('Pending Review')), 'Open Review Grid');
    await eventually(async () => assert.equal(await line().inputValue(), 'is:submitted auto-approves>72h'));
    await shows(/200 assignments · 200 to review/);
  });

  it('opens on everything that waits', async () => {
    await workbench().command('MTurk: Review All Pending');
    await eventually(async () => assert.equal(await line().inputValue(), ''));
    await shows(/200 assignments · 200 to review/);
    await hasKeyboard();
    // Each HIT is of a type of its own here: a head of the columns, and one of each type.
    await until('the grid has all rows', async () => (await grid().getAttribute('aria-rowcount')) === '205');
    assert.equal(await current().getAttribute('data-row'), '0');
  });

  it('has columns that are dragged to other places, which sorts nothing', async () => {
    const head = (label: string) => grid().getByRole('columnheader', { name: label, exact: true });
    const order = async () => {
      const labels = await grid().getByRole('columnheader').allInnerTexts();
      return labels.map(label => label.trim()).filter(label => ['Status', 'colour', 'rating'].includes(label));
    };
    assert.deepEqual(await order(), ['Status', 'colour', 'rating']);
    await head('rating').dragTo(head('Status'));
    await eventually(async () => assert.deepEqual(await order(), ['rating', 'Status', 'colour']));
    await head('rating').dragTo(head('colour'));
    await eventually(async () => assert.deepEqual(await order(), ['Status', 'colour', 'rating']));
    assert.equal(await grid().locator('[aria-sort]:not([aria-sort="none"])').count(), 0);
    await hasKeyboard();
  });

  it('approves one and goes on to the next', async () => {
    const first = await current().getAttribute('data-row');
    await ask('a');
    await confirm(/Approve the assignment of \w+ in LOCAL/);
    await shows(/199 to review/);
    await until('the next is current', async () => (await current().getAttribute('data-row')) !== first);
    assert.equal(await current().getAttribute('data-status'), 'Submitted');
  });

  it('rejects one with a reason, and takes that back', async () => {
    await hasKeyboard();
    const row = await current().getAttribute('data-row');
    await ask('r');
    await workbench().answer('The colour was not named.');
    await confirm(/Reject the assignment of \w+ in LOCAL/);
    await shows(/198 to review/);
    await ask('ArrowUp', workbench().webview().locator(`.line.current[data-row="${row}"]`));
    await ask('u');
    await confirm(/Reverse the rejection of \w+ in LOCAL/);
    await eventually(async () => {
      const statuses = (await all()).map(({ status }) => status);
      assert.equal(statuses.filter(status => status === 'Approved').length, 2);
      assert.ok(!statuses.includes('Rejected'));
    });
  });

  it('says why an approval can’t be undone', async () => {
    await hasKeyboard();
    await press('Control+Home', 'ArrowDown');
    const told = workbench().webview().locator('.report').filter({ hasText: 'an approval can’t be reversed' });
    await ask('u', told);
    // The progress of the operation before goes a moment after it is done.
    await eventually(async () =>
      assert.deepEqual(await workbench().notifications(), [], 'what is told in the grid is told there alone'),
    );
  });

  it('decides on a range as one act', async () => {
    await hasKeyboard();
    await press('n', 's', ...Array(9).fill('Shift+ArrowDown'));
    await ask('a');
    await confirm(/Approve 10 assignments in LOCAL/);
    await shows(/188 to review/);
  });

  it('rejects all that a filter finds, and approves the rest', async () => {
    await hasKeyboard();
    await press('/');
    await type('colour=none is:submitted');
    await shows(/^19 of 200/);
    await press('Enter');
    await hasKeyboard();
    await press('Control+a');
    await ask('r');
    // The reason of before is offered; what is typed is taken in its place.
    await workbench().answer('“none” is no colour.');
    await confirm(/Reject 19 assignments in LOCAL/);
    await workbench().answer('19');
    await shows(/169 to review/);
    await hasKeyboard();
    await press('/');
    await type('is:submitted');
    await shows(/^169 of 200/);
    await press('Enter');
    await hasKeyboard();
    await press('Control+a');
    await ask('a');
    await confirm(/Approve 169 assignments in LOCAL/);
    await shows(/ 0 to review/);
    const found = await all();
    assert.equal(found.length, hits * assignmentsEach);
    const rejected = found.filter(({ status }) => status === 'Rejected');
    assert.equal(rejected.length, 19);
    assert.ok(rejected.every(({ answer, feedback }) => answer.includes('none') && feedback === '“none” is no colour.'));
    assert.equal(found.filter(({ status }) => status === 'Approved').length, 181);
  });

  it('has no serious fault for axe', async () => {
    await hasKeyboard();
    await press('/', 'Control+a', 'Backspace');
    await shows(/^200 assignments/);
    await press('Enter');
    await hasKeyboard();
    await assertAccessible(grid(), 'the grid');
  });
});
