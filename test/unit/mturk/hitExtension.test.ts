import assert from 'node:assert/strict';
import fc from 'fast-check';
import { addCosts } from '../../../src/mturk/fees.ts';
import {
  allSmallSizes,
  extendedExpiration,
  furtherCost,
  mostFurther,
  roomFor,
  smallSizes,
} from '../../../src/mturk/hitExtension.ts';
import { cents } from '../../../src/mturk/money.ts';
import { day, hour, noon, someHIT } from '../../support/records.ts';

describe('extending a HIT', () => {
  it('never passes nine where it began below ten, and is free from ten on', () => {
    assert.equal(roomFor({ maxAssignments: 5 }, 12), 4);
    assert.equal(roomFor({ maxAssignments: 5 }, 2), 2);
    assert.equal(roomFor({ maxAssignments: 9 }, 1), 0);
    assert.equal(roomFor({ maxAssignments: 10 }, 500), 500);
  });

  it('publishes the rest in HITs of nine at most, as even as can be', () => {
    assert.deepEqual(smallSizes(8), [8]);
    assert.deepEqual(smallSizes(20), [7, 7, 6]);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), count => {
        const sizes = smallSizes(count);
        assert.equal(
          sizes.reduce((sum, size) => sum + size, 0),
          count,
        );
        assert.ok(sizes.every(size => size >= 1 && size <= 9));
        assert.ok((sizes[0] ?? 0) - (sizes.at(-1) ?? 0) <= 1);
      }),
    );
  });

  it('publishes no more than a thousand small HITs, however many assignments are typed', () => {
    assert.deepEqual(allSmallSizes([20, 3]), [[7, 7, 6], [3]]);
    assert.equal(allSmallSizes([9 * mostFurther])?.[0]?.length, mostFurther);
    assert.equal(allSmallSizes([9 * mostFurther, 1]), undefined);
    assert.equal(allSmallSizes([1_000_000_000]), undefined);
  });

  it('prices both ways: small HITs at 20 %, one of ten or more at 40 %', () => {
    const hit = someHIT({ reward: cents(100), maxAssignments: 5 });
    assert.equal(addCosts(furtherCost(hit, smallSizes(20))).total, 2400);
    assert.equal(addCosts(furtherCost(hit, [20])).total, 2800);
  });

  it('counts time from the expiration, or from now once that has passed', () => {
    assert.equal(extendedExpiration({ expires: noon + hour }, day, noon), noon + hour + day);
    assert.equal(extendedExpiration({ expires: noon - hour }, day, noon), noon + day);
  });
});
