/**
 * The main job, as a person does it: start Local, find a HIT, approve, reject, pay and extend. After each operation the tree and an
 * independent client must show the new state.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Locator } from 'playwright-core';
import { type HIT, readAssignment, readHIT } from '../../src/mturk/model.ts';
import { pages } from '../../src/mturk/paging.ts';
import { eventually } from './support/eventually.ts';
import { type LocalAtService, localAtService } from './support/localAtService.ts';
import { useWorkbench } from './support/suite.ts';

describe('the main flow', () => {
  const workbench = useWorkbench();
  let at: LocalAtService;
  const started: LocalAtService[] = [];
  /** The HIT that is worked on: the one with the most to review. */
  let hitId: string;
  let title: string;
  let hits: HIT[];

  const hit = async () => {
    const { HIT } = await at.client.call('GetHIT', { HITId: hitId });
    assert.ok(HIT);
    return readHIT(HIT);
  };
  const assignments = async (of = hitId) => {
    const { Assignments } = await at.client.call('ListAssignmentsForHIT', { HITId: of, MaxResults: 100 });
    return (Assignments ?? []).map(readAssignment);
  };
  const waiting = async () => {
    const [first, ...rest] = (await assignments()).filter(each => each.status === 'Submitted');
    assert.ok(first, 'something waits for review');
    return { first, rest };
  };
  /** The pane of the HITs view; what waits for review stands in another one too. */
  let pane: Locator;
  /** The row of a HIT. Several have the same title; rows stand newest first. */
  const hitRow = (id = hitId) => {
    const text = hits.find(each => each.id === id)?.title;
    assert.ok(text);
    const same = hits.filter(each => each.title === text).toSorted((a, b) => b.created - a.created);
    const place = same.findIndex(each => each.id === id);
    return workbench().hits(text, pane).nth(place);
  };
  const row = (workerId: string) => workbench().row(workerId, pane);
  const rowShows = (workerId: string, text: RegExp) =>
    eventually(async () => {
      assert.match((await row(workerId).textContent()) ?? '', text);
    });

  // A test that failed before Local ran must not fail a second time here.
  after(() => {
    for (const { local } of started) process.kill(local.pid);
  });

  it('starts Local with sample HITs by one click, and has something to review', async () => {
    await workbench().openView('MTurk');
    pane = await workbench().view('HITs');
    const welcome = await workbench().welcome('HITs');
    await welcome.getByRole('button', { name: 'Start Local with sample HITs' }).click();
    await workbench()
      .row(/to review/)
      .waitFor();
    await workbench().statusBar('LOCAL $10,000.00').waitFor();
    at = localAtService(workbench());
    started.push(at);

    hits = [];
    for await (const page of pages(at.client, 'ListHITs', {})) hits.push(...(page.HITs ?? []).map(readHIT));
    const counted = await Promise.all(
      hits.map(async each => {
        const submitted = (await assignments(each.id)).filter(({ status }) => status === 'Submitted').length;
        return { each, submitted };
      }),
    );
    const total = counted.reduce((sum, { submitted }) => sum + submitted, 0);
    await eventually(async () => assert.equal(await workbench().badge('MTurk'), String(total)));
    const most = counted.toSorted((a, b) => b.submitted - a.submitted)[0]?.each;
    assert.ok(most);
    hitId = most.id;
    title = most.title;
    // All HITs are in sight then, with the assignments of one.
    await workbench().foldView('Pending Review');
  });

  it('shows the assignments of a HIT under it', async () => {
    await workbench().expand(hitRow());
    for (const { workerId } of (await assignments()).slice(0, 3)) await row(workerId).waitFor();
  });

  it('approves one by right-click, after a confirmation with environment and cost', async () => {
    const { first } = await waiting();
    const before = await hit();
    await workbench().choose(row(first.workerId), 'Approve Assignment…');
    const asked = await workbench().clickDialog('Approve');
    assert.match(asked, /Approve the assignment of \w+ in LOCAL\?/);
    assert.match(asked, /\$\d+\.\d\d and \$\d+\.\d\d fees/);
    await workbench().notification(/Approved 1 assignment \(LOCAL\)/);
    await rowShows(first.workerId, /Approved/);
    assert.equal((await assignments()).find(({ id }) => id === first.id)?.status, 'Approved');
    assert.equal((await hit()).completed, before.completed + 1);
  });

  it('rejects another with feedback', async () => {
    const { first } = await waiting();
    await workbench().choose(row(first.workerId), 'Reject Assignment…');
    await workbench().answer('The words were not judged one by one.');
    const asked = await workbench().clickDialog('Reject');
    assert.match(asked, /The words were not judged one by one\./);
    await rowShows(first.workerId, /Rejected/);
    const now = (await assignments()).find(({ id }) => id === first.id);
    assert.equal(now?.status, 'Rejected');
    assert.equal(now?.feedback, 'The words were not judged one by one.');
  });

  it('pays a bonus from the palette', async () => {
    const paid = (await assignments()).find(({ status }) => status === 'Approved');
    assert.ok(paid);
    await workbench().command('MTurk: Send Bonus…');
    await workbench().type(hitId);
    await workbench().pick(new RegExp(title));
    await workbench().pickMany(paid.workerId);
    await workbench().answer('0.50');
    await workbench().answer('Careful work');
    const asked = await workbench().clickDialog('Send');
    assert.match(asked, /\$0\.50 and \$0\.10 fees: \$0\.60/);
    await workbench().notification(/Sent 1 bonus of \$0\.50 \(LOCAL\)/);
    const { BonusPayments } = await at.client.call('ListBonusPayments', { AssignmentId: paid.id });
    assert.ok(BonusPayments?.some(({ BonusAmount, Reason }) => BonusAmount === '0.50' && Reason === 'Careful work'));
  });

  it('extends the HIT by time', async () => {
    const before = await hit();
    await workbench().choose(hitRow(), 'Extend HIT…');
    await workbench().answer('');
    await workbench().answer('3 d');
    await workbench().clickDialog('Extend');
    await workbench().notification(/Extended 1 HIT \(LOCAL\)/);
    const after = await hit();
    assert.ok(after.expires >= before.expires + 3 * 24 * 3600 * 1000 - 1000);
    await eventually(async () => assert.match((await hitRow().textContent()) ?? '', /\d+ d.* left|done|Reviewable/));
  });

  it('acts on several selected rows as one', async () => {
    const others = hits.filter(({ title: other }) => other !== title);
    const found = await Promise.all(
      others.map(async ({ id }) => ({
        id,
        submitted: (await assignments(id)).filter(({ status }) => status === 'Submitted'),
      })),
    );
    const several = found.find(({ submitted }) => submitted.length >= 2);
    assert.ok(several);
    await workbench().collapse(hitRow());
    await workbench().expand(hitRow(several.id));
    const rows = several.submitted.map(({ workerId }) => row(workerId));
    const [first] = rows;
    assert.ok(first);
    await workbench().select(...rows);
    // The first click opened the panel of the HIT; a menu that is open when the panel comes is closed by it.
    await workbench().webview().locator('article').first().waitFor();
    await workbench().choose(first, 'Approve Assignment…');
    assert.match(await workbench().clickDialog('Approve'), new RegExp(`Approve ${rows.length} assignments in LOCAL`));
    for (const { workerId } of several.submitted) await rowShows(workerId, /Approved/);
    const now = await assignments(several.id);
    for (const { id } of several.submitted) assert.equal(now.find(each => each.id === id)?.status, 'Approved');
    // The dialog gives the keyboard back to the rows in its own time.
    await eventually(async () => {
      await workbench().page.keyboard.press('Escape');
      await pane.locator('.monaco-list-row.selected').first().waitFor({ state: 'hidden', timeout: 2000 });
    });
    // A worker of the other HIT has a row here, too.
    await workbench().collapse(hitRow(several.id));
    await workbench().expand(hitRow());
  });

  it('opens the HIT in a panel that follows what happens elsewhere', async () => {
    await workbench().clearNotifications();
    await workbench().choose(hitRow(), 'Open HIT');
    const panel = workbench().webview();
    await panel.getByRole('heading', { name: title }).first().waitFor();
    const [other] = (await assignments()).filter(({ status }) => status === 'Rejected');
    assert.ok(other);
    await at.client.call('ApproveAssignment', { AssignmentId: other.id, OverrideRejection: true });
    await rowShows(other.workerId, /Approved/);
    const shown = panel.getByRole('article').filter({ hasText: other.workerId });
    await eventually(async () => assert.match((await shown.textContent()) ?? '', /Approved/));
  });

  it('logs each request in one line, without secrets', async () => {
    const [log = ''] = workbench().session.logFiles('MTurk');
    const text = await eventually(async () => {
      const read = readFileSync(log, 'utf8');
      assert.match(read, /ApproveAssignment/);
      return read;
    });
    assert.match(text, /Local ApproveAssignment \d+ ms ok \[[0-9a-f-]{36}\]/);
    assert.ok(!text.includes(at.local.secretAccessKey));
    assert.ok(!text.includes(at.local.controlToken));
  });
});
