import assert from 'node:assert/strict';
import { type Notice, noticesOf, observe } from '../../../src/account/notices.ts';
import { countsOf } from '../../../src/mturk/counts.ts';
import { type HIT, readHIT } from '../../../src/mturk/model.ts';
import { type Cents, cents } from '../../../src/mturk/money.ts';
import type { QualificationRequest } from '../../../src/mturk/qualificationType.ts';

const start = Date.UTC(2026, 10, 1);
const hour = 3_600_000;

interface Facts {
  readonly hits?: readonly HIT[];
  readonly balance?: Cents;
  readonly requests?: readonly string[];
  readonly now?: number;
  /** IDs of batches. */
  readonly publishing?: readonly string[];
}

const hit = (id: string, more: Partial<HIT> = {}): HIT => ({
  ...readHIT({ HITId: id, Title: 'Birds' }),
  maxAssignments: 3,
  available: 3,
  created: start - hour,
  expires: start + 10 * hour,
  ...more,
});

const request = (id: string): QualificationRequest => ({
  id,
  typeId: '3T',
  workerId: 'A1',
  submitted: start,
  hasAnswer: false,
});

function accountOf({ hits = [], balance, requests, now = start }: Facts) {
  return {
    hits: () => [...hits],
    counts: (each: HIT) => countsOf(each, now),
    now: () => now,
    balance: balance === undefined ? {} : { available: balance },
    workers: {
      requests: (requests ?? []).map(request),
      freshness: requests === undefined ? { state: 'never' } : { state: 'fresh', updated: now },
    },
  };
}

/** What is reported at each step after the first. */
function reported(...steps: readonly Facts[]): Notice[][] {
  const [first, ...others] = steps;
  assert.ok(first);
  let before = observe(accountOf(first));
  return others.map(facts => {
    const account = accountOf(facts);
    const after = observe(account, before, new Set(facts.publishing));
    const notices = noticesOf(before, after, account, cents(1000));
    before = after;
    return notices;
  });
}

const kinds = (...steps: readonly Facts[]) => reported(...steps).map(notices => notices.map(({ kind }) => kind));

describe('notices', () => {
  it('report work that was submitted since, on old HITs and new ones, and nothing of what was there', () => {
    const [[notice] = [], ...others] = reported(
      { hits: [hit('3A', { available: 2 })] },
      {
        hits: [
          hit('3A', { available: 1 }),
          hit('3B', { available: 2, created: start + 1 }),
          // An older one, listed later.
          hit('3C', { available: 0 }),
        ],
        now: start + hour,
      },
      { hits: [hit('3A', { available: 1 })], now: start + hour },
    );
    assert.ok(notice?.kind === 'submissions');
    assert.equal(notice.count, 2);
    assert.deepEqual(
      notice.hits.map(({ id }) => id),
      ['3A', '3B'],
    );
    assert.deepEqual(others, [[]]);
  });

  it('count nothing as new while the service does not say what was submitted', () => {
    const over = { now: start + 20 * hour };
    // Expired: two were submitted, one was not taken, and the service counts none of them as available.
    const expired = hit('3A', { available: 0, status: 'Reviewable' });
    assert.deepEqual(
      kinds({ hits: [hit('3A', { available: 1 })] }, { hits: [expired], ...over }, { hits: [expired], ...over }),
      [['batches'], []],
    );
  });

  it('count nothing as new of a HIT that was unclear when it was first seen', () => {
    const over = { now: start + 20 * hour };
    const unclear = hit('3A', { available: 0, status: 'Reviewable' });
    // Its assignments were listed since: all places were taken.
    const listed = hit('3A', { available: 0, completed: 3, status: 'Reviewable' });
    assert.deepEqual(kinds({ hits: [unclear], ...over }, { hits: [listed], ...over }), [[]]);
  });

  it('report no batch as done while it is being published, and then once', () => {
    const of = (row: number, available: number) =>
      hit(`3${row}`, { available, completed: 3 - available, annotation: `birds batch:abcdefghjk row:${row}` });
    const publishing = ['abcdefghjk'];
    const steps = [
      { hits: [of(1, 3)], publishing },
      { hits: [of(1, 0)], publishing },
      { hits: [of(1, 0)], publishing },
      { hits: [of(1, 0)] },
      { hits: [of(1, 0)] },
    ];
    const batches = kinds(...steps).map(all => all.includes('batches'));
    assert.deepEqual(batches, [false, false, true, false]);
    const more = [...steps.slice(0, 2), { hits: [of(1, 0), of(2, 3)], publishing }, { hits: [of(1, 0), of(2, 0)] }];
    assert.deepEqual(
      kinds(...more).map(all => all.includes('batches')),
      [false, false, true],
    );
  });

  it('report no batch as done because its open HITs were deleted', () => {
    const annotation = 'birds batch:abcdefghjk row:1';
    const done = hit('3A', { available: 0, completed: 3, annotation });
    const open = hit('3B', { annotation: annotation.replace('row:1', 'row:2') });
    assert.deepEqual(kinds({ hits: [done, open] }, { hits: [done] }, { hits: [done] }), [[], []]);
  });

  it('report a batch when its last HIT is done, once', () => {
    const annotation = (row: number) => `birds batch:abcdefghjk row:${row}`;
    const of = (one: number, other: number) => ({
      hits: [
        hit('3A', { available: one, completed: 3 - one, annotation: annotation(1) }),
        hit('3B', { available: other, completed: 3 - other, annotation: annotation(2) }),
      ],
    });
    assert.deepEqual(kinds(of(3, 3), of(0, 3), of(0, 0), of(0, 0)), [['submissions'], ['submissions', 'batches'], []]);
    assert.deepEqual(kinds(of(0, 0), of(0, 0)), [[]]);
  });

  it('report a low balance when it falls under the limit, and again after it was above', () => {
    const at = (balance: number) => ({ balance: cents(balance) });
    assert.deepEqual(kinds(at(5000), at(999), at(500), at(5000), at(999)), [['balance'], [], [], ['balance']]);
    assert.deepEqual(kinds({}, at(999), at(500), {}, at(400)), [[], [], [], []], 'it was low when it was first seen');
    assert.deepEqual(kinds(at(5000), {}, at(400)), [[], ['balance']]);
  });

  it('report requests that came since they were first read', () => {
    assert.deepEqual(kinds({}, { requests: ['a'] }, { requests: ['a', 'b'] }, { requests: ['b'] }), [
      [],
      ['requests'],
      [],
    ]);
  });
});
