import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { quantile } from '../../../src/statistics/dashboard/quantiles.ts';

/** The same by sorting. */
function sorted(values: readonly number[], share: number): number {
  const inOrder = Float64Array.from(values).sort();
  const place = (inOrder.length - 1) * share;
  const [low, high] = [Math.floor(place), Math.ceil(place)];
  const lower = inOrder[low] ?? Number.NaN;
  return lower + ((inOrder[high] ?? Number.NaN) - lower) * (place - low);
}

describe('quantiles', () => {
  it('are those of the sorted values', () => {
    const number = fc.oneof(fc.integer({ min: 0, max: 20 }), fc.double({ min: 0, max: 1e9, noNaN: true }));
    fc.assert(
      fc.property(
        fc.array(number, { minLength: 1, maxLength: 200 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (values, share) => {
          assert.equal(quantile(Float64Array.from(values), share), sorted(values, share));
        },
      ),
    );
  });

  it('come one after the other from the same values, in order, backwards or all the same', () => {
    for (const values of [
      Array.from({ length: 1001 }, (_, place) => place),
      Array.from({ length: 1001 }, (_, place) => 1000 - place),
      Array.from({ length: 1001 }, () => 7),
      Array.from({ length: 1000 }, (_, place) => (place % 2 === 0 ? place : 1000 - place)),
    ]) {
      const taken = Float64Array.from(values);
      for (const share of [0.5, 0.25, 0.75, 0.95, 0, 1]) assert.equal(quantile(taken, share), sorted(values, share));
    }
  });

  it('are not a number without values', () => assert.ok(Number.isNaN(quantile(new Float64Array(0), 0.5))));
});
