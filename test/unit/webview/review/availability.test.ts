import assert from 'node:assert/strict';
import type { ReviewAction } from '../../../../src/panels/review/contract.ts';
import { kindsOf, whyNot } from '../../../../src/webview/review/availability.ts';

const day = 86_400_000;
const now = 100 * day;

/** A row for each status, its submission so many days ago. */
function tableOf(...rows: readonly (readonly ['Submitted' | 'Approved' | 'Rejected', number])[]) {
  return {
    status: (row: number) => rows[row]?.[0] ?? 'Submitted',
    submitted: rows.map(([, days]) => now - days * day),
  };
}

describe('what may be done to rows of the grid', () => {
  const table = tableOf(['Submitted', 1], ['Approved', 2], ['Rejected', 3], ['Rejected', 31]);
  const why = (action: ReviewAction, ...rows: number[]) => whyNot(action, kindsOf(table, rows), rows.length, now);
  const possible = (...rows: number[]): ReviewAction[] =>
    (['approve', 'reject', 'bonus', 'reverse'] as const).filter(action => why(action, ...rows) === undefined);

  it('is what the rules allow for one row', () => {
    assert.deepEqual(
      [0, 1, 2, 3].map(row => possible(row)),
      [['approve', 'reject', 'bonus'], ['bonus'], ['bonus', 'reverse'], ['bonus']],
    );
  });

  it('is what they allow for any of many, however many it is forbidden for', () => {
    assert.deepEqual(possible(1, 3, 0), ['approve', 'reject', 'bonus']);
    assert.deepEqual(possible(3, 2, 3), ['bonus', 'reverse']);
    assert.deepEqual(possible(0, 1, 2, 3), ['approve', 'reject', 'bonus', 'reverse']);
  });

  it('is nothing without a row', () => {
    assert.deepEqual(possible(), []);
    assert.match(why('bonus') ?? '', /no assignment is in focus/);
  });

  it('says the rule for one row, and that none is in a state for it for many', () => {
    assert.equal(why('approve', 1), 'it is already approved');
    assert.match(why('reverse', 3) ?? '', /30 days/);
    assert.match(why('reject', 1, 2) ?? '', /^none of these assignments/);
  });
});
