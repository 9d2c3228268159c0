import assert from 'node:assert/strict';
import { cents } from '../../../../src/mturk/money.ts';
import { columnsOf } from '../../../../src/review/answerColumns.ts';
import { copiedText } from '../../../../src/webview/review/clipboard.ts';
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
import { GridModel } from '../../../../src/webview/review/gridModel.ts';
import { readPreferences } from '../../../../src/webview/review/gridState.ts';
import { type KeyTarget, pressKey } from '../../../../src/webview/review/keyboard.ts';
import { linksIn } from '../../../../src/webview/review/links.ts';
import { stepsFor } from '../../../../src/webview/review/prefetch.ts';
import { hitOf, rowOf, started, tableOf } from '../../review/rows.ts';
import { modelOf } from './models.ts';

interface Pressed {
  readonly did: string[];
  readonly press: (...keys: string[]) => void;
}

function keys(model: GridModel): Pressed {
  const did: string[] = [];
  const note = (what: string) => () => did.push(what);
  const target: KeyTarget = {
    model,
    pageLines: 2,
    perform: action => did.push(`${action} ${model.targets.join()}`),
    focusSearch: note('search'),
    read: note('read'),
    copy: note('copy'),
    openHIT: note('open'),
    openColumn: id => did.push(`column ${id}`),
    openKeys: note('keys'),
    focusMessage: note('message'),
    moveColumn: by => did.push(`move ${by}`),
    moved: () => undefined,
    rearranged: () => undefined,
  };
  const press = (...all: string[]) => {
    for (const each of all) {
      const parts = each.split('+');
      const has = (name: string) => parts.includes(name);
      const event = {
        key: parts.at(-1),
        code: `Key${parts.at(-1)}`,
        ctrlKey: has('ctrl'),
        metaKey: false,
        altKey: has('alt'),
        shiftKey: has('shift'),
      };
      pressKey(target, event as KeyboardEvent);
    }
  };
  return { did, press };
}

describe('the keys of the grid', () => {
  const five = () => modelOf({}, {}, { status: 'Approved' }, {}, {});

  it('move between lines and columns, and stay inside', () => {
    const model = five();
    const { press } = keys(model);
    press('ArrowDown', 'ArrowDown', 'ArrowRight');
    assert.deepEqual([model.line, model.column], [2, 1]);
    press('ctrl+End', 'ArrowDown', 'End', 'ArrowRight');
    assert.deepEqual([model.line, model.column], [4, model.columns.length - 1]);
    press('PageUp', 'Home');
    assert.deepEqual([model.line, model.column], [2, 0]);
    press('ctrl+Home', 'ArrowUp', 'ArrowUp');
    assert.equal(model.line, -1);
  });

  it('act on the line with the keyboard, or on what is selected', () => {
    const { did, press } = keys(five());
    press('ArrowDown', 'a', 's', 'shift+ArrowDown', 'shift+ArrowDown', 'r', 'Escape', 'u');
    assert.deepEqual(did, ['approve 1', 'reject 1,2,3', 'reverse 3']);
  });

  it('act as in the views, which is what menus show beside their items', () => {
    const { did, press } = keys(five());
    press('alt+shift+A', 'alt+shift+R', 'alt+shift+B', 'alt+shift+U', 'ctrl+Enter', 'alt+shift+X', 'ctrl+alt+shift+A');
    assert.deepEqual(did, ['approve 0', 'reject 0', 'bonus 0', 'reread 0', 'open']);
  });

  it('let go of a range when it shrinks, and begin a new one elsewhere', () => {
    const model = five();
    const { press } = keys(model);
    press('shift+ArrowDown', 'shift+ArrowDown', 'shift+ArrowUp');
    assert.deepEqual([...model.selected], [0, 1]);
    press('ArrowDown', 'ArrowDown', 'shift+ArrowDown');
    assert.deepEqual([...model.selected], [3, 4]);
  });

  it('select all pending, whatever was selected before, and no row with a decision', () => {
    const model = five();
    const { did, press } = keys(model);
    press('ArrowDown', 'ArrowDown', 's', 'p', 'a');
    assert.deepEqual([...model.selected].sort(), [0, 1, 3, 4]);
    assert.deepEqual(did, ['approve 0,1,3,4']);
    model.wish({ search: 'W3' });
    press('p');
    assert.deepEqual([...model.selected], [3], 'of the rows that the filter shows');
  });

  it('select all that the filter shows, and nothing else', () => {
    const model = five();
    const { press, did } = keys(model);
    model.wish({ search: 'is:submitted' });
    press('ctrl+a', 'a');
    assert.deepEqual(did, ['approve 0,1,3,4']);
    model.wish({ search: 'is:approved' });
    assert.deepEqual([...model.selected], []);
  });

  it('find the next undecided, from the top if there is none below', () => {
    const model = modelOf({}, { status: 'Rejected' }, { status: 'Approved' });
    const { press } = keys(model);
    press('ArrowDown', 'n');
    assert.equal(model.line, 0);
    model.table.update([{ id: '3A0', workerId: 'W0', status: 'Approved' }]);
    assert.equal(model.goToUndecided(), false);
  });

  it('fold groups and select what is in them', () => {
    const model = modelOf({ hit: 'H1' }, { hit: 'H2' }, { hit: 'H1' });
    const { press, did } = keys(model);
    model.wish({ grouping: 'hit' });
    press('ctrl+Home', 'b', 'ArrowLeft');
    assert.deepEqual(did, ['bonus 0,2']);
    assert.deepEqual([...model.arranged.lines], [-1, -2, 1]);
    press('ArrowRight', 'Enter', 's');
    assert.deepEqual([...model.selected], [0, 2]);
  });

  it('open what a head, a row or a question mark stands for', () => {
    const { press, did } = keys(five());
    press('Enter', 'o', '/', '?', 'm', 'ctrl+c', 'alt+ArrowRight', 'ArrowUp', 'Enter');
    assert.deepEqual(did, ['read', 'open', 'search', 'keys', 'message', 'copy', 'move 1', 'column worker']);
  });
});

