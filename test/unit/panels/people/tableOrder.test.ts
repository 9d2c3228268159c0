import assert from 'node:assert/strict';
import fc from 'fast-check';
import { TimeSlices } from '../../../../src/mturk/timeSlices.ts';
import { orderOf, type SortKey } from '../../../../src/panels/people/tableOrder.ts';

const order = (keys: readonly SortKey[], descending = false) =>
  orderOf(keys.length, at => keys[at], descending, new TimeSlices());

describe('the order of a table', () => {
  it('is that of numbers, or of texts as people count', async () => {
    assert.deepEqual(await order(['A2', 'A10', 'A1']), [2, 0, 1]);
    assert.deepEqual(await order(['A2', 'A10', 'A1'], true), [1, 0, 2]);
    assert.deepEqual(await order([7, 1000, Number.NEGATIVE_INFINITY, undefined]), [2, 3, 0, 1]);
    assert.deepEqual(await order([]), []);
  });

  it('is stable, whatever the length', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(20), { maxLength: 2500 }), fc.boolean(), async (keys, descending) => {
        const places = keys.map((_, at) => at);
        const sorted = places.toSorted((one, other) =>
          descending ? (keys[other] ?? 0) - (keys[one] ?? 0) : (keys[one] ?? 0) - (keys[other] ?? 0),
        );
        assert.deepEqual(await order(keys, descending), sorted);
      }),
      { numRuns: 30 },
    );
  });
});
