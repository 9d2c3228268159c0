import '../testDocument.ts';

import assert from 'node:assert/strict';
import { render } from 'lit/html.js';
import { columnWidths, columnWindow } from '../../../../src/webview/review/columnWindow.ts';
import type { GridModel } from '../../../../src/webview/review/gridModel.ts';
import { groupLine, headOfColumns, type LineContext, rowLine } from '../../../../src/webview/review/lines.ts';
import { CellWidths } from '../../../../src/webview/review/overflow.ts';
import { started } from '../../review/rows.ts';
import { drawn, press, testRoot, textOf } from '../drawing.ts';
import { modelOf } from './models.ts';

/** What the lines stand in, with all columns or those at some places in the window. */
function contextOf(model: GridModel, given: Partial<LineContext> = {}, places?: readonly number[]): LineContext {
  const scrolled = places ?? [...model.columns.keys()].slice(model.pinned);
  return {
    model,
    window: columnWindow(
      model,
      columnWidths(model).map((width, place) => (place < model.pinned ? width : 100)),
      scrolled.map(place => ({ index: place - model.pinned, start: 200 + place * 100 })),
      2000,
    ),
    widths: new CellWidths(() => ({ plain: 7, id: 8 })),
    now: started,
    sortBy: () => undefined,
    openMenu: () => undefined,
    beginResize: () => undefined,
    beginMove: () => undefined,
    fold: () => undefined,
    ...given,
  };
}

const three = () =>
  modelOf(
    { answers: { colour: 'red', shade: 'dark' } },
    { answers: { colour: '<img src=x onerror=alert(1)> {{x}}', shade: 'a\u202Eb' }, status: 'Approved' },
    { hit: 'H2', answers: { colour: 'blue', shade: '' } },
  );

const cellOf = (root: Element, place: number) => root.querySelector<HTMLElement>(`.cell[data-place="${place}"]`);
/** Assertions that fail would print the whole document, so elements are compared before. */
const areSame = (some: readonly Element[], others: readonly Element[]) =>
  some.length === others.length && some.every((each, index) => each === others[index]);
const placeOf = ({ columns }: GridModel, id: string) => columns.findIndex(column => column.id === id);

describe('a line of the grid', () => {
  it('shows a row, and tells assistive technology where it is', () => {
    const model = three();
    const root = drawn(rowLine(contextOf(model), 0, 0, 28));
    const line = root.firstElementChild as HTMLElement;
    assert.equal(line.className.trim(), 'line row  current');
    const attributes = ['role', 'aria-rowindex', 'aria-selected', 'data-line', 'data-row', 'data-status'];
    assert.deepEqual(
      attributes.map(name => line.getAttribute(name)),
      ['row', '2', 'false', '0', '0', 'Submitted'],
    );
    assert.deepEqual([line.style.top, line.style.width, line.style.height], ['28px', '2000px', '24px']);
    assert.equal(line.getAttribute('style')?.includes('px'), true);
    const colour = cellOf(root, placeOf(model, 'answer:colour'));
    assert.equal(textOf(colour), 'red');
    assert.deepEqual(
      [colour?.getAttribute('role'), colour?.getAttribute('aria-colindex'), colour?.style.width],
      ['gridcell', String(placeOf(model, 'answer:colour') + 2), '100px'],
    );
    assert.equal(cellOf(root, 0)?.getAttribute('role'), 'rowheader');
    assert.ok(cellOf(root, 0)?.classList.contains('pinned'));
    assert.equal(root.querySelectorAll('[tabindex]').length, 1, 'one cell can be reached by Tab');
    assert.ok(root.querySelector('[tabindex="0"]') === cellOf(root, model.column));
  });

  it('has nothing between its cells that could be read or copied', () => {
    const root = drawn(rowLine(contextOf(three()), 0, 0, 28));
    const line = root.firstElementChild as HTMLElement;
    assert.deepEqual([...line.childNodes].filter(({ nodeType }) => nodeType === 3).map(textOf), []);
  });

  it('shows what workers wrote as text, with what can’t be seen marked', () => {
    const model = three();
    const root = drawn(rowLine(contextOf(model), 1, 1, 52));
    assert.equal(textOf(cellOf(root, placeOf(model, 'answer:colour'))), '<img src=x onerror=alert(1)> {{x}}');
    assert.equal(textOf(cellOf(root, placeOf(model, 'answer:shade'))), 'aU+202Eb');
    assert.equal(root.querySelectorAll('img').length, 0);
  });

  it('takes over the elements of another row', () => {
    const model = three();
    const context = contextOf(model);
    const root = testRoot();
    const draw = (line: number, row: number) => render(rowLine(context, line, row, 28 + line * 24), root);
    draw(1, 1);
    const before = [...root.querySelectorAll('.line, .cell, bdi')];
    const marks = root.querySelectorAll('.mark').length;
    model.selected.add(2);
    draw(2, 2);
    assert.equal(marks, 1);
    assert.ok(areSame([...root.querySelectorAll('.line, .cell, bdi')], before));
    assert.equal(root.querySelectorAll('.mark').length, 0);
    const line = root.firstElementChild as HTMLElement;
    assert.deepEqual([line.style.top, line.dataset.row, line.dataset.status], ['76px', '2', 'Submitted']);
    assert.equal(line.getAttribute('aria-selected'), 'true');
    assert.equal(textOf(line.querySelector('[data-tick]')), 'selected');
    assert.equal(textOf(cellOf(root, placeOf(model, 'answer:colour'))), 'blue');
    draw(0, 0);
    assert.equal(line.getAttribute('aria-selected'), 'false');
    assert.equal(textOf(line.querySelector('[data-tick]')), '');
  });

  it('keeps a cell, and what has the focus in it, when others scroll in and out beside it', () => {
    const model = three();
    const colour = placeOf(model, 'answer:colour');
    model.goTo(0, colour);
    const root = testRoot();
    render(rowLine(contextOf(model, {}, [colour, colour + 1, colour + 2]), 0, 0, 28), root);
    const cell = cellOf(root, colour);
    cell?.focus();
    render(rowLine(contextOf(model, {}, [colour - 1, colour, colour + 1]), 0, 0, 28), root);
    assert.ok(cellOf(root, colour) === cell);
    assert.ok(document.activeElement === cell);
    assert.ok(!cellOf(root, colour + 2));
    assert.ok(cellOf(root, colour - 1));
    const places = [...root.querySelectorAll<HTMLElement>('[data-place]')].map(({ dataset }) => Number(dataset.place));
    assert.deepEqual(
      places,
      places.toSorted((a, b) => a - b),
    );
  });

  it('of a group says how many assignments it has, and folds', () => {
    const model = three();
    model.wish({ grouping: 'hit' });
    const [group] = model.arranged.groups;
    assert.ok(group);
    const folds: unknown[] = [];
    const context = contextOf(model, { fold: (key, folded) => folds.push([key, folded]) });
    const root = drawn(groupLine(context, 0, group, 28));
    assert.match(textOf(root), /2 assignments, 1 to review/);
    assert.equal(root.querySelector('.whole')?.getAttribute('aria-expanded'), 'true');
    press(root, 'Fold');
    assert.deepEqual(folds, [['H1', true]]);
  });
});

