import assert from 'node:assert/strict';
import {
  mayHoldRejections,
  rejectionsLeft,
  reversibleUntil,
  unreadRejections,
} from '../../../src/account/rejections.ts';
import { rejectionRow } from '../../../src/views/rejectionRow.ts';
import { day, hour, noon, someAssignment, someHIT } from '../../support/records.ts';
import { useBench } from '../service/setup.ts';
import { useAccounts } from './setup.ts';

const rejected = (id: string, submitted: number) =>
  someAssignment({ id, status: 'Rejected', submitted, rejected: submitted + hour });

describe('rejections that can be reversed', () => {
  it('are those of the last thirty days since submission, the most urgent first (§3.2)', () => {
    const works = [
      [rejected('A1', noon - day), rejected('A2', noon - 29 * day), rejected('A3', noon - 30 * day - 1)],
      [someAssignment({ id: 'A4' }), someAssignment({ id: 'A5', status: 'Approved' }), rejected('A6', noon - 30 * day)],
    ];
    assert.deepEqual(
      rejectionsLeft(works, noon).map(({ id }) => id),
      ['A6', 'A2', 'A1'],
    );
    assert.equal(reversibleUntil(rejected('A1', noon)), noon + 30 * day);
  });

  it('can only be on HITs where something was reviewed and was submitted not too long ago', () => {
    const may = (facts: Parameters<typeof someHIT>[0]) => mayHoldRejections(someHIT(facts), noon);
    assert.ok(may({ completed: 1 }));
    assert.ok(!may({ completed: 0 }));
    assert.ok(may({ completed: 1, expires: noon - 30 * day, assignmentDuration: 60 }));
    assert.ok(!may({ completed: 1, expires: noon - 30 * day - 61_000, assignmentDuration: 60 }));
  });

  it('say how long is left, why, and of which HIT, in a row that nothing can forge', () => {
    const row = rejectionRow(
      { ...rejected('A1', noon - 29 * day), feedback: 'Empty\u202E answers' },
      { title: 'Judge' },
      noon,
    );
    assert.equal(row.description, '1 d left · “Empty answers” · Judge');
    assert.equal(row.color, 'charts.yellow');
    assert.match(row.contextValue, /\boverridable\b/);
    assert.match(row.accessible, /^Rejected assignment of worker A2YUCJ28XANFOX, 1 d left to reverse it/);
    assert.equal(rejectionRow(rejected('A1', noon - 30 * day + hour), {}, noon).color, 'charts.red');
  });
});

describe('the rejections of an account', () => {
  const bench = useBench();
  const openAt = useAccounts();

  it('are read where HITs may hold some, and nowhere else', async () => {
    const one = await bench().createHIT({ Title: 'One' });
    await bench().createHIT({ Title: 'Nothing reviewed' });
    const work = await bench().work(one.HITId, 'A1BAD');
    const { account, calls } = openAt(bench().local);
    await account.client.call('RejectAssignment', { AssignmentId: work, RequesterFeedback: 'No.' });
    await account.refreshHITs();
    assert.deepEqual(
      unreadRejections(account).map(({ id }) => id),
      [one.HITId],
    );
    calls.length = 0;
    await account.readWork(
      unreadRejections(account).map(({ id }) => id),
      { bonuses: false },
    );
    assert.deepEqual(calls, ['ListAssignmentsForHIT']);
    assert.deepEqual(unreadRejections(account), []);
    assert.deepEqual(
      rejectionsLeft(account.works(), account.now()).map(({ id }) => id),
      [work],
    );
  });
});
