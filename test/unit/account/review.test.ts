import assert from 'node:assert/strict';
import { useBench } from '../service/setup.ts';
import { useAccounts } from './setup.ts';

describe('the submitted assignments of an account', () => {
  const bench = useBench();
  const openAt = useAccounts();
  const open = () => openAt(bench().local);

  const listings = (calls: readonly string[]) => calls.filter(each => each === 'ListAssignmentsForHIT').length;

  it('are listed where the counters say that there are some, and again only where they changed', async () => {
    const quiet = await bench().createHIT({ Title: 'Quiet' });
    const busy = await bench().createHIT({ Title: 'Busy' });
    const full = await bench().createHIT({ Title: 'Full', MaxAssignments: 1 });
    const first = await bench().work(busy.HITId, 'A1WORKER');
    const done = await bench().work(full.HITId, 'A1WORKER');
    const { account, calls } = open();
    await account.refreshReview();
    assert.deepEqual(
      [...account.works()]
        .flat()
        .map(({ id }) => id)
        .sort(),
      [first, done].sort(),
    );
    assert.equal(account.review.state, 'fresh');
    assert.deepEqual(account.assignments(quiet.HITId), []);
    assert.equal(listings(calls), 2);

    calls.length = 0;
    await account.refreshReview();
    assert.equal(listings(calls), 0);

    await account.client.call('ApproveAssignment', { AssignmentId: done });
    await account.refreshHITs();
    assert.equal(listings(calls), 1);
    assert.deepEqual(account.assignments(full.HITId), []);
    assert.equal(account.answer(busy.HITId, first), undefined, 'answers are for what was opened');
  });

  it('are found on expired HITs, whose counters do not tell them from unfilled places', async () => {
    const hit = await bench().createHIT({ LifetimeInSeconds: 3600 });
    const id = await bench().work(hit.HITId, 'A1WORKER');
    const { account, pass } = open();
    await bench().advance(7200);
    pass(7200_000);
    await account.refreshReview();
    assert.deepEqual(
      account.assignments(hit.HITId).map(each => each.id),
      [id],
    );
  });

  it('keep what was known of reviewed ones on HITs that were opened', async () => {
    const hit = await bench().createHIT();
    const first = await bench().work(hit.HITId, 'A1WORKER');
    const second = await bench().work(hit.HITId, 'A2WORKER');
    const { account } = open();
    await account.refreshReview();
    await account.open(hit.HITId);
    assert.match(account.answer(hit.HITId, first) ?? '', /red/);
    await account.client.call('ApproveAssignment', { AssignmentId: first });
    await account.refreshHITs();
    assert.deepEqual(Object.fromEntries(account.assignments(hit.HITId).map(each => [each.id, each.status])), {
      [first]: 'Approved',
      [second]: 'Submitted',
    });
    const known = account.hit(hit.HITId);
    assert.ok(known && account.isWhole(known));
  });

  it('say what went wrong, and are asked for again', async () => {
    const hit = await bench().createHIT();
    await bench().work(hit.HITId, 'A1WORKER');
    const { account } = open();
    await bench().local.stop();
    await account.refreshReview();
    assert.equal(account.listing.state, 'failed');
    assert.notEqual(account.review.state, 'fresh');
  });
});