describe('the grid', () => {
  it('keeps the keyboard on its row through other orders', () => {
    const model = modelOf({ answers: { a: 'c' } }, { answers: { a: 'b' } }, { answers: { a: 'a' } });
    model.sortBy('answer:a', false);
    assert.deepEqual([...model.arranged.lines], [2, 1, 0]);
    assert.equal(model.focusedRow, 0);
  });

  it('sorts up, down and not at all, and by further columns', () => {
    const model = modelOf({}, {});
    const sortings = () =>
      model.preferences.sortings.map(({ column, descending }) => `${descending ? '-' : ''}${column}`);
    model.sortBy('worker', false);
    model.sortBy('spent', true);
    model.sortBy('spent', true);
    assert.deepEqual(sortings(), ['worker', '-spent']);
    model.sortBy('spent', true);
    assert.deepEqual(sortings(), ['worker']);
  });

  it('moves no row because it was decided', () => {
    const model = modelOf({}, {});
    model.wish({ search: 'is:submitted' });
    model.table.update([{ id: '3A0', workerId: 'W0', status: 'Approved' }]);
    assert.equal(model.count, 2);
    assert.equal(model.unreviewed, 1);
  });

  it('shows everything while a search can’t be read, and says why', () => {
    const model = modelOf({}, {});
    model.wish({ search: 'gone:1' });
    assert.equal(model.count, 2);
    assert.match(model.problem ?? '', /no column “gone”/);
  });
});

describe('what is worked out beforehand', () => {
  for (const [what, model] of Object.entries({
    'an empty table': modelOf(),
    'columns without any text': modelOf({ answers: {} }),
    'answers of several workers': modelOf({ answers: { a: '1' } }, { answers: { a: '2', b: 'x' } }),
  }))
    it(`comes to an end for ${what}`, () => {
      assert.ok([...stepsFor(model)].length >= model.allColumns.filter(({ kind }) => kind === 'text').length);
    });
});

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

