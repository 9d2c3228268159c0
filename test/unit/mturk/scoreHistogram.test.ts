import assert from 'node:assert/strict';
import { scoreHistogram } from '../../../src/mturk/scoreHistogram.ts';

describe('the histogram of scores', () => {
  it('has at most twenty bars in which every score is counted once', () => {
    assert.deepEqual(scoreHistogram([]), []);
    assert.deepEqual(scoreHistogram([{ score: 3 }, { score: 3 }, {}]), [{ from: 3, to: 3, count: 2 }]);
    const holders = Array.from({ length: 1000 }, (_, index) => ({ score: index - 500 }));
    const bars = scoreHistogram([...holders, { score: 2_147_483_647 }, { score: -2_147_483_648 }]);
    assert.ok(bars.length <= 20);
    assert.equal(
      bars.reduce((sum, { count }) => sum + count, 0),
      1002,
    );
  });
});
