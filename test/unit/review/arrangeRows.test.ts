import assert from 'node:assert/strict';
import fc from 'fast-check';
import { columnsOf } from '../../../src/review/answerColumns.ts';
import { arrange, type Grouping, type Sorting } from '../../../src/review/arrangeRows.ts';
import { parseColumnSearch, parseSearch } from '../../../src/review/columnSearch.ts';
import { filterRows } from '../../../src/review/filterRows.ts';
import type { ReviewTable } from '../../../src/review/table.ts';
import { TextColumn } from '../../../src/review/textColumn.ts';
import { started, tableOf } from './rows.ts';

const all = (table: ReviewTable) => new Uint8Array(table.size).fill(1);

function sorted(table: ReviewTable, ...sortings: Sorting[]): number[] {
  const { lines } = arrange(table, columnsOf(table), all(table), { sortings, grouping: 'none', folded: new Set() });
  return [...lines];
}

function found(table: ReviewTable, line: string, column?: string): number[] | string {
  const parsed = column === undefined ? parseSearch(line) : parseColumnSearch(line, column);
  if (!parsed.ok) return parsed.problem;
  const marked = () => Uint8Array.from({ length: table.size }, (_, row) => (row === 0 ? 1 : 0));
  const filtered = filterRows({ table, columns: columnsOf(table), now: started, marked }, parsed.terms);
  return filtered.ok ? [...filtered.rows.keys()].filter(row => filtered.rows[row] === 1) : filtered.problem;
}

describe('sorting a review', () => {
  const by = (column: string, descending = false): Sorting => ({ column, descending });

  it('puts numbers in the order of numbers, before texts, and what is empty last in both directions', () => {
    const table = tableOf(...['b', '10', '', '9', 'A', '-1'].map(a => ({ answers: { a } })), {});
    assert.deepEqual(sorted(table, by('answer:a')), [5, 3, 1, 4, 0, 2, 6]);
    assert.deepEqual(sorted(table, by('answer:a', true)), [0, 4, 1, 3, 5, 2, 6]);
  });

  it('sorts by several columns, the first most', () => {
    const table = tableOf(
      { answers: { a: 'x' }, spent: 30 },
      { answers: { a: 'x' }, spent: 10 },
      { answers: { a: 'a' }, spent: 20 },
    );
    assert.deepEqual(sorted(table, by('answer:a'), by('spent')), [2, 1, 0]);
    assert.deepEqual(sorted(table, by('answer:a', true), by('spent', true)), [0, 1, 2]);
  });

  it('keeps the order of what is equal, and forgets columns that are gone', () => {
    const table = tableOf({ answers: { a: '1.0' } }, { answers: { a: '1' } }, { answers: { a: '01' } });
    assert.deepEqual(sorted(table, by('answer:a')), [0, 1, 2]);
    assert.deepEqual(sorted(table, by('answer:gone', true)), [0, 1, 2]);
    assert.deepEqual(sorted(table, by('status'), by('worker', true)), [2, 1, 0]);
  });

  it('gives each row once, whatever the texts are', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' }), { maxLength: 20 }), texts => {
        const table = tableOf(...texts.map(a => ({ answers: { a } })));
        const order = sorted(table, by('answer:a'));
        assert.deepEqual(
          order.toSorted((a, b) => a - b),
          [...texts.keys()],
        );
      }),
    );
  });
});

describe('grouping a review', () => {
  const table = tableOf(
    { hit: 'H1', worker: 'A' },
    { hit: 'H2', worker: 'A', status: 'Approved' },
    { hit: 'H1', worker: 'B' },
  );
  const lines = (grouping: Grouping, ...folded: string[]) =>
    arrange(table, columnsOf(table), all(table), { sortings: [], grouping, folded: new Set(folded) });

  it('puts a head before the rows of each HIT or worker', () => {
    assert.deepEqual([...lines('hit').lines], [-1, 0, 2, -2, 1]);
    assert.deepEqual(
      lines('worker').groups.map(({ key, rows, unreviewed }) => [key, rows, unreviewed]),
      [
        ['A', [0, 1], 1],
        ['B', [2], 1],
      ],
    );
  });

  it('hides the rows of a folded group and still counts them', () => {
    const arranged = lines('hit', 'H1');
    assert.deepEqual([...arranged.lines], [-1, -2, 1]);
    assert.equal(arranged.rows, 3);
  });
});

describe('searching a review', () => {
  const table = tableOf(
    { worker: 'A2YUC', answers: { colour: 'Red', rating: '4', 'how was it': 'so: fine' }, spent: 10 },
    { worker: 'A1QXX', answers: { colour: 'blue', rating: '5.0' }, spent: 90, status: 'Approved' },
    { worker: 'A3FXX', answers: { colour: '' }, spent: 200, status: 'Rejected' },
  );

  it('finds words and phrases in any column and in any case', () => {
    assert.deepEqual(found(table, ''), [0, 1, 2]);
    assert.deepEqual(found(table, 'red'), [0]);
    assert.deepEqual(found(table, '"so: fine"'), [0]);
    assert.deepEqual(found(table, 'xx rejected'), [2]);
    assert.deepEqual(found(table, '-red -blue'), [2]);
    assert.deepEqual(found(table, '3a1'), [1]);
  });

  it('compares columns as what they hold', () => {
    assert.deepEqual(found(table, 'rating>4'), [1]);
    assert.deepEqual(found(table, 'rating=5'), [1]);
    assert.deepEqual(found(table, '-rating>=4'), [2]);
    assert.deepEqual(found(table, '"time spent">1m'), [1, 2]);
    assert.deepEqual(found(table, 'spent<30s'), [0]);
    assert.deepEqual(found(table, 'autoapproves<61m'), [0, 1, 2]);
    assert.deepEqual(found(table, '"how was it":fine'), [0]);
    assert.deepEqual(found(table, 'colour=RED'), [0]);
    assert.deepEqual(found(table, 'colour:""'), [2]);
    assert.deepEqual(found(table, '-colour:""'), [0, 1]);
    assert.deepEqual(found(table, 'status=approved'), [1]);
    assert.deepEqual(found(table, 'bonus:""'), [0, 1, 2]);
  });

  it('asks for what is marked', () => {
    assert.deepEqual(found(table, 'is:duplicate'), [0]);
    assert.deepEqual(found(table, 'is:submitted'), [0]);
    assert.deepEqual(found(table, '-is:submitted'), [1, 2]);
  });

  it('searches one column without its name', () => {
    assert.deepEqual(found(table, '>4', 'answer:rating'), [1]);
    assert.deepEqual(found(table, '-blue', 'answer:colour'), [0, 2]);
    assert.deepEqual(found(table, 'so: fine', 'answer:how was it'), [0]);
  });

  it('says what it can’t read', () => {
    for (const line of ['rating>', 'rating>x', 'gone:3', 'is:odd', '"open', '-', 'spent<soon', 'status>a'])
      assert.equal(typeof found(table, line), 'string', line);
  });

  it('finds nothing where there is no text', () => {
    for (const needle of ['', 'a']) assert.equal(new TextColumn().containing(needle).length, 0);
  });

  it('finds just what contains the words, in any texts', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string(), { minLength: 1, maxLength: 8 }),
        fc.string({ maxLength: 3 }),
        (texts, needle) => {
          const column = tableOf(...texts.map(a => ({ answers: { a } }))).fields.get('a');
          const having = column?.containing(needle);
          assert.deepEqual(
            column?.texts.map((_, code) => having?.[code] === 1),
            column?.texts.map(text => text.toLowerCase().includes(needle.toLowerCase())),
          );
        },
      ),
    );
  });
});
