import assert from 'node:assert/strict';
import { countsOf } from '../../../src/mturk/counts.ts';
import { day, noon, someHIT } from '../../support/records.ts';

describe('counts', () => {
  // The worked example of reference.md §4.1: [available, pending, completed] → submitted.
  const steps = [
    [5, 0, 0, 0],
    [2, 3, 0, 0],
    [0, 3, 0, 2],
    [1, 2, 0, 2],
    [0, 0, 0, 5],
    [0, 0, 3, 2],
    [0, 0, 5, 0],
  ] as const;
  for (const [available, pending, completed, submitted] of steps)
    it(`add up at ${available} available, ${pending} pending, ${completed} completed`, () => {
      const counts = countsOf(someHIT({ available, pending, completed }), noon);
      assert.deepEqual(counts, {
        available,
        working: pending,
        submitted,
        reviewed: completed,
        unfilled: 0,
        unclear: 0,
      });
    });

  it('leave open what only a listing can tell after expiry', () => {
    const hit = someHIT({ available: 0, pending: 1, completed: 1, expires: noon - day });
    assert.deepEqual(countsOf(hit, noon), {
      available: 0,
      working: 1,
      submitted: 0,
      reviewed: 1,
      unfilled: 0,
      unclear: 3,
    });
    assert.deepEqual(countsOf(hit, noon, 2), {
      available: 0,
      working: 1,
      submitted: 2,
      reviewed: 1,
      unfilled: 1,
      unclear: 0,
    });
    assert.deepEqual(countsOf(hit, noon, 9).submitted, 3);
  });

  it('keep apart what nobody took before the HIT expired', () => {
    const expired = { available: 2, pending: 1, completed: 1, expires: noon - day } as const;
    const counts = { available: 0, working: 1, submitted: 1, reviewed: 1, unfilled: 2, unclear: 0 };
    assert.deepEqual(countsOf(someHIT(expired), noon), counts);
    assert.deepEqual(countsOf(someHIT(expired), noon, 1), counts);
    assert.deepEqual(countsOf(someHIT({ ...expired, status: 'Reviewable', expires: noon + day }), noon), counts);
  });
});
