import assert from 'node:assert/strict';
import { retirement, retirementRemark } from '../../../src/commands/qualification/retirement.ts';
import { updateQualificationType } from '../../../src/ledger/verbs/updateQualificationType.ts';

describe('The retirement of a replaced qualification type', () => {
  const done = { at: 0 };
  const old = { typeId: '3OLD', name: 'Reader' };

  it('can be reversed where the type was active', () => {
    const reversal = updateQualificationType.reversal?.(retirement({ ...old, isActive: true }), done, 0);
    assert.equal(reversal?.operation.verb, 'updateQualificationType');
    assert.match(retirementRemark({ ...old, isActive: true }), /^“Reader” is then set inactive\. /);
  });

  it('never makes a type active that was inactive before', () => {
    assert.equal(updateQualificationType.reversal?.(retirement({ ...old, isActive: false }), done, 0), undefined);
    assert.match(retirementRemark({ ...old, isActive: false }), /^“Reader” stays inactive\. /);
  });
});
