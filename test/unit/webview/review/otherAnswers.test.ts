import assert from 'node:assert/strict';
import { columnWidths, columnWindow } from '../../../../src/webview/review/columnWindow.ts';
import { GridModel } from '../../../../src/webview/review/gridModel.ts';
import { otherAnswers } from '../../../../src/webview/review/otherAnswers.ts';
import { hitOf, rowOf, started } from '../../review/rows.ts';

describe('the answers of a row of another HIT type', () => {
  const model = (
    answers: Record<string, string>,
    others: Record<string, string> = { colour: 'red', shade: 'dark', size: '3' },
  ) => {
    const made = new GridModel(() => started);
    made.table.putHITs([hitOf('H1', { typeId: 'T1' }), hitOf('H2', { typeId: 'T2' })]);
    made.table.put([rowOf(0, { hit: 'H1', answers: others }), rowOf(1, { hit: 'H2', answers })]);
    made.arrange();
    return made;
  };
  const placeOf = ({ columns }: GridModel, id: string) => columns.findIndex(column => column.id === id);

  /** What is drawn while the columns from some place on are in sight. */
  const windowOf = (grid: GridModel, from = grid.pinned) => {
    const items = [...grid.columns.keys()].slice(from).map(place => ({ index: place - grid.pinned, start: 0 }));
    return columnWindow(grid, columnWidths(grid), items, 0);
  };

  it('stand over the columns that are in sight', () => {
    const grid = model({ age: '30', sex: 'f' });
    const whole = otherAnswers(grid, 1, windowOf(grid));
    assert.equal(whole?.place, placeOf(grid, 'answer:colour'));
    assert.equal(whole.text, 'age: 30 · sex: f');
    const scrolled = otherAnswers(grid, 1, windowOf(grid, placeOf(grid, 'answer:size')));
    assert.equal(scrolled?.place, placeOf(grid, 'answer:size'));
    assert.ok(scrolled.width < whole.width);
    assert.equal(otherAnswers(grid, 0, windowOf(grid)), undefined, 'a row of the type has its own cells');
  });

  it('are cut, however many and long they are', () => {
    const grid = model(Object.fromEntries(Array.from({ length: 500 }, (_, at) => [`field${at}`, 'x'.repeat(1000)])));
    assert.equal(otherAnswers(grid, 1, windowOf(grid))?.text.length, 300);
  });

  it('stand over no more columns than a cut text needs', () => {
    const many = Object.fromEntries(Array.from({ length: 500 }, (_, at) => [`field${at}`, 'x'.repeat(40)]));
    const grid = model({ age: '30' }, many);
    assert.equal(otherAnswers(grid, 1, windowOf(grid))?.width, 2400);
  });
});
