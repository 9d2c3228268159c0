import assert from 'node:assert/strict';
import type { Assignment } from '../../../src/mturk/model.ts';
import { cents } from '../../../src/mturk/money.ts';
import { qualificationPageText, scoreHistogram } from '../../../src/mturk/qualificationPage.ts';
import { type WorkerPage, workerPageText, workerSums } from '../../../src/mturk/workerPage.ts';

const hour = 3_600_000;
const start = Date.UTC(2026, 10, 1);

function assignment(index: number, status: Assignment['status']): Assignment {
  return {
    id: `3A${index}`,
    hitId: '3H',
    workerId: 'A1',
    status,
    accepted: start,
    submitted: start + hour / 2,
    autoApproves: start + 72 * hour,
  };
}

const page = (more: Partial<WorkerPage> = {}): WorkerPage => ({
  workerId: 'A1',
  assignments: [],
  hitOf: () => ({ title: 'Birds', reward: cents(100) }),
  answerOf: () => undefined,
  bonuses: [],
  qualifications: [],
  blockedFor: undefined,
  note: undefined,
  messages: [],
  ...more,
});

describe('the page of a worker', () => {
  it('adds up work, money and pay by the hour', () => {
    const assignments = [
      assignment(1, 'Approved'),
      assignment(2, 'Approved'),
      assignment(3, 'Rejected'),
      assignment(4, 'Submitted'),
    ];
    const bonuses = [{ amount: cents(50), reason: 'care', paid: start }];
    const sums = workerSums(page({ assignments, bonuses }));
    assert.deepEqual(sums, { approved: 2, rejected: 1, pending: 1, earned: 200, bonuses: 50, hourly: 250 });
    assert.match(workerPageText(page({ assignments, bonuses })), /Effective hourly pay: \$2\.50/);
  });

  it('works for a worker with no assignment, with an odd ID, and with 5,000 assignments', () => {
    assert.match(workerPageText(page()), /no approved work yet/);
    const odd = workerPageText(page({ workerId: 'a\u202E\nworker <b>7' }));
    assert.match(odd, /^Worker a worker <b>7\n/);
    const many = workerPageText(
      page({ assignments: Array.from({ length: 5000 }, (_, index) => assignment(index, 'Approved')) }),
    );
    assert.match(many, /Assignments \(5000\)/);
    assert.ok(many.split('\n').length > 5000);
    const more = workerPageText(
      page({ assignments: Array.from({ length: 5010 }, (_, index) => assignment(index, 'Approved')) }),
    );
    assert.match(more, /Assignments \(5010\)/);
    assert.match(more, /\n {2}10 more\n$/);
  });

  it('keeps what strangers wrote on its line', () => {
    const text = workerPageText(
      page({ blockedFor: 'one\ntwo', note: 'a\r\nb', messages: [{ at: start, subject: 'x\ny', state: 'done' }] }),
    );
    assert.match(text, /Blocked: one two\nNote: a b\n/);
    assert.match(text, /x y \(done\)/);
  });
});

describe('the page of a qualification type', () => {
  const type = {
    id: '3T',
    name: 'Careful',
    description: 'Reads.',
    keywords: '',
    active: true,
    created: start,
    requestable: true,
    hasTest: false,
    hasKey: false,
  };

  it('has a histogram of at most twenty bars in which every score is counted once', () => {
    assert.deepEqual(scoreHistogram([]), []);
    assert.deepEqual(scoreHistogram([{ score: 3 }, { score: 3 }, {}]), [{ from: 3, to: 3, count: 2 }]);
    const holders = Array.from({ length: 1000 }, (_, index) => ({ score: index - 500 }));
    const bars = scoreHistogram([...holders, { score: 2_147_483_647 }, { score: -2_147_483_648 }]);
    assert.ok(bars.length <= 20);
    assert.equal(
      bars.reduce((sum, { count }) => sum + count, 0),
      1002,
    );
  });

  it('counts all workers where it lists the first', () => {
    const holders = Array.from({ length: 10_001 }, (_, index) => ({
      typeId: '3T',
      workerId: `A${index}`,
      granted: start,
    }));
    const text = qualificationPageText({ type, holders, requests: [], hits: [] });
    assert.match(text, /Workers \(10001\)/);
    assert.match(text, /\n {2}1 more\n/);
  });

  it('lists workers, requests and HITs', () => {
    const text = qualificationPageText({
      type,
      holders: [{ typeId: '3T', workerId: 'A1', score: 7, granted: start }],
      requests: [],
      hits: [{ id: '3H', title: 'Birds' }],
    });
    assert.match(text, /Workers \(1\)\n {2}A1 {2}score 7/);
    assert.match(text, /3H {2}Birds/);
    assert.match(text, /Pending requests \(0\)\n {2}none/);
  });
});
