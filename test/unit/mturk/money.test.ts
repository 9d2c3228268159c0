import assert from 'node:assert/strict';
import fc from 'fast-check';
import { assignmentFee, bonusFee, rewardCost } from '../../../src/mturk/fees.ts';
import { cents, formatAmount, formatDollars, parseAmount } from '../../../src/mturk/money.ts';

describe('money', () => {
  it('reads the service’s amounts and nothing else', () => {
    assert.equal(parseAmount('5'), 500);
    assert.equal(parseAmount('5.'), 500);
    assert.equal(parseAmount('0.05'), 5);
    assert.equal(parseAmount('0.5'), 50);
    for (const bad of ['.05', '$5', '0.005', '-1', '', '1e3', '99999999999999999999'])
      assert.equal(parseAmount(bad), undefined, bad);
  });

  it('writes what it reads', () => {
    fc.assert(
      fc.property(fc.nat(), value => {
        assert.equal(parseAmount(formatAmount(cents(value))), value);
      }),
    );
    assert.throws(() => formatAmount(cents(-1)), /no wire form/);
    assert.throws(() => cents(0.5), /whole number/);
  });

  it('writes dollars for people', () => {
    assert.equal(formatDollars(cents(1_000_000)), '$10,000.00');
    assert.equal(formatDollars(cents(-20)), '-$0.20');
    assert.equal(formatDollars(cents(100)), '$1.00');
  });
});

describe('fees', () => {
  it('take a fifth, two fifths from ten assignments on, and a twentieth more for Masters', () => {
    assert.equal(assignmentFee({ reward: cents(100), maxAssignments: 9 }), 20);
    assert.equal(assignmentFee({ reward: cents(100), maxAssignments: 10 }), 40);
    assert.equal(assignmentFee({ reward: cents(100), maxAssignments: 9, masters: true }), 25);
    assert.equal(assignmentFee({ reward: cents(100), maxAssignments: 1, premium: cents(50) }), 70);
  });

  it('round half up and never fall below a cent', () => {
    assert.equal(assignmentFee({ reward: cents(52), maxAssignments: 1 }), 10);
    assert.equal(assignmentFee({ reward: cents(42), maxAssignments: 1, masters: true }), 11);
    assert.equal(assignmentFee({ reward: cents(0), maxAssignments: 1 }), 1);
    assert.equal(bonusFee(cents(1)), 1);
    assert.equal(bonusFee(cents(1050)), 210);
  });

  it('are counted for each assignment, not for the sum', () => {
    assert.deepEqual(rewardCost({ reward: cents(1), maxAssignments: 9 }, 9), { pay: 9, fees: 9, total: 18 });
  });
});
