import assert from 'node:assert/strict';
import {
  mayAddAssignments,
  mayAddTime,
  mayApprove,
  mayChangeHITType,
  mayDelete,
  mayExpire,
  mayReject,
  mayReverseRejection,
} from '../../../src/mturk/rules.ts';
import type { Verdict } from '../../../src/mturk/verdict.ts';
import { day, noon, someAssignment, someHIT } from '../../support/records.ts';

function refused(verdict: Verdict, rule: RegExp): void {
  assert.ok(!verdict.allowed);
  assert.match(verdict.rule, rule);
}

describe('rules for assignments (§3.2)', () => {
  it('approve only what is submitted', () => {
    assert.ok(mayApprove(someAssignment()).allowed);
    refused(mayApprove(someAssignment({ status: 'Approved' })), /already approved/);
    refused(mayApprove(someAssignment({ status: 'Rejected' })), /use Reverse Rejection/);
  });

  it('take a rejection back within 30 days of the submission', () => {
    assert.ok(mayReverseRejection(someAssignment({ status: 'Rejected', submitted: noon - 30 * day }), noon).allowed);
    refused(
      mayReverseRejection(someAssignment({ status: 'Rejected', submitted: noon - 30 * day - 1 }), noon),
      /30 days/,
    );
    refused(mayReverseRejection(someAssignment(), noon), /not rejected/);
    refused(mayReverseRejection(someAssignment({ status: 'Approved' }), noon), /approved/);
  });

  it('reject only what is submitted', () => {
    assert.ok(mayReject(someAssignment()).allowed);
    refused(mayReject(someAssignment({ status: 'Approved' })), /already approved/);
    refused(mayReject(someAssignment({ status: 'Rejected' })), /already rejected/);
  });
});

describe('rules for HITs (§3.1)', () => {
  it('give another type only to what nobody took on', () => {
    const fresh = someHIT({ available: 3, maxAssignments: 3, pending: 0, completed: 0 });
    assert.ok(mayChangeHITType(fresh).allowed);
    refused(mayChangeHITType({ ...fresh, available: 2, pending: 1 }), /keeps its type/);
    refused(mayChangeHITType({ ...fresh, available: 2 }), /keeps its type/);
  });

  it('delete a reviewable HIT with nothing left to review', () => {
    assert.ok(mayDelete(someHIT({ status: 'Reviewable' }), []).allowed);
    assert.ok(mayDelete(someHIT({ status: 'Reviewing' }), []).allowed);
    refused(mayDelete(someHIT({ status: 'Assignable' }), []), /expire it first/);
    refused(mayDelete(someHIT({ status: 'Unassignable' }), []), /at work/);
    refused(mayDelete(someHIT({ status: 'Disposed' }), []), /already deleted/);
    const verdict = mayDelete(someHIT({ status: 'Reviewable' }), ['3A', '3B']);
    refused(verdict, /are pending review/);
    assert.deepEqual(verdict, { ...verdict, blockers: ['3A', '3B'] });
  });

  it('keep a small HIT below ten assignments', () => {
    assert.ok(mayAddAssignments(someHIT({ maxAssignments: 5 }), 4).allowed);
    refused(mayAddAssignments(someHIT({ maxAssignments: 5 }), 5), /at most 4 more/);
    assert.ok(mayAddAssignments(someHIT({ maxAssignments: 10 }), 500).allowed);
  });

  it('expire once, and extend what is not deleted', () => {
    assert.ok(mayExpire(someHIT(), noon).allowed);
    refused(mayExpire(someHIT({ expires: noon }), noon), /already expired/);
    assert.ok(mayAddTime(someHIT({ expires: noon - day })).allowed);
    refused(mayAddTime(someHIT({ status: 'Disposed' })), /deleted/);
  });
});
