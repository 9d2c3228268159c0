/** What an operation touched or made is read again, whatever state its HIT has. */
import assert from 'node:assert/strict';
import { rejectionsLeft } from '../../../src/account/rejections.ts';
import type { Operation } from '../../../src/ledger/ledgerOperations.ts';
import { touchedBy } from '../../../src/ledger/touchedHITs.ts';
import { cents } from '../../../src/mturk/money.ts';
import { useBench } from '../service/setup.ts';
import { MemoryFile, useAccounts } from './setup.ts';

const no = { hitIds: [], workers: false };

describe('what was touched', () => {
  const bench = useBench();
  const openAt = useAccounts();

  /** A HIT whose only assignment is rejected, so that all of it is reviewed. */
  async function reviewedHIT(): Promise<{ readonly hitId: string; readonly assignmentId: string }> {
    const { HITId: hitId } = await bench().createHIT({ MaxAssignments: 1 });
    const assignmentId = await bench().work(hitId, 'A1WORKER');
    const { account } = openAt(bench().local);
    await account.client.call('RejectAssignment', { AssignmentId: assignmentId, RequesterFeedback: 'Empty.' });
    return { hitId, assignmentId };
  }

  it('loses a rejection that was reversed after a reload, on a HIT that is reviewed already', async () => {
    const { hitId, assignmentId } = await reviewedHIT();
    const kept = { file: new MemoryFile(), identity: 'one' };
    const before = openAt(bench().local, kept).account;
    await before.refreshHITs();
    await before.refreshWork(hitId);
    await before.save();
    const { account } = openAt(bench().local, kept);
    await account.refreshHITs();
    assert.equal(rejectionsLeft(account.works(), account.now()).length, 1);
    await account.client.call('ApproveAssignment', { AssignmentId: assignmentId, OverrideRejection: true });
    await account.reread({ ...no, hitIds: [hitId] });
    assert.deepEqual(rejectionsLeft(account.works(), account.now()), []);
    assert.equal(account.assignment(assignmentId)?.status, 'Approved');
  });

  it('is read again when the service reports a change that no counter shows', async () => {
    const { hitId, assignmentId } = await reviewedHIT();
    const { account } = openAt(bench().local);
    await account.refreshHITs();
    await account.refreshWork(hitId);
    await account.client.call('ApproveAssignment', { AssignmentId: assignmentId, OverrideRejection: true });
    const changed = await account.recheck([hitId]);
    assert.deepEqual([...changed], [hitId]);
    assert.equal(account.assignment(assignmentId)?.status, 'Approved');
  });

  it('is not what a reading found that began before', async () => {
    const { hitId } = await reviewedHIT();
    const { account, calls } = openAt(bench().local);
    await account.refreshHITs();
    await account.refreshAssignments(hitId);
    calls.length = 0;
    await Promise.all([account.recheck([hitId]), account.reread({ ...no, hitIds: [hitId] })]);
    assert.deepEqual(calls.toSorted(), ['GetHIT', 'GetHIT', 'ListAssignmentsForHIT', 'ListAssignmentsForHIT']);
  });

  it('has its bonuses read again, whether or not the HIT shows', async () => {
    const { hitId, assignmentId } = await reviewedHIT();
    const { account } = openAt(bench().local);
    await account.refreshHITs();
    await account.workers.bonuses.refresh(hitId);
    await account.client.call('SendBonus', {
      WorkerId: 'A1WORKER',
      AssignmentId: assignmentId,
      BonusAmount: '0.10',
      Reason: 'Careful',
      UniqueRequestToken: 'one',
    });
    await account.reread({ ...no, hitIds: [hitId] });
    assert.equal(account.workers.bonuses.sums().get('A1WORKER'), 10);
  });

  it('includes HITs that were made, and blocks and qualifications of workers', async () => {
    await reviewedHIT();
    const { account } = openAt(bench().local);
    await account.refreshHITs();
    await account.workers.refresh();
    const { HITId } = await bench().createHIT({ Title: 'Made' });
    await account.client.call('CreateWorkerBlock', { WorkerId: 'A1WORKER', Reason: 'Robot' });
    await account.reread({ hitIds: [HITId], workers: true });
    assert.equal(account.hit(HITId)?.title, 'Made');
    assert.equal(account.workers.blockOf('A1WORKER'), 'Robot');
  });

  it('does not include blocks and qualifications that nobody has asked for', async () => {
    const { account, calls } = openAt(bench().local);
    await account.reread({ hitIds: [], workers: true });
    assert.deepEqual(calls, []);
  });
});

describe('what acts touch', () => {
  const work = { assignmentId: 'A1', hitId: 'H1', workerId: 'W1', reward: cents(10), fee: cents(2), submitted: 1 };
  const create: Operation = { verb: 'createHIT', input: { Title: 'New', Reward: '0.10' } as never };

  it('is the HIT of an assignment, and what was created', () => {
    const touched = touchedBy([
      { operation: { verb: 'override', ...work }, item: 0, result: 'done' },
      { operation: create, item: 1, result: 'done', created: 'H2' },
      { operation: create, item: 2, result: 'alreadyDone', created: 'H3' },
      {
        operation: { verb: 'createQualificationType', name: 'N', description: 'D' },
        item: 3,
        result: 'done',
        created: 'Q1',
      },
    ]);
    assert.deepEqual(touched, { hitIds: ['H1', 'H2', 'H3'], workers: true });
  });

  it('is no worker’s blocks and qualifications where none was changed', () => {
    assert.deepEqual(touchedBy([{ operation: { verb: 'approve', ...work }, item: 0, result: 'done' }]), {
      hitIds: ['H1'],
      workers: false,
    });
    const block: Operation = { verb: 'block', workerId: 'W1', reason: 'Robot' };
    assert.deepEqual(touchedBy([{ operation: block, item: 0, result: 'done' }]), { hitIds: [], workers: true });
  });
});
