import assert from 'node:assert/strict';
import { followingRows, stillThere } from '../../../src/views/followingRow.ts';

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

describe('the keyboard after an operation', () => {
  it('goes on only from the rows that the operation was for', () => {
    assert.ok(stillThere(['a', 'b'], 3, { selected: ['b'], focusChanges: 3 }));
    assert.ok(stillThere(['a'], 0, { selected: [], focusChanges: 0 }), 'the rows are gone');
    assert.ok(!stillThere(['a'], 0, { selected: ['c'], focusChanges: 0 }), 'another row was selected meanwhile');
    assert.ok(!stillThere(['a'], 0, { selected: ['a'], focusChanges: 1 }), 'something was typed in an editor');
  });
});
