import assert from 'node:assert/strict';
import { failed, isKnown } from '../../../src/account/freshness.ts';

describe('what is known', () => {
  it('was read, and stays known while it is read again, until that fails', () => {
    assert.equal(isKnown({ state: 'never' }), false);
    assert.equal(isKnown({ state: 'loading' }), false);
    assert.equal(isKnown({ state: 'fresh', updated: 1 }), true);
    assert.equal(isKnown({ state: 'loading', updated: 1 }), true);
    assert.equal(isKnown(failed({ state: 'loading', updated: 1 }, new Error('no'), 'ListHITs')), false);
  });
});
