import assert from 'node:assert/strict';
import type { ReviewSelection } from '../../../../src/panels/review/contract.ts';
import { ReviewFeed } from '../../../../src/panels/review/feed.ts';
import { hitsOf, titleOf } from '../../../../src/panels/review/selection.ts';
import type { ReviewRow, RowState } from '../../../../src/review/row.ts';
import { useAccounts } from '../../account/setup.ts';
import { useBench } from '../../service/setup.ts';

interface Told {
  readonly name: string;
  readonly params: unknown;
}

describe('what a review grid is fed', () => {
  const bench = useBench();
  const openAt = useAccounts();
  const feeds: ReviewFeed[] = [];
  afterEach(() => {
    for (const feed of feeds.splice(0)) feed.dispose();
  });

  async function feedOf(selection: ReviewSelection) {
    const opened = openAt(bench().local);
    await opened.account.refreshHITs();
    const told: Told[] = [];
    const feed = new ReviewFeed({
      account: opened.account,
      selection,
      notify: (name, params) => told.push({ name, params }),
    });
    feeds.push(feed);
    await feed.start();
    const of = <T>(name: string) => told.filter(each => each.name === name).map(({ params }) => params as T);
    return {
      ...opened,
      feed,
      rows: () => of<{ rows: ReviewRow[] }>('rows').flatMap(({ rows }) => rows),
      states: () => of<{ states: RowState[] }>('states').flatMap(({ states }) => states),
      bonuses: () =>
        of<{ hitId: string; paid: [string, number][] }>('bonuses').map(
          ({ hitId, paid }) => `${hitId} ${paid.map(each => each.join(' ')).join(', ')}`,
        ),
      last: (name: string) => of(name).at(-1),
    };
  }

  it('are the assignments of its HITs with decoded answers, and then what changes, once', async () => {
    const hit = await bench().createHIT({ RequesterAnnotation: '{"Input.word":"red"}' });
    const id = await bench().work(hit.HITId, 'A1WORKER');
    await bench().work(hit.HITId, 'A2WORKER');
    const { account, rows, states, last } = await feedOf({ kind: 'hits', hitIds: [hit.HITId] });
    assert.deepEqual(
      rows()
        .map(({ workerId }) => workerId)
        .sort(),
      ['A1WORKER', 'A2WORKER'],
    );
    assert.ok(rows().every(({ answers }) => answers.ok));
    assert.deepEqual((last('hits') as { hits: { inputs: unknown }[] }).hits[0]?.inputs, [['word', 'red']]);
    assert.deepEqual(last('progress'), { reading: false, done: 1, total: 1, stopped: false });
    await account.client.call('RejectAssignment', { AssignmentId: id, RequesterFeedback: 'No.' });
    await account.reread({ hitIds: [hit.HITId], workers: false });
    await account.refreshWork(hit.HITId);
    assert.deepEqual(
      states().map(({ id: of, status, feedback }) => [of, status, feedback]),
      [[id, 'Rejected', 'No.']],
    );
    assert.equal(rows().length, 2);
  });

  it('take in what is handed in later', async () => {
    const hit = await bench().createHIT();
    await bench().work(hit.HITId, 'A1WORKER');
    const { account, feed, rows } = await feedOf({ kind: 'hits', hitIds: [hit.HITId] });
    await bench().work(hit.HITId, 'A2WORKER');
    await account.refreshWork(hit.HITId);
    await feed.idle();
    assert.deepEqual([...new Set(rows().map(({ workerId }) => workerId))].sort(), ['A1WORKER', 'A2WORKER']);
  });

  it('know what became of an assignment that does not wait any more', async () => {
    const hit = await bench().createHIT();
    const id = await bench().work(hit.HITId, 'A1WORKER');
    await bench().work(hit.HITId, 'A2WORKER');
    const { account, states, feed } = await feedOf({ kind: 'unreviewed' });
    await account.client.call('ApproveAssignment', { AssignmentId: id });
    await account.reread({ hitIds: [hit.HITId], workers: false });
    await feed.idle();
    await account.refreshWork(hit.HITId);
    assert.deepEqual(
      states().map(({ id: of, status }) => [of, status]),
      [[id, 'Approved']],
    );
  });

  it('come with what is noted about them, also when that changes', async () => {
    const hit = await bench().createHIT();
    const assignmentId = await bench().work(hit.HITId, 'A1WORKER');
    const { account, last } = await feedOf({ kind: 'hits', hitIds: [hit.HITId] });
    const change = (text: string) => account.notes.change([{ assignmentId, hitId: hit.HITId, text, mark: 'star' }]);
    await change('ask again');
    const told = { id: assignmentId, workerId: 'A1WORKER', mark: '★ Star' };
    assert.deepEqual(last('notes'), { notes: [{ ...told, note: 'ask again' }] });
    await change('');
    assert.deepEqual(last('notes'), { notes: [{ ...told, note: '' }] });
  });

  it('come with the bonuses of each HIT in sight, told once as long as none is paid', async () => {
    const hits = [await bench().createHIT(), await bench().createHIT(), await bench().createHIT()];
    const ids: string[] = [];
    for (const { HITId } of hits) ids.push(await bench().work(HITId, 'A1WORKER'));
    const hitIds = hits.map(({ HITId }) => HITId);
    const { account, feed, bonuses } = await feedOf({ kind: 'hits', hitIds });
    await feed.readBonuses(hitIds);
    await feed.readBonuses(hitIds);
    assert.deepEqual(bonuses().toSorted(), hitIds.map(id => `${id} `).toSorted());
    const [first = '', second = ''] = hitIds;
    await account.client.call('SendBonus', {
      AssignmentId: ids[0],
      WorkerId: 'A1WORKER',
      BonusAmount: '0.25',
      Reason: 'Careful work',
    });
    await feed.recheckBonuses([first, second]);
    assert.deepEqual(bonuses().slice(3).toSorted(), [`${first} A1WORKER 25`, `${second} `].toSorted());
  });

  it('are stopped only while something is read', async () => {
    const hit = await bench().createHIT();
    await bench().work(hit.HITId, 'A1WORKER');
    const { account, feed, last } = await feedOf({ kind: 'hits', hitIds: [hit.HITId] });
    assert.ok(account.hit(hit.HITId));
    feed.stop();
    assert.equal((last('progress') as { stopped: boolean }).stopped, false, 'nothing was being read');
  });
});

