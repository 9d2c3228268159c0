import assert from 'node:assert/strict';
import { countsOf } from '../../../src/mturk/counts.ts';
import { MTurkError } from '../../../src/mturk/errors.ts';
import { cents } from '../../../src/mturk/money.ts';
import { ageText, groupRow, workerRow } from '../../../src/views/groupRows.ts';
import { assignmentMark, hitMark } from '../../../src/views/rowBadges.ts';
import { hour, noon, someAssignment, someHIT } from '../../support/records.ts';

describe('rows for several things', () => {
  it('sum up the HITs of a group', () => {
    const hits = [
      someHIT({ id: '3A', maxAssignments: 5, available: 1, completed: 2 }),
      someHIT({ id: '3B', maxAssignments: 3, available: 0, completed: 3 }),
    ];
    const row = groupRow({ key: 'batch-7', label: 'batch-7', hits }, hit => countsOf(hit, noon), true);
    assert.equal(row.description, '2 to review · 2 HITs · 7 of 8');
    assert.equal(row.unfolded, true);
  });

  it('tell of a worker what needs looking at first', () => {
    const row = workerRow(
      {
        id: 'A1GOOD',
        approved: 2,
        rejected: 1,
        unreviewed: 3,
        earned: cents(120),
        bonuses: cents(50),
        last: noon - hour,
        blocked: true,
        qualifications: [{ typeId: '3Q', name: 'Careful' }],
      },
      noon,
    );
    assert.equal(
      row.description,
      'blocked · 3 to review · 2 approved · 1 rejected · $1.20 + $0.50 bonus · 1 qualification · 1 h ago',
    );
  });

  it('tell how old what is shown is, and whether it is of this session', () => {
    assert.deepEqual(ageText({ state: 'never' }, noon), []);
    assert.deepEqual(ageText({ state: 'never', updated: noon - hour }, noon), ['as of 1 h ago']);
    assert.deepEqual(ageText({ state: 'fresh', updated: noon }, noon), ['updated just now']);
    const failed = (kind: 'unreachable' | 'cancelled') =>
      ageText(
        {
          state: 'failed',
          updated: noon - hour,
          error: new MTurkError({ kind, operation: 'ListHITs', words: 'no', code: '' }),
        },
        noon,
      );
    assert.deepEqual(failed('unreachable'), ['refresh failed', 'as of 1 h ago']);
    assert.deepEqual(failed('cancelled'), ['updated 1 h ago']);
  });
});

describe('marks of rows', () => {
  it('count what waits, and let what is done step back', () => {
    const mark = (facts: Parameters<typeof someHIT>[0]) => {
      const hit = someHIT(facts);
      return hitMark(hit, countsOf(hit, noon));
    };
    assert.equal(mark({ available: 2 })?.badge, '3');
    assert.equal(mark({ available: 5 }), undefined);
    assert.equal(mark({ status: 'Reviewable', available: 0, completed: 5 })?.tooltip, 'Done');
    assert.ok((mark({ maxAssignments: 500, available: 0 })?.badge.length ?? 9) <= 2);
  });

  it('warn of assignments that auto-approve soon', () => {
    assert.equal(assignmentMark(someAssignment({ autoApproves: noon + hour }), noon)?.badge, '!');
    assert.equal(assignmentMark(someAssignment(), noon), undefined);
    assert.equal(assignmentMark(someAssignment({ status: 'Rejected' }), noon)?.badge, 'R');
  });
});