describe('answers of which most of a HIT’s are the same', () => {
  const titlesOf = (...answers: readonly string[]) => {
    const model = modelOf(...answers.map(colour => ({ answers: { colour, sure: 'yes' } })));
    const context = contextOf(model);
    const place = placeOf(model, 'answer:colour');
    return {
      head: cellOf(drawn(headOfColumns(context)), place)?.title,
      last: cellOf(drawn(rowLine(context, answers.length - 1, answers.length - 1, 28)), place)?.title,
    };
  };

  it('say how many they are, on the head of the column and on other answers', () => {
    const { head, last } = titlesOf('red', 'red', 'blue');
    assert.match(head ?? '', /Agreement: on average, 66\.7% of a HIT’s assignments give its most common answer\.$/);
    assert.equal(last, '66.7% of this HIT’s assignments have the answer “red”.');
  });

  it('may be that there is none', () => {
    assert.equal(titlesOf('', '', 'blue').last, '66.7% of this HIT’s assignments have no answer.');
  });
});

describe('answers that are the same word for word', () => {
  it('say how many of them are of other workers, and of the same', () => {
    const answers = { text: 'I think the colours were easy to tell apart, most of the time.' };
    const model = modelOf(
      { answers, worker: 'A' },
      { answers, worker: 'B' },
      { answers, worker: 'A' },
      { answers, worker: 'C', hit: 'H2' },
      { answers: { text: 'short' }, worker: 'A' },
    );
    const titleOf = (row: number) => cellOf(drawn(rowLine(contextOf(model), row, row, 28)), 0)?.title;
    assert.equal(
      titleOf(0),
      'The same answers, word for word, as 2 assignments of other workers and 1 other assignment of this worker.',
    );
    assert.equal(titleOf(1), 'The same answers, word for word, as 3 assignments of other workers.');
    assert.equal(titleOf(4), '');
  });
});

describe('the heads of the columns', () => {
  it('say how rows are sorted and filtered, and open what a column offers without sorting by it', () => {
    const model = three();
    const calls: unknown[] = [];
    const context = contextOf(model, {
      sortBy: (id, further) => calls.push(['sort', id, further]),
      openMenu: id => calls.push(['menu', id]),
    });
    const root = testRoot();
    const draw = () => render(headOfColumns(context), root);
    draw();
    const find = () => root.querySelector<HTMLElement>('[data-column="answer:colour"]');
    const head = find();
    assert.equal(head?.getAttribute('aria-sort'), 'none');
    model.wish({
      sortings: [{ column: 'answer:colour', descending: true }],
      columnSearches: { 'answer:colour': 'e' },
    });
    draw();
    assert.ok(find() === head);
    assert.equal(head?.getAttribute('aria-sort'), 'descending');
    assert.match(head?.title ?? '', /\nFilter: e$/);
    assert.ok(head?.querySelector('.codicon-arrow-down') && head.querySelector('.codicon-filter-filled'));
    head.click();
    head.querySelector<HTMLElement>('.more')?.click();
    head.querySelector<HTMLElement>('.grip')?.click();
    assert.deepEqual(calls, [
      ['sort', 'answer:colour', false],
      ['menu', 'answer:colour'],
    ]);
  });
});
