import assert from 'node:assert/strict';
import { agreementOf } from '../../../src/review/agreement.ts';
import { duplicatesOf } from '../../../src/review/duplicates.ts';
import { outliersOf } from '../../../src/review/outliers.ts';
import { tableOf } from './rows.ts';

describe('agreement', () => {
  it('is the share of the commonest answer in each HIT, and marks those against a majority', () => {
    const table = tableOf(
      ...['cat', 'cat', 'dog'].map(label => ({ hit: 'H1', answers: { label } })),
      ...['cat', 'dog'].map(label => ({ hit: 'H2', answers: { label } })),
      { hit: 'H3', answers: { label: 'bird' } },
    );
    const label = table.fields.get('label');
    assert.ok(label);
    const { shares, different, mean } = agreementOf(table, label);
    assert.deepEqual([...shares], [2 / 3, 0.5, Number.NaN]);
    assert.deepEqual([...different], [0, 0, 1, 0, 0, 0]);
    assert.ok(Math.abs(mean - 7 / 12) < 1e-9);
  });

  it('counts who said nothing as an answer', () => {
    const table = tableOf({ answers: { a: 'x' } }, { answers: { a: 'x' } }, { answers: { b: '1' } });
    const a = table.fields.get('a');
    assert.ok(a);
    assert.deepEqual([...agreementOf(table, a).different], [0, 0, 1]);
  });

  it('has no mean where nothing can be compared', () => {
    const table = tableOf({ answers: { a: 'x' } });
    const a = table.fields.get('a');
    assert.ok(a && Number.isNaN(agreementOf(table, a).mean));
  });
});

describe('duplicates', () => {
  const essay = 'I think the colours were easy to tell apart, most of the time.';

  it('are rows that say the same at some length', () => {
    const table = tableOf(
      { answers: { text: essay, n: '1' } },
      { answers: { text: essay, n: '2' } },
      { hit: 'H2', answers: { text: essay, n: '1' } },
      { answers: { text: 'short', n: '1' } },
      { answers: { text: 'short', n: '1' } },
    );
    const { sets, setOf, counts } = duplicatesOf(table);
    assert.deepEqual(sets, [[0, 2]]);
    assert.deepEqual(
      counts.map(each => [...each.values()]),
      [[1, 1]],
    );
    assert.deepEqual([...setOf], [0, -1, 0, -1, -1]);
  });

  it('are found among thousands whose answers differ little', () => {
    const rows = Array.from({ length: 3000 }, (_, row) => ({
      answers: { text: `${essay} ${row % 7}`, a: `${(row * 31) % 13}`, b: `${(row * 17) % 11}`, c: `${row % 5}` },
    }));
    const expected = Map.groupBy(rows.keys(), row => JSON.stringify(rows[row]));
    const { sets, setOf } = duplicatesOf(tableOf(...rows));
    assert.deepEqual(
      sets.toSorted(([a = 0], [b = 0]) => a - b),
      [...expected.values()].filter(({ length }) => length > 1),
    );
    for (const [set, members] of sets.entries()) for (const row of members) assert.equal(setOf[row], set);
  });
});

describe('outliers', () => {
  it('are far from the median of their HIT type, in either direction', () => {
    const table = tableOf(
      ...[55, 58, 60, 61, 62, 65, 70, 72, 59].map(spent => ({ spent })),
      { spent: 2 },
      { spent: 3000 },
    );
    const { signs, medians } = outliersOf(table);
    assert.deepEqual([...signs], [0, 0, 0, 0, 0, 0, 0, 0, 0, -1, 1]);
    assert.ok(Math.abs((medians.get('T')?.median ?? 0) - 61_000) < 1);
  });

  it('are not looked for among few, nor where all took the same time', () => {
    assert.deepEqual([...outliersOf(tableOf({ spent: 60 }, { spent: 6000 })).signs], [0, 0]);
    const same = tableOf(...Array(20).fill({ spent: 60 }), { spent: 62 });
    assert.ok(outliersOf(same).signs.every(sign => sign === 0));
  });
});
