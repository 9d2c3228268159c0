import assert from 'node:assert/strict';
import { copiedText } from '../../../../src/webview/review/clipboard.ts';
import type { GridModel } from '../../../../src/webview/review/gridModel.ts';
import { type KeyTarget, pressKey } from '../../../../src/webview/review/keyboard.ts';
import { linksIn } from '../../../../src/webview/review/links.ts';
import { stepsFor } from '../../../../src/webview/review/prefetch.ts';
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
