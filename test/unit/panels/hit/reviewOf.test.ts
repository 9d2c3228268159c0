import assert from 'node:assert/strict';
import { type FailureKind, MTurkError } from '../../../../src/mturk/errors.ts';
import { reviewOf } from '../../../../src/panels/hit/reviewOf.ts';

const level = { level: 'HIT', policy: 'SimplePlurality/2011-09-01', results: [], actions: [] } as const;
const before = { levels: [level] };
const failing = (kind: FailureKind) => async () =>
  Promise.reject(new MTurkError({ kind, operation: 'ListReviewPolicyResultsForHIT', words: 'no', code: 'X' }));
const again = (read: () => Promise<never>) => reviewOf(read, before, 'https://lab.example');

describe('what review policies found, for a HIT’s panel', () => {
  it('is what was read', async () => {
    assert.deepEqual(await reviewOf(async () => [level], { levels: [] }, ''), { levels: [level] });
  });

  it('is nothing at a service that refuses, or has no review policies', async () => {
    for (const kind of ['refused', 'unknownOperation'] as const)
      assert.deepEqual(await again(failing(kind)), { levels: [] });
  });

  it('stays, with the reason, where it could not be read again', async () => {
    for (const kind of ['unreachable', 'throttled', 'notPermitted', 'serviceFault'] as const) {
      const { levels, failure } = await again(failing(kind));
      assert.deepEqual(levels, [level]);
      assert.match(failure ?? '', /^Couldn’t read the review policies: /, kind);
    }
    assert.deepEqual(await again(failing('cancelled')), before);
  });
});
