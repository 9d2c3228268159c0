import assert from 'node:assert/strict';
import { Narrowing } from '../../../src/ui/narrow.ts';

describe('narrowing down very many choices', () => {
  const choices = Array.from({ length: 10_000 }, (_, index) => ({
    label: `Study ${index % 100}`,
    description: index % 2 === 0 ? 'Reviewable' : 'Assignable',
    detail: `3ID${String(index).padStart(6, '0')}`,
    value: index,
  }));
  const narrowing = new Narrowing(choices);

  it('shows the first ones while nothing is typed', () => {
    const { shown, total } = narrowing.find('', 100);
    assert.deepEqual(shown, choices.slice(0, 100));
    assert.equal(total, 10_000);
  });

  it('finds an id anywhere in the list', () => {
    const { shown, total } = narrowing.find('3id009999', 100);
    assert.deepEqual(
      shown.map(({ value }) => value),
      [9999],
    );
    assert.equal(total, 1);
  });

  it('wants all the words, wherever they stand', () => {
    const { shown, total } = narrowing.find('  reviewable  STUDY 42 ', 5);
    assert.ok(shown.every(({ value }) => value % 2 === 0));
    assert.equal(shown.length, 5);
    assert.ok(total >= 100);
    assert.deepEqual(narrowing.find('no such thing', 5), { shown: [], total: 0 });
  });
});
