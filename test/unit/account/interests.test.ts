import assert from 'node:assert/strict';
import { Interests } from '../../../src/account/interests.ts';

describe('what is of interest in an account', () => {
  it('is reported when it begins and when the last hold ends', () => {
    const interests = new Interests();
    let changes = 0;
    const following = interests.onChange(() => (changes += 1));
    const first = interests.hold('background', 'people');
    assert.deepEqual([changes, interests.has('background'), interests.has('listing')], [1, true, false]);
    const second = interests.hold('people');
    first.dispose();
    assert.deepEqual([changes, interests.has('background'), interests.has('people')], [2, false, true]);
    first.dispose();
    assert.deepEqual([changes, interests.has('people')], [2, true], 'a hold ends once');
    second.dispose();
    assert.deepEqual([changes, interests.has('people')], [3, false]);
    following.dispose();
    interests.hold('people');
    assert.equal(changes, 3);
  });
});
