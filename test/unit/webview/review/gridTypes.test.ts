import assert from 'node:assert/strict';
import { cents } from '../../../../src/mturk/money.ts';
import { GridModel } from '../../../../src/webview/review/gridModel.ts';
import { hitOf, rowOf, started } from '../../review/rows.ts';
import { modelOf } from './models.ts';

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
    grid.valuesCame();
    assert.ok(has('bonus') && !has('feedback'));
    grid.table.update([{ id: '3A1', workerId: 'W1', status: 'Rejected', feedback: 'Empty.' }]);
    grid.valuesCame();
    assert.ok(has('bonus') && has('feedback'));
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
