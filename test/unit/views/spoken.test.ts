import assert from 'node:assert/strict';
import { encodeAnswers } from '../../../src/mturk/answers.ts';
import { countsOf } from '../../../src/mturk/counts.ts';
import { cents } from '../../../src/mturk/money.ts';
import { loadAnswers } from '../../../src/views/answerPreview.ts';
import { groupRow, workerRow } from '../../../src/views/groupRows.ts';
import { assignmentRow, hitRow } from '../../../src/views/rowLabels.ts';
import { spokenAssignment, spokenQueue } from '../../../src/views/spoken.ts';
import { day, hour, noon, someAssignment, someHIT } from '../../support/records.ts';

before(loadAnswers);

describe('what rows say aloud', () => {
  it('has the bar of a HIT in words, and all else that it shows', () => {
    const hit = someHIT({ maxAssignments: 9, available: 2, pending: 1, completed: 4, expires: noon + 2 * day + hour });
    assert.equal(
      hitRow(hit, countsOf(hit, noon), noon).accessible,
      'Judge the colour of words, HIT, 2 to review, 1 working, 2 available, 4 reviewed of 9, reward $0.60, Assignable, 2 days 1 hour left',
    );
    const over = someHIT({ status: 'Reviewable', available: 0, completed: 5 });
    assert.match(hitRow(over, countsOf(over, noon), noon).accessible, /, Reviewable$/);
    const expired = someHIT({ status: 'Unassignable', expires: noon - hour });
    assert.match(hitRow(expired, countsOf(expired, noon), noon).accessible, /, expired$/);
  });

  it('has worker, state, deadline, age and answers of an assignment, and its HIT where that is not above', () => {
    const answer = encodeAnswers([{ question: 'first', value: { kind: 'text', text: 'red' } }]);
    const assignment = someAssignment({ autoApproves: noon + 3 * hour });
    assert.equal(
      assignmentRow(assignment, { answer }, noon).accessible,
      'Worker A2YUCJ28XANFOX, Submitted, auto-approves in 3 hours, submitted 1 hour ago, answers red',
    );
    assert.match(spokenAssignment(assignment, {}, noon, 'Label birds'), /1 hour ago, HIT Label birds$/);
    const approved = assignmentRow(someAssignment({ status: 'Approved' }), {}, noon).accessible;
    assert.doesNotMatch(approved, /auto-approves/);
  });

  it('has the first deadline of a HIT that waits', () => {
    assert.equal(
      spokenQueue(someHIT(), 3, noon + hour, noon),
      'Judge the colour of words, HIT, 3 to review, the first auto-approves in 1 hour',
    );
  });

  it('has the sums of a group', () => {
    const hits = [someHIT({ id: '3A', maxAssignments: 5, available: 1, completed: 2 })];
    assert.equal(
      groupRow({ key: 'b', label: 'batch-7', hits }, hit => countsOf(hit, noon), true).accessible,
      'batch-7, group, 2 to review, 1 HIT, 4 of 5 assignments are in',
    );
  });

  it('has what is known of a worker, without signs and abbreviations', () => {
    const worker = {
      id: 'A1GOOD',
      approved: 2,
      rejected: 1,
      unreviewed: 3,
      earned: cents(120),
      bonuses: cents(50),
      last: noon - hour,
      blocked: true,
      qualifications: [{ typeId: '3Q', name: 'Careful' }],
    };
    assert.equal(
      workerRow(worker, noon).accessible,
      'Worker A1GOOD, blocked, 3 to review, 2 approved, 1 rejected, earned $1.20, bonuses $0.50, holds Careful, last seen 1 hour ago',
    );
  });

  it('lets nobody forge what is read aloud', () => {
    const hostile = someAssignment({ workerId: 'A\u202eX\n' });
    assert.match(assignmentRow(hostile, {}, noon).accessible, /^Worker AX, /);
  });
});
