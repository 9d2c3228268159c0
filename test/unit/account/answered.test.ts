import assert from 'node:assert/strict';
import type { AnsweredAssignment } from '../../../src/mturk/model.ts';
import { useBench } from '../service/setup.ts';
import { useAccounts } from './setup.ts';

describe('assignments with their answers', () => {
  const bench = useBench();
  const openAt = useAccounts();

  async function setUp() {
    const hit = await bench().createHIT({ MaxAssignments: 150 });
    const other = await bench().createHIT({ MaxAssignments: 2 });
    await Promise.all(Array.from({ length: 120 }, (_, index) => bench().work(hit.HITId, `A1WORKER${index}`)));
    await bench().work(other.HITId, 'A1WORKER0');
    const opened = openAt(bench().local);
    await opened.account.refreshHITs();
    const got: AnsweredAssignment[] = [];
    const read: string[] = [];
    const pages: number[] = [];
    const options = {
      signal: new AbortController().signal,
      onPage: (_: string, assignments: readonly AnsweredAssignment[]) => {
        pages.push(assignments.length);
        got.push(...assignments);
      },
      onRead: (hitId: string) => read.push(hitId),
    };
    return { ...opened, ids: [hit.HITId, other.HITId], got, read, pages, options };
  }

  it('come page by page, are known afterwards, and their answers are not kept', async () => {
    const { account, ids, got, read, pages, options, calls } = await setUp();
    calls.length = 0;
    assert.equal(await account.answered.read(ids, options), undefined);
    assert.equal(got.length, 121);
    assert.ok(got.every(({ answer }) => answer !== ''));
    assert.deepEqual(
      pages.toSorted((a, b) => a - b),
      [1, 20, 100],
    );
    assert.deepEqual(read.toSorted(), ids.toSorted());
    const [hitId = ''] = ids;
    assert.equal(account.assignments(hitId).length, 120);
    assert.equal(account.assignmentsFreshness(hitId).state, 'fresh');
    assert.equal(account.answer(hitId, got[0]?.id ?? ''), undefined);
    assert.ok(account.assignments(hitId).every(each => !('answer' in each)));
    // The counters say that there is no third page, and no second one.
    assert.deepEqual(calls, Array(3).fill('ListAssignmentsForHIT'));
  });

  it('are those alone that wait, if asked so', async () => {
    const { account, ids, got, options } = await setUp();
    const [hitId = ''] = ids;
    await account.refreshAssignments(hitId);
    const [first] = account.assignments(hitId);
    await account.client.call('ApproveAssignment', { AssignmentId: first?.id ?? '' });
    await account.answered.read([hitId], { ...options, unreviewed: true });
    assert.equal(got.length, 119);
    assert.equal(account.assignments(hitId).length, 120);
  });

  it('end when it is cancelled, without an error', async () => {
    const { account, ids, got, read, options } = await setUp();
    const cancelled = new AbortController();
    const onPage = (hitId: string, assignments: readonly AnsweredAssignment[]) => {
      options.onPage(hitId, assignments);
      cancelled.abort();
    };
    assert.equal(
      await account.answered.read(ids.slice(0, 1), { ...options, onPage, signal: cancelled.signal }),
      undefined,
    );
    assert.equal(got.length, 100);
    assert.deepEqual(read, []);
  });

  it('say what went wrong', async () => {
    const { account, options } = await setUp();
    const failure = await account.answered.read(['3NOSUCHHIT'], options);
    assert.equal(failure?.kind, 'refused');
  });
});
