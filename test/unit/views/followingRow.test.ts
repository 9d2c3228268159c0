import assert from 'node:assert/strict';
import { followingRows } from '../../../src/views/followingRow.ts';

describe('the row to go on with', () => {
  const below = new Map([
    ['', ['a', 'b', 'c']],
    ['a', ['a1', 'a2']],
    ['c', ['c1']],
  ]);

  it('is the next one of the same depth, then one above, then any', () => {
    assert.deepEqual(followingRows(below, ['a1']), ['a2', 'c1', 'b', 'c', 'a']);
    assert.deepEqual(followingRows(below, ['c1']), ['a2', 'a1', 'c', 'b', 'a']);
    assert.deepEqual(followingRows(below, ['b']), ['c', 'a', 'c1', 'a2', 'a1']);
  });

  it('is none of those that go, and follows the last of them', () => {
    assert.equal(followingRows(below, ['a1', 'a2'])[0], 'c1');
    assert.deepEqual(followingRows(below, ['elsewhere']), []);
  });
});
