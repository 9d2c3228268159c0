import assert from 'node:assert/strict';
import { mastersQualifications, termsOf } from '../../../src/mturk/fees.ts';
import { readHIT } from '../../../src/mturk/model.ts';

describe('the fee for Masters', () => {
  it('is for HITs that ask for them, not for those that keep them out', () => {
    const [QualificationTypeId] = mastersQualifications;
    const masters = (Comparator: 'Exists' | 'DoesNotExist') =>
      termsOf(readHIT({ Reward: '1.00', QualificationRequirements: [{ QualificationTypeId, Comparator }] })).masters;
    assert.equal(masters('Exists'), true);
    assert.equal(masters('DoesNotExist'), false);
  });
});