describe('rows of several HIT types', () => {
  const model = () => {
    const made = new GridModel(() => started);
    made.table.putHITs([hitOf('H1', { typeId: 'T1' }), hitOf('H2', { typeId: 'T2' })]);
    made.table.put([
      rowOf(0, { hit: 'H1', answers: { colour: 'red' } }),
      rowOf(1, { hit: 'H2', answers: { age: '30', sex: 'f' } }),
      rowOf(2, { hit: 'H1', answers: { colour: 'blue' } }),
    ]);
    made.arrange();
    return made;
  };
  const answers = ({ columns }: GridModel) =>
    columns.filter(({ group }) => group === 'answer').map(({ label }) => label);

  it('are grouped by type, with the keyboard on the first row', () => {
    const grid = model();
    assert.deepEqual([...grid.arranged.lines], [-1, 0, 2, -2, 1]);
    assert.deepEqual(
      grid.arranged.groups.map(({ key, label }) => [key, label]),
      [
        ['T1', 'Title of H1'],
        ['T2', 'Title of H2'],
      ],
    );
    assert.deepEqual(grid.targets, [0], 'a key acts on a row, not on a group that nobody chose');
  });

  it('show the columns of the type that the keyboard is in, and stay in the same column', () => {
    const grid = model();
    assert.deepEqual(answers(grid), ['colour']);
    grid.goTo(
      1,
      grid.columns.findIndex(({ id }) => id === 'submitted'),
    );
    grid.goTo(4);
    assert.deepEqual(answers(grid), ['age', 'sex']);
    assert.equal(grid.columns[grid.column]?.id, 'submitted');
    assert.deepEqual(
      grid.columnsOfRows([0, 1]).filter(({ group }) => group === 'answer').length,
      3,
      'what is copied of both has the columns of both',
    );
    grid.wish({ grouping: 'none' });
    assert.deepEqual(answers(grid), ['colour', 'age', 'sex']);
  });

  it('have no head where there is one type, and no column for what nobody got', () => {
    const grid = modelOf({}, { hit: 'H2' });
    assert.deepEqual([...grid.arranged.lines], [0, 1]);
    const has = (id: string) => grid.columns.some(each => each.id === id);
    assert.ok(!has('bonus') && !has('feedback'));
    grid.table.putBonuses('H1', [['W0', cents(5)]]);
    assert.ok(grid.valuesCame() && has('bonus') && !has('feedback'));
    grid.table.update([{ id: '3A1', workerId: 'W1', status: 'Rejected', feedback: 'Empty.' }]);
    assert.ok(grid.valuesCame() && has('feedback'));
    assert.ok(!grid.valuesCame(), 'no column comes or goes');
  });

  it('keep the head of an empty column that rows are filtered or sorted by', () => {
    const grid = modelOf({}, {});
    const has = (id: string) => grid.columns.some(each => each.id === id);
    grid.wish({ columnSearches: { bonus: '>0' } });
    assert.deepEqual([grid.count, has('bonus')], [0, true]);
    grid.wish({ columnSearches: {}, sortings: [{ column: 'feedback', descending: false }] });
    assert.deepEqual([has('bonus'), has('feedback')], [false, true]);
  });

  it('name each active filter of a column, also of those that are not shown', () => {
    const grid = model();
    assert.deepEqual(grid.columnFilters, []);
    grid.wish({ columnSearches: { 'answer:age': '>20', 'answer:gone': 'x', status: '' } });
    assert.deepEqual(grid.columnFilters, [{ id: 'answer:age', label: 'age', search: '>20' }]);
  });

  it('are selected one by one in a range across heads', () => {
    const grid = model();
    grid.goTo(2);
    grid.extendTo(4);
    assert.deepEqual([...grid.selected], [2, 1]);
    grid.extendTo(3);
    assert.deepEqual([...grid.selected], [2], 'the head alone adds none of its rows');
    grid.extendTo(0);
    assert.deepEqual([...grid.selected], [0, 2]);
  });

  it('leave the keyboard on a row where its own goes', () => {
    const grid = model();
    grid.goToRow(1);
    grid.wish({ search: 'colour:red' });
    assert.deepEqual(grid.targets, [0]);
    grid.wish({ search: '' });
    grid.goToRow(2);
    grid.wish({ search: '-blue' });
    assert.deepEqual(grid.targets, [1], 'the next row, not the head before it');
    grid.fold('T2', true);
    assert.deepEqual(grid.targets, [0]);
    grid.fold('T1', true);
    assert.deepEqual([grid.line, grid.targets], [-1, []], 'no row is left: the heads of the columns');
    grid.fold('T2', false);
    assert.deepEqual(grid.targets, [1]);
  });

  it('leave the keyboard on the head of a group that it was moved to', () => {
    const grid = model();
    grid.goTo(3);
    grid.fold('T1', true);
    assert.deepEqual(grid.targets, [1]);
    assert.equal(grid.at(grid.line)?.kind, 'group');
  });

  it('get the keyboard past folded groups after they are read again', () => {
    const grid = model();
    grid.fold('T1', true);
    const again = () => {
      grid.clear();
      grid.table.putHITs([hitOf('H1', { typeId: 'T1' }), hitOf('H2', { typeId: 'T2' })]);
      grid.table.put([rowOf(0, { hit: 'H1' }), rowOf(1, { hit: 'H1' }), rowOf(2, { hit: 'H2' })]);
      grid.arrange();
    };
    again();
    assert.deepEqual(grid.targets, [2]);
  });
});

describe('what leaves the grid', () => {
  it('runs no formula in a spreadsheet', () => {
    const model = modelOf({ worker: '=HYPERLINK("x")', answers: { a: '-1', b: '@SUM(A1)\n+1' } });
    model.selected.add(0);
    const [, line = ''] = copiedText(model).split('\n');
    const cells = line.split('\t');
    assert.ok(cells.includes('\'=HYPERLINK("x")'));
    assert.ok(cells.includes('-1'));
    assert.ok(cells.includes("'@SUM(A1) +1"));
  });

  it('opens web addresses alone', () => {
    assert.deepEqual(linksIn('see https://example.org/a?b=1, javascript:alert(1) http://x.y. https:// file:///etc'), [
      'https://example.org/a?b=1',
      'http://x.y',
    ]);
    assert.equal(linksIn(Array.from({ length: 50 }, (_, index) => `https://e.org/${index}`).join(' ')).length, 10);
  });
});
