import assert from 'node:assert/strict';
import { reviewView } from '../../../../src/panels/hit/reviewViews.ts';

const result = { subject: 'Assignment A1', question: 'colour', finding: 'agreed answer', value: 'red' };
const action = { action: 'Approve Assignment A1', status: 'Succeeded', completed: undefined, reason: '' };
const level = { level: 'HIT', policy: 'SimplePlurality/2011-09-01', results: [result], actions: [action] } as const;

describe('review policies in the view of a HIT', () => {
  it('are shown as they came', () => {
    const marked = { ...level, results: [{ ...result, value: 'r\u202Eed\n\nblue' }] };
    assert.deepEqual(reviewView(marked), { ...marked, resultsKnown: 1, actionsKnown: 1 });
  });

  it('are no more than fit: neither rows nor texts', () => {
    const long = 'x'.repeat(100_000);
    const view = reviewView({
      level: 'HIT',
      policy: long,
      results: Array.from({ length: 300 }, () => ({ subject: long, question: long, finding: long, value: long })),
      actions: Array.from({ length: 300 }, () => ({ ...action, action: long, status: long, reason: long })),
    });
    assert.deepEqual([view.results.length, view.resultsKnown], [200, 300]);
    assert.deepEqual([view.actions.length, view.actionsKnown], [200, 300]);
    assert.ok(JSON.stringify(view).length < 200 * 8 * 2_100, `${JSON.stringify(view).length} characters`);
    assert.equal(view.results[0]?.value, `${long.slice(0, 1999)}…`);
  });
});
