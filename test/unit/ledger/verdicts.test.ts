import assert from 'node:assert/strict';
import type { Verb } from '../../../src/ledger/ledgerOperations.ts';
import { verbs } from '../../../src/ledger/verbs/list.ts';
import { verdictBefore, verdictOn } from '../../../src/ledger/verdicts.ts';
import type { Assignment, HIT } from '../../../src/mturk/model.ts';

const now = Date.UTC(2026, 4, 3);
const deleted = { status: 'Disposed', maxAssignments: 5, pending: 0, completed: 0, available: 5, expires: 0 } as HIT;
const approved = { status: 'Approved', submitted: now } as Assignment;

describe('the rules of verbs', () => {
  it('forbid nothing of what was not read', () => {
    for (const verb of Object.keys(verbs) as Verb[]) assert.ok(verdictBefore(verb, { now }).allowed, verb);
  });

  it('refuse what the state of the target does not allow', () => {
    const state = {
      now,
      hit: deleted,
      assignment: approved,
      ownType: false,
      worker: { blockedFor: undefined, hasWork: false },
    };
    const refused = (Object.keys(verbs) as Verb[]).filter(verb => !verdictBefore(verb, state).allowed);
    assert.deepEqual(refused.sort(), [
      'addAssignments',
      'approve',
      'assignQualification',
      'block',
      'delete',
      'deleteQualificationType',
      'expire',
      'override',
      'reject',
      'revertReviewing',
      'revokeQualification',
      'setExpiration',
      'setReviewing',
      'unblock',
      'updateQualificationType',
    ]);
  });

  it('see how many assignments an operation adds', () => {
    const hit = { ...deleted, status: 'Assignable' } as HIT;
    const add = (count: number) =>
      verdictOn(
        { verb: 'addAssignments', hitId: '3HIT', count, before: 5, reward: 0, fee: 0 } as Parameters<
          typeof verdictOn
        >[0],
        { now, hit },
      ).allowed;
    assert.deepEqual([add(4), add(5)], [true, false]);
  });
});
