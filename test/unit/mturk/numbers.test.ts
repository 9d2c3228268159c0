import assert from 'node:assert/strict';
import fc from 'fast-check';
import { compareDecimals } from '../../../src/mturk/numbers.ts';

describe('numbers as they are written', () => {
  it('compare as doubles do, where doubles are exact', () => {
    const number = fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }));
    fc.assert(
      fc.property(number, number, (one, other) => {
        assert.equal(Math.sign(compareDecimals(one, other)), one < other ? -1 : one > other ? 1 : 0);
        assert.equal(compareDecimals(one, one), 0);
      }),
    );
  });

  it('compare digit by digit where doubles are not', () => {
    assert.ok(compareDecimals('12345678901234567890', '12345678901234567891') < 0);
    assert.ok(compareDecimals('-12345678901234567890', '-12345678901234567891') > 0);
    assert.equal(compareDecimals('1e3', '+01000.0'), 0);
    assert.ok(compareDecimals('0.1', '0.10000000000000000001') < 0);
  });
});
