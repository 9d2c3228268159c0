import assert from 'node:assert/strict';
import { hitRemark } from '../../../src/commands/selectTargets.ts';
import { someAssignment, someHIT } from '../../support/records.ts';

describe('the remark on the HITs of assignments', () => {
  const one = { hit: someHIT({ id: '3FIRSTHIT', title: 'Judge' }), assignment: someAssignment() };
  const other = { hit: someHIT({ id: '3SECONDHIT', title: 'Judge' }), assignment: someAssignment() };

  it('names a single HIT, and counts several', () => {
    assert.deepEqual(hitRemark([]), []);
    assert.deepEqual(hitRemark([one]), ['The assignment belongs to HIT “Judge” (3FIRS…).']);
    assert.deepEqual(hitRemark([one, one]), ['The assignments belong to HIT “Judge” (3FIRS…).']);
    assert.deepEqual(hitRemark([one, other, one]), ['The assignments belong to 2 HITs.']);
  });
});
