import './testDocument.ts';
import assert from 'node:assert/strict';
import type { PlanState, PlanView, PlanViewModel } from '../../../src/panels/decisions/contract.ts';
import { type PlanContext, planPage } from '../../../src/webview/decisions/page.ts';
import { drawn, elementsOf, press, textOf } from './drawing.ts';

const row = { line: 7, column: 3, assignmentId: '3A', hitId: '3H', workerId: 'A1', words: 'Random', money: '$0.60' };

const plan: PlanView = {
  groups: [
    { kind: 'approve', count: 40, money: '$24.00 and $4.80 fees', rows: [row] },
    { kind: 'malformed', count: 2, money: '', rows: [{ ...row, hitId: '', words: '<img src=x onerror=alert(1)>' }] },
  ],
  undecided: 3,
  decidedBefore: 1,
  total: '$24.00 and $4.80 fees: $28.80',
  operations: 40,
  leftOut: 2,
};

function model(state: PlanState, environment = 'local'): PlanViewModel {
  return {
    uri: 'file:///a.csv',
    file: 'a.csv',
    profile: { name: 'Lab', environment, realMoney: environment === 'production' },
    state,
  };
}

function draw(given: PlanViewModel, leaveOut = false, pressed: string[] = []): HTMLElement {
  const context: PlanContext = {
    leaveOut,
    setLeaveOut: chosen => pressed.push(`leaveOut ${chosen}`),
    shown: () => 100,
    showMore: ({ kind }) => pressed.push(`more ${kind}`),
    apply: () => pressed.push('apply'),
    review: () => pressed.push('review'),
    openRow: ({ line, column }) => pressed.push(`row ${line}:${column}`),
    openAssignment: ({ hitId, assignmentId }) => pressed.push(`assignment ${hitId}/${assignmentId}`),
  };
  return drawn(planPage(given, context));
}

describe('the page of a plan', () => {
  it('says what would be done and spent, and where', () => {
    const textContent = textOf(draw(model({ kind: 'planned', plan }, 'production')));
    for (const text of [
      'PRODUCTION',
      'a.csv',
      '40 decisions to apply',
      '$24.00 and $4.80 fees: $28.80',
      '3 rows have no decision and stay unchanged. 1 row is already approved or rejected according to the AssignmentStatus column.',
    ])
      assert.ok(textContent.includes(text), text);
    assert.ok(!textContent.includes('No real money'));
    const local = textOf(draw(model({ kind: 'planned', plan })));
    assert.ok(local.includes('$28.80. No real money is spent in this environment.'));
    const one = textOf(draw(model({ kind: 'planned', plan: { ...plan, undecided: 1, decidedBefore: 0 } })));
    assert.ok(one.includes('1 row has no decision and stays unchanged.'));
  });

  it('applies nothing while rows are in the way, until they are left out', () => {
    const pressed: string[] = [];
    press(draw(model({ kind: 'planned', plan }), false, pressed), 'Apply…');
    press(draw(model({ kind: 'planned', plan }), false, pressed), 'Leave out 2 rows that can’t be applied');
    press(draw(model({ kind: 'planned', plan }), true, pressed), 'Apply…');
    press(draw(model({ kind: 'planned', plan: { ...plan, operations: 0 } }), true, pressed), 'Apply…');
    assert.deepEqual(pressed, ['leaveOut true', 'apply']);
  });

  it('leads to rows and assignments, and says when there are more', () => {
    const pressed: string[] = [];
    const groups = [
      { ...plan.groups[0], kind: 'approve' as const, count: 5000, money: '', rows: Array(150).fill(row) },
    ];
    const root = draw(model({ kind: 'planned', plan: { ...plan, groups } }), false, pressed);
    press(root, 'Go to line 7, column 3');
    press(root, 'Open assignment 3A');
    press(root, 'Show More Approve');
    assert.deepEqual(pressed, ['row 7:3', 'assignment 3H/3A', 'more approve']);
    assert.equal(elementsOf(root).filter(({ localName }) => localName === 'tr').length, 101);
  });

  it('says how many rows only the file has, once all others show', () => {
    const textOfCount = (count: number) => {
      const groups = [{ kind: 'approve' as const, count, money: '', rows: [row] }];
      return textOf(draw(model({ kind: 'planned', plan: { ...plan, groups } })));
    };
    assert.match(textOfCount(2), /1 more row is in the file\./);
    assert.match(textOfCount(5001), /5,000 more rows are in the file\./);
    assert.doesNotMatch(textOfCount(1), /in the file/);
  });

  it('shows what the file holds as text', () => {
    const root = draw(model({ kind: 'planned', plan }));
    assert.ok(textOf(root).includes('<img src=x onerror=alert(1)>'));
    assert.ok(elementsOf(root).every(({ localName }) => localName !== 'img'));
  });

  it('says why there is no plan', () => {
    const pressed: string[] = [];
    const root = draw(model({ kind: 'failed', reason: 'nothing answers' }), false, pressed);
    assert.ok(textOf(root).includes('nothing answers'));
    press(root, 'Review Again');
    assert.deepEqual(pressed, ['review']);
  });
});
