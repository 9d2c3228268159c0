import assert from 'node:assert/strict';
import { countsText } from '../../../src/views/rowLabels.ts';
import { useBench } from '../service/setup.ts';
import { useAccounts } from './setup.ts';

/** The states of reference.md §4.1, one after another, each with what is shown of it. */
describe('counts in every state of a HIT', () => {
  const bench = useBench();
  const openAt = useAccounts();

  it('add up to its assignments', async () => {
    const { HITId } = await bench().createHIT({ MaxAssignments: 5, LifetimeInSeconds: 3600 });
    const { account, pass } = openAt(bench().local);
    const { client } = account;
    const shows = async (status: string, text: string) => {
      await account.refreshHITs();
      const hit = account.hit(HITId);
      assert.ok(hit);
      const counts = account.counts(hit);
      assert.equal(hit.status, status);
      assert.equal(countsText(counts), text);
      assert.equal(
        Object.values(counts).reduce((sum, count) => sum + count, 0),
        hit.maxAssignments,
      );
    };
    const worker = (index: number) => `A${index}WORKER`;
    await shows('Assignable', '5 available');
    const ids: string[] = [];
    for (const index of [0, 1, 2]) ids.push(await bench().accept(HITId, worker(index)));
    await shows('Assignable', '3 working, 2 available');
    for (const index of [3, 4]) ids.push(await bench().accept(HITId, worker(index)));
    for (const index of [0, 1]) await bench().submit(ids[index] ?? '', worker(index));
    await shows('Unassignable', '2 to review, 3 working');
    await bench().local.control('return', { AssignmentId: ids[4], WorkerId: worker(4) });
    await shows('Assignable', '2 to review, 2 working, 1 available');
    await client.call('ApproveAssignment', { AssignmentId: ids[0] });
    await client.call('RejectAssignment', { AssignmentId: ids[1], RequesterFeedback: 'No.' });
    await shows('Assignable', '2 working, 1 available, 2 reviewed');

    await client.call('UpdateExpirationForHIT', { HITId, ExpireAt: new Date(0) });
    pass(24 * 3600_000);
    await shows('Unassignable', '2 working, 2 reviewed, 1 not taken, expired');
    await bench().submit(ids[2] ?? '', worker(2));
    await shows('Unassignable', '1 to review, 1 working, 2 reviewed, 1 not taken, expired');
    await bench().local.control('return', { AssignmentId: ids[3], WorkerId: worker(3) });
    await shows('Reviewable', '1 to review, 2 reviewed, 2 not taken, expired');
    await client.call('UpdateHITReviewStatus', { HITId });
    await shows('Reviewing', '1 to review, 2 reviewed, 2 not taken, expired');
    await client.call('UpdateHITReviewStatus', { HITId, Revert: true });
    await client.call('ApproveAssignment', { AssignmentId: ids[2] });
    await shows('Reviewable', '3 reviewed, 2 not taken, expired');

    await client.call('UpdateExpirationForHIT', { HITId, ExpireAt: new Date(account.now() + 48 * 3600_000) });
    await shows('Assignable', '2 available, 3 reviewed');
    await client.call('CreateAdditionalAssignmentsForHIT', { HITId, NumberOfAdditionalAssignments: 1 });
    await shows('Assignable', '3 available, 3 reviewed');
    await client.call('UpdateExpirationForHIT', { HITId, ExpireAt: new Date(0) });
    await client.call('DeleteHIT', { HITId });
    await account.refreshHITs();
    assert.equal(account.hit(HITId), undefined);
  });
});
