import assert from 'node:assert/strict';
import { GridModel } from '../../../../src/webview/review/gridModel.ts';
import { otherAnswers } from '../../../../src/webview/review/otherAnswers.ts';
import { hitOf, rowOf, started } from '../../review/rows.ts';

describe('the answers of a row of another HIT type', () => {
  const model = (answers: Record<string, string>) => {
    const made = new GridModel(() => started);
    made.table.putHITs([hitOf('H1', { typeId: 'T1' }), hitOf('H2', { typeId: 'T2' })]);
    made.table.put([
      rowOf(0, { hit: 'H1', answers: { colour: 'red', shade: 'dark', size: '3' } }),
      rowOf(1, { hit: 'H2', answers }),
    ]);
    made.arrange();
    return made;
  };
  const placeOf = ({ columns }: GridModel, id: string) => columns.findIndex(column => column.id === id);

  it('stand over the columns that are in sight', () => {
    const grid = model({ age: '30', sex: 'f' });
    const all = [...grid.columns.keys()].slice(grid.pinned);
    const whole = otherAnswers(grid, 1, all);
    assert.equal(whole?.place, placeOf(grid, 'answer:colour'));
    assert.equal(whole.text, 'age: 30 · sex: f');
    const scrolled = otherAnswers(grid, 1, all.slice(all.indexOf(placeOf(grid, 'answer:size'))));
    assert.equal(scrolled?.place, placeOf(grid, 'answer:size'));
    assert.ok(scrolled.width < whole.width);
    assert.equal(otherAnswers(grid, 0, all), undefined, 'a row of the type has its own cells');
  });

  it('are cut, however many and long they are', () => {
    const grid = model(Object.fromEntries(Array.from({ length: 500 }, (_, at) => [`field${at}`, 'x'.repeat(1000)])));
    assert.equal(otherAnswers(grid, 1, [...grid.columns.keys()].slice(grid.pinned))?.text.length, 300);
  });
});
