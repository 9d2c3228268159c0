import assert from 'node:assert/strict';
import { brokenLimit } from '../../../src/ledger/spendingLimits.ts';
import { cents } from '../../../src/mturk/money.ts';

describe('limits', () => {
  const limits = { bonus: cents(1000), operation: cents(50_000) };

  it('let through what stays within them', () => {
    assert.equal(brokenLimit({ total: cents(50_000), largestBonus: cents(1000) }, limits), undefined);
    assert.equal(
      brokenLimit(
        { total: cents(9_999_999), largestBonus: cents(9_999_999) },
        { bonus: undefined, operation: undefined },
      ),
      undefined,
    );
  });

  it('name the sum and the limit that it breaks', () => {
    assert.equal(
      brokenLimit({ total: cents(1201), largestBonus: cents(1001) }, limits),
      'a bonus of $10.01 is over your limit of $10.00 for one bonus',
    );
    assert.equal(
      brokenLimit({ total: cents(50_001), largestBonus: cents(100) }, limits),
      '$500.01 is over your limit of $500.00 for one operation',
    );
  });
});