describe('the HITs of a review', () => {
  const bench = useBench();
  const openAt = useAccounts();

  it('are those that are meant, as long as there is work on them', async () => {
    const worked = await bench().createHIT({ Title: 'Label birds', RequesterAnnotation: 'batch-1' });
    await bench().createHIT({ Title: 'Label cats', RequesterAnnotation: 'batch-1' });
    await bench().work(worked.HITId, 'A1WORKER');
    const { account } = openAt(bench().local);
    await account.refreshHITs();
    const ids = (selection: ReviewSelection) => hitsOf(account, selection).map(({ id }) => id);
    assert.deepEqual(ids({ kind: 'unreviewed' }), [worked.HITId]);
    assert.deepEqual(ids({ kind: 'search', line: 'label' }), [worked.HITId]);
    assert.deepEqual(ids({ kind: 'search', line: 'cats' }), []);
    assert.deepEqual(ids({ kind: 'group', grouping: 'batch', key: 'annotation batch-1', label: 'batch-1' }), [
      worked.HITId,
    ]);
    assert.deepEqual(ids({ kind: 'hits', hitIds: [worked.HITId, 'gone'] }), [worked.HITId]);
    assert.equal(titleOf(account, { kind: 'hits', hitIds: [worked.HITId] }), 'Review: Label birds');
    assert.equal(titleOf(account, { kind: 'search', line: 'a\u202eb' }), 'Review: ab');
  });
});
