import assert from 'node:assert/strict';
import { addCosts, cost, mastersQualifications, termsOf } from '../../../src/mturk/fees.ts';
import { readHIT } from '../../../src/mturk/model.ts';
import { cents } from '../../../src/mturk/money.ts';

describe('the fee for Masters', () => {
  it('is for HITs that ask for them, not for those that keep them out', () => {
    const [QualificationTypeId] = mastersQualifications;
    const masters = (Comparator: 'Exists' | 'DoesNotExist') =>
      termsOf(readHIT({ Reward: '1.00', QualificationRequirements: [{ QualificationTypeId, Comparator }] })).masters;
    assert.equal(masters('Exists'), true);
    assert.equal(masters('DoesNotExist'), false);
  });
});

describe('the sum of costs', () => {
  it('is that of any number of them', () => {
    const one = cost(cents(2), cents(1));
    assert.equal(addCosts(Array.from({ length: 200_000 }, () => one)).total, 600_000);
  });
});
