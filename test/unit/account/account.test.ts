import assert from 'node:assert/strict';
import { useBench } from '../service/setup.ts';
import { useAccounts } from './setup.ts';

describe('account', () => {
  const bench = useBench();
  const openAt = useAccounts();
  const open = () => openAt(bench().local);

  it('lists everything, page by page, and shows rows after the first', async () => {
    await Promise.all(Array.from({ length: 130 }, (_, index) => bench().createHIT({ Title: `HIT ${index}` })));
    const { account, calls, changes } = open();
    assert.equal(account.listing.state, 'never');
    await account.refreshHITs();
    assert.equal(account.hits().length, 130);
    assert.equal(account.listing.state, 'fresh');
    assert.deepEqual(calls, ['ListHITs', 'ListHITs', 'ListHITs']);
    const sizes = changes.map(({ hits }) => hits.size).filter(size => size > 0);
    assert.deepEqual(sizes, [100, 30]);
  });

  it('tells only of what changed', async () => {
    const first = await bench().createHIT();
    await bench().createHIT({ Title: 'Another' });
    const { account, changes } = open();
    await account.refreshHITs();
    await bench().accept(first.HITId, 'A1WORKER');
    changes.length = 0;
    await account.refreshHITs();
    assert.deepEqual(
      changes.flatMap(({ hits }) => [...hits]),
      [first.HITId],
    );
    assert.equal(account.hit(first.HITId)?.pending, 1);
  });

  it('reads a thing once, however many ask at the same time', async () => {
    await bench().createHIT();
    const { account, calls } = open();
    await Promise.all([account.refreshHITs(), account.refreshHITs(), account.refreshHITs()]);
    assert.deepEqual(calls, ['ListHITs', 'ListHITs']);
  });

  it('keeps what it knew when a refresh fails, and says why', async () => {
    await bench().createHIT();
    const { account } = open();
    await account.refreshHITs();
    const { updated } = account.listing as { updated: number };
    await bench().local.stop();
    await account.refreshHITs();
    assert.equal(account.hits().length, 1);
    assert.equal(account.listing.state, 'failed');
    assert.ok(account.listing.state === 'failed');
    assert.equal(account.listing.error.kind, 'unreachable');
    assert.equal(account.listing.updated, updated);
  });

  it('counts what is submitted on an expired HIT, and what nobody took, without asking for it', async () => {
    const hit = await bench().createHIT({ MaxAssignments: 3, LifetimeInSeconds: 3600 });
    await bench().work(hit.HITId, 'A1WORKER');
    const { account, calls, pass } = open();
    await account.refreshHITs();
    assert.ok(!calls.includes('ListAssignmentsForHIT'));
    await bench().advance(7200);
    pass(2 * 7200 * 1000);
    await account.refreshHITs();
    const known = account.hit(hit.HITId);
    assert.ok(known);
    assert.deepEqual(account.counts(known), {
      available: 0,
      working: 0,
      submitted: 1,
      reviewed: 0,
      unfilled: 2,
      unclear: 0,
    });
    assert.equal(calls.filter(operation => operation === 'ListAssignmentsForHIT').length, 0);
  });

  it('reads touched HITs again with their assignments, and forgets deleted ones', async () => {
    const kept = await bench().createHIT({ MaxAssignments: 1 });
    const gone = await bench().createHIT({ Title: 'Going', MaxAssignments: 1 });
    const { account } = open();
    await account.refreshHITs();
    await account.refreshAssignments(kept.HITId);
    assert.deepEqual(account.assignments(kept.HITId), []);
    const id = await bench().work(kept.HITId, 'A1WORKER');
    const other = await bench().work(gone.HITId, 'A1WORKER');
    await account.client.call('ApproveAssignment', { AssignmentId: other });
    await account.client.call('DeleteHIT', { HITId: gone.HITId });
    await account.reread({ hitIds: [kept.HITId, gone.HITId], workers: false });
    assert.deepEqual(
      account.assignments(kept.HITId).map(each => each.id),
      [id],
    );
    assert.equal(account.assignment(id)?.workerId, 'A1WORKER');
    assert.equal(account.hit(gone.HITId), undefined);
  });

  it('ends what is in flight when it is disposed, and tells nothing any more', async () => {
    await bench().createHIT();
    const { account, changes } = open();
    const refreshing = account.refreshHITs();
    const before = changes.length;
    account.dispose();
    await refreshing;
    assert.equal(changes.length, before);
    assert.equal(account.hits().length, 0);
  });
});
