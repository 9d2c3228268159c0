import assert from 'node:assert/strict';
import { columnsOf } from '../../../../src/review/answerColumns.ts';
import {
  moved,
  movedTo,
  ordered,
  pinnedCount,
  pinToggled,
  plainLayout,
  readLayout,
  resized,
  shown,
  toggled,
} from '../../../../src/webview/review/columnLayout.ts';
import { readPreferences } from '../../../../src/webview/review/gridState.ts';
import { tableOf } from '../../review/rows.ts';

describe('the layout of columns', () => {
  const columns = columnsOf(tableOf({ answers: { a: '1', b: '2', c: '3' } }));
  const visible = (layout = plainLayout) =>
    shown(columns, layout)
      .map(({ id }) => id)
      .filter(id => id !== 'autoApproves')
      .slice(0, 5);

  it('moves, hides and resizes columns, but never the first away', () => {
    assert.deepEqual(visible(), ['worker', 'status', 'answer:a', 'answer:b', 'answer:c']);
    assert.equal(shown(columns, plainLayout)[2]?.id, 'autoApproves', 'the deadline is in sight');
    const right = moved(plainLayout, columns, 'answer:a', 1);
    assert.deepEqual(visible(right), ['worker', 'status', 'answer:b', 'answer:a', 'answer:c']);
    assert.deepEqual(visible(moved(right, columns, 'answer:a', -1)), visible());
    assert.deepEqual(visible(moved(plainLayout, columns, 'status', -1)), visible());
    assert.deepEqual(visible(toggled(plainLayout, 'status')).slice(0, 2), ['worker', 'answer:a']);
    assert.equal(visible(toggled(plainLayout, 'worker'))[0], 'worker');
    assert.equal(resized(plainLayout, 'status', 1).widths.status, 48);
  });

  it('moves a column to the place of another, on either side of it', () => {
    const to = (id: string, other: string, layout = plainLayout) => visible(movedTo(layout, columns, id, other));
    assert.deepEqual(to('status', 'answer:b'), ['worker', 'answer:a', 'answer:b', 'status', 'answer:c']);
    assert.deepEqual(to('answer:c', 'answer:a'), ['worker', 'status', 'answer:c', 'answer:a', 'answer:b']);
    assert.deepEqual(to('answer:b', 'worker'), ['worker', 'answer:b', 'status', 'answer:a', 'answer:c']);
    assert.deepEqual(to('worker', 'answer:b'), visible());
    assert.deepEqual(to('answer:a', 'gone'), visible());
    const hidden = toggled(plainLayout, 'answer:b');
    assert.deepEqual(to('answer:c', 'answer:a', hidden).slice(0, 4), ['worker', 'status', 'answer:c', 'answer:a']);
  });

  it('pins columns beside the first, and moves them among themselves', () => {
    const one = pinToggled(plainLayout, 'answer:b');
    assert.deepEqual(visible(one), ['worker', 'answer:b', 'status', 'answer:a', 'answer:c']);
    assert.equal(pinnedCount(shown(columns, one), one), 2);
    const two = pinToggled(one, 'answer:c');
    assert.deepEqual(visible(moved(two, columns, 'answer:c', -1)).slice(0, 3), ['worker', 'answer:c', 'answer:b']);
    assert.deepEqual(visible(moved(two, columns, 'status', -1)), visible(two), 'what scrolls stays behind them');
    assert.deepEqual(visible(movedTo(two, columns, 'answer:a', 'answer:b')).slice(3), ['answer:a', 'status']);
    assert.deepEqual(visible(pinToggled(one, 'answer:b')), visible());
    const many = ['status', 'spent', 'submitted', 'title', 'answer:a'].reduce(pinToggled, plainLayout);
    assert.equal(pinnedCount(shown(columns, many), many), 5, 'the first and four');
    const elsewhere = ['answer:x', 'answer:y', 'answer:z', 'answer:w', 'status'].reduce(pinToggled, plainLayout);
    assert.equal(pinnedCount(shown(columns, elsewhere), elsewhere), 2, 'pins of another type take up no room');
    const wide = resized(resized(two, 'answer:b', 1200), 'answer:c', 1200);
    assert.equal(pinnedCount(shown(columns, wide), wide), 1, 'so wide a column would leave no room for the others');
    assert.deepEqual(readLayout({ pinned: ['status', 3] }).pinned, ['status']);
  });

  it('puts columns that came later where they stand by themselves', () => {
    const few = columnsOf(tableOf({ answers: { a: '1', c: '3' } }));
    const layout = moved(plainLayout, few, 'answer:c', -1);
    assert.deepEqual(
      ordered(columns, layout)
        .map(({ id }) => id)
        .filter(id => id !== 'autoApproves')
        .slice(0, 5),
      ['worker', 'status', 'answer:c', 'answer:a', 'answer:b'],
    );
  });

  it('of an earlier version hides what is hidden by default now', () => {
    assert.deepEqual(readLayout({ order: [], hidden: ['hit', 'status'], widths: {} }).hidden, [
      'hit',
      'status',
      'accepted',
      'decided',
    ]);
    assert.deepEqual(readLayout({ hidden: ['hit'], pinned: [] }).hidden, ['hit']);
  });

  it('is read back from anything', () => {
    for (const strange of [undefined, null, 3, [], { order: 3, hidden: [1], widths: { a: 'x' } }])
      assert.doesNotThrow(() => readLayout(strange));
    assert.deepEqual(
      readPreferences({ sortings: [{ column: 3 }, { column: 'a' }], grouping: 'odd', search: 1 }).sortings,
      [{ column: 'a', descending: false }],
    );
  });
});
