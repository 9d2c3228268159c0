import assert from 'node:assert/strict';
import {
  deadlineSpans,
  nextWarning,
  spanOf,
  unreviewedByDeadline,
  warningsOf,
} from '../../../src/account/deadlines.ts';
import type { Assignment, HIT } from '../../../src/mturk/model.ts';
import { hour, noon, someAssignment, someHIT } from '../../support/records.ts';

const due = (id: string, hours: number, facts: Partial<Assignment> = {}) =>
  someAssignment({ id, autoApproves: noon + hours * hour, ...facts });
const hitOf = (): HIT => someHIT();

describe('deadlines of reviews', () => {
  it('order what waits, across HITs', () => {
    const works = [
      [due('3A', 30), due('3B', 1, { status: 'Approved' })],
      [due('3C', 2), due('3D', 30)],
    ];
    assert.deepEqual(
      unreviewedByDeadline(works).map(({ id }) => id),
      ['3C', '3A', '3D'],
    );
  });

  it('put each assignment into one span', () => {
    const keys = [-1, 0.5, 1, 5, 24, 70, 100].map(hours => spanOf(due('3A', hours), noon).key);
    assert.deepEqual(keys, ['over', 'hour', 'hour', 'day', 'day', 'three days', 'later']);
    assert.equal(new Set(deadlineSpans.map(({ key }) => key)).size, deadlineSpans.length);
  });
});

describe('warnings before deadlines', () => {
  const thresholds = [24, 1];
  const ids = (assignments: readonly Assignment[]) => assignments.map(({ id }) => id);

  it('are one for each threshold, once for each assignment', () => {
    const unreviewed = [due('3A', 0.5), due('3B', 20), due('3C', 23), due('3D', 50)];
    const first = warningsOf(unreviewed, hitOf, thresholds, new Map(), noon);
    assert.deepEqual(
      first.warnings.map(({ threshold, assignments }) => [threshold, ids(assignments)]),
      [
        [1, ['3A']],
        [24, ['3B', '3C']],
      ],
    );
    assert.equal(first.warnings[1]?.first, noon + 20 * hour);
    const again = warningsOf(unreviewed, hitOf, thresholds, first.reported, noon + 60_000);
    assert.deepEqual(again.warnings, []);
    const later = warningsOf(unreviewed, hitOf, thresholds, again.reported, noon + 19.5 * hour);
    assert.deepEqual(
      later.warnings.map(({ threshold, assignments }) => [threshold, ids(assignments)]),
      [[1, ['3B']]],
    );
  });

  it('forget what no longer waits, and say nothing of what is over', () => {
    const first = warningsOf([due('3A', 5)], hitOf, thresholds, new Map(), noon);
    assert.equal(first.reported.size, 1);
    const gone = warningsOf([], hitOf, thresholds, first.reported, noon);
    assert.equal(gone.reported.size, 0);
    assert.deepEqual(warningsOf([due('3A', -1)], hitOf, thresholds, new Map(), noon).warnings, []);
  });

  it('do not come for what was under a threshold from the start', () => {
    const quick = () => someHIT({ autoApprovalDelay: 12 * 3600 });
    const { warnings } = warningsOf([due('3A', 11)], quick, thresholds, new Map(), noon);
    assert.deepEqual(warnings, []);
    assert.equal(warningsOf([due('3A', 0.9)], quick, thresholds, new Map(), noon).warnings[0]?.threshold, 1);
  });

  it('are off without thresholds, and know when to look again', () => {
    assert.deepEqual(warningsOf([due('3A', 0.5)], hitOf, [], new Map(), noon).warnings, []);
    assert.equal(nextWarning([due('3A', 30), due('3B', 2)], thresholds, noon), noon + hour);
    assert.equal(nextWarning([], thresholds, noon), undefined);
  });
});
