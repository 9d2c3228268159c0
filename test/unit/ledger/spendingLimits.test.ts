import assert from 'node:assert/strict';
import { committedCost } from '../../../src/ledger/costs.ts';
import type { Operation } from '../../../src/ledger/ledgerOperations.ts';
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

  it('count what published HITs and added assignments may cost', () => {
    const published: Operation[] = [
      { verb: 'createHIT', input: { Title: 'Judge', Reward: '1.00', MaxAssignments: 2 } as never },
      {
        verb: 'createHITWithType',
        input: { HITTypeId: 'T1', MaxAssignments: 9, LifetimeInSeconds: 60 },
        title: 'Judge',
        reward: cents(100),
        fee: cents(20),
      },
      { verb: 'addAssignments', hitId: 'H1', count: 3, before: 5, reward: cents(100), fee: cents(20) },
    ];
    assert.equal(committedCost(published), (2 + 9 + 3) * 120);
  });
});
