import assert from 'node:assert/strict';
import type { Freshness } from '../../../../src/account/account.ts';
import type { BonusPayment } from '../../../../src/account/accountBonuses.ts';
import type { Note } from '../../../../src/account/notes.ts';
import { encodeAnswers } from '../../../../src/mturk/answers.ts';
import { countsOf } from '../../../../src/mturk/counts.ts';
import { MTurkError } from '../../../../src/mturk/errors.ts';
import type { AnsweredAssignment, HITWithQuestion } from '../../../../src/mturk/model.ts';
import { cents } from '../../../../src/mturk/money.ts';
import { questionNamespaces } from '../../../../src/mturk/questionKinds.ts';
import type { HITView } from '../../../../src/panels/hit/contract.ts';
import type { HistoryEntry } from '../../../../src/panels/hit/historySource.ts';
import { type AccountView, hitViewModel, type ViewOptions } from '../../../../src/panels/hit/viewModel.ts';
import { day, hour, noon, someAssignment, someHIT } from '../../../support/records.ts';

const fresh: Freshness = { state: 'fresh', updated: noon };
const never: Freshness = { state: 'never' };

function accountWith(
  hit: HITWithQuestion | undefined,
  assignments: readonly AnsweredAssignment[],
  freshness: Freshness = fresh,
  notes: readonly Note[] = [],
  bonuses?: readonly BonusPayment[],
): AccountView {
  const read = 'updated' in freshness && freshness.updated !== undefined;
  const waiting = read ? assignments.filter(({ status }) => status === 'Submitted').length : undefined;
  return {
    client: { endpoint: 'http://127.0.0.1:1' },
    notes: { of: id => notes.find(({ assignmentId }) => assignmentId === id) },
    hit: () => hit,
    question: () => hit?.question,
    answer: (_, id) => assignments.find(each => each.id === id)?.answer,
    assignments: () => assignments,
    assignmentsFreshness: () => freshness,
    counts: each => countsOf(each, noon, waiting),
    workers: { bonuses: { of: () => bonuses } },
    qualificationTypes: { name: () => undefined },
    observedChanges: { of: () => [] },
  };
}

function viewOf(account: AccountView, options?: ViewOptions): HITView {
  const state = hitViewModel(account, '3HIT', noon, options);
  assert.ok(state.kind === 'present');
  return state.hit;
}

function failure(kind: 'refused' | 'unreachable'): MTurkError {
  return new MTurkError({ kind, operation: 'ListAssignmentsForHIT', words: 'no', code: 'ECONNREFUSED' });
}

const reviewed = [
  someAssignment({ id: 'A1', status: 'Approved', approved: noon - hour, submitted: noon - 3 * hour }),
  someAssignment({ id: 'A2', status: 'Rejected', rejected: noon - hour, submitted: noon - 4 * hour, feedback: 'No.' }),
  someAssignment({ id: 'A3', submitted: noon - hour, accepted: noon - hour - 90_000 }),
];

describe('the view of a HIT', () => {
  it('shows places that add up to the maximum, split into approved and rejected once listed', () => {
    const hit = someHIT({ maxAssignments: 6, available: 1, pending: 1, completed: 3 });
    const { segments, max } = viewOf(accountWith(hit, reviewed));
    assert.deepEqual(segments, [
      { kind: 'approved', count: 1 },
      { kind: 'rejected', count: 1 },
      { kind: 'reviewed', count: 1 },
      { kind: 'submitted', count: 1 },
      { kind: 'working', count: 1 },
      { kind: 'available', count: 1 },
    ]);
    assert.equal(
      segments.reduce((sum, { count }) => sum + count, 0),
      max,
    );
  });

  it('says what is unclear until the assignments are read, and what is unfilled afterwards', () => {
    const hit = someHIT({ maxAssignments: 3, available: 0, completed: 0, expires: noon - hour, status: 'Reviewable' });
    assert.deepEqual(viewOf(accountWith(hit, [], never)).segments, [{ kind: 'unclear', count: 3 }]);
    assert.deepEqual(viewOf(accountWith(hit, [someAssignment()])).segments, [
      { kind: 'submitted', count: 1 },
      { kind: 'unfilled', count: 2 },
    ]);
  });

  it('counts no money to come for what nobody took before the HIT expired', () => {
    const hit = someHIT({ maxAssignments: 5, available: 4, completed: 1, expires: noon - hour, status: 'Reviewable' });
    const view = viewOf(accountWith(hit, [someAssignment({ status: 'Approved' })]));
    assert.deepEqual(view.segments, [
      { kind: 'approved', count: 1 },
      { kind: 'unfilled', count: 4 },
    ]);
    assert.equal(view.money.toCome, '$0.00');
  });

  it('counts money with fees: what is approved, and all that may still be', () => {
    const hit = someHIT({ maxAssignments: 5, available: 1, pending: 1, completed: 2 });
    assert.deepEqual(viewOf(accountWith(hit, reviewed), { realMoney: false }).money, {
      reward: '$0.60',
      fee: '$0.12',
      soFar: '$0.72',
      toCome: '$2.16',
      real: false,
    });
    assert.equal(viewOf(accountWith(hit, [], never)).money.soFar, undefined);
  });

  it('adds bonuses with their fees once they are known, and lists them newest first', () => {
    const bonuses = [25, 50].map((amount, index) => ({
      workerId: `A${index}`,
      assignmentId: `3A${index}`,
      amount: cents(amount),
      reason: 'Careful',
      paid: noon + index,
    }));
    const hit = someHIT({ maxAssignments: 5, available: 1, pending: 1, completed: 2 });
    const view = viewOf(accountWith(hit, reviewed, fresh, [], bonuses));
    assert.equal(view.money.bonuses, '$0.90');
    assert.equal(view.money.soFar, '$1.62');
    assert.deepEqual(
      view.bonuses?.map(({ amount }) => amount),
      ['$0.50', '$0.25'],
    );
    assert.equal(view.bonusesKnown, 2);
    assert.equal(viewOf(accountWith(hit, reviewed)).bonuses, undefined);
  });

  it('says whether the question is being read, could not be, or is not there', () => {
    const kindOf = (question: string | undefined, options?: ViewOptions) =>
      viewOf({ ...accountWith(someHIT(), []), question: () => question }, options).question.kind;
    assert.equal(kindOf(undefined), 'loading');
    assert.equal(kindOf(undefined, { asked: true }), 'unread');
    assert.equal(kindOf('', { asked: true }), 'none');
  });

  it('names the crowd elements of a page that Local does not cover', () => {
    const page = '<crowd-form><crowd-input name="a"></crowd-input><Crowd-Polygon name="b"/><crowd-line></crowd-form>';
    const question = `<HTMLQuestion xmlns="${questionNamespaces.HTMLQuestion[0]}"><HTMLContent><![CDATA[${page}]]></HTMLContent><FrameHeight>0</FrameHeight></HTMLQuestion>`;
    const view = viewOf({ ...accountWith(someHIT(), []), question: () => question }).question;
    assert.deepEqual(view, { kind: 'html', frameHeight: 0, uncovered: ['crowd-polygon', 'crowd-line'] });
  });

  it('shows what the ledger has, as far as it fits, or why it has nothing', () => {
    const account = accountWith(someHIT(), []);
    const entry = (index: number): HistoryEntry => ({
      key: `p/${index}`,
      at: noon,
      label: 'Bonus',
      result: 'done',
      workerIds: ['A1'],
      about: 'Careful',
      words: '',
      spent: cents(index === 0 ? 60 : 0),
    });
    const ledgerOf = (history: ViewOptions['history']) => viewOf(account, { history }).ledger;
    assert.deepEqual(ledgerOf(undefined), { state: 'loading' });
    assert.deepEqual(ledgerOf({ failure: 'no' }), { state: 'failed', reason: 'no' });
    const ready = ledgerOf(Array.from({ length: 60 }, (_, index) => entry(index)));
    assert.ok(ready.state === 'ready');
    assert.deepEqual([ready.known, ready.entries.length], [60, 50]);
    assert.deepEqual([ready.entries[0]?.spent, ready.entries[1]?.spent], ['$0.60', '']);
  });

  it('adds the fees of large HITs and of Masters', () => {
    const masters = {
      qualificationTypeId: '2F1QJWKUDD8XADTFD2Q0G6UTO95ALH',
      comparator: 'Exists',
      integers: [],
      locales: [],
      actionsGuarded: 'Accept',
    };
    const hit = someHIT({ maxAssignments: 10, available: 10, requirements: [masters] });
    assert.equal(viewOf(accountWith(hit, [])).money.fee, '$0.27');
  });

  it('lists assignments newest first, no more than asked for', () => {
    const { assignments, assignmentsKnown } = viewOf(accountWith(someHIT(), reviewed), { limit: 2 });
    assert.deepEqual(
      assignments.map(({ id }) => id),
      ['A3', 'A1'],
    );
    assert.equal(assignmentsKnown, 3);
    assert.equal(assignments[0]?.spent, 90_000);
    assert.equal(assignments[0]?.autoApproves, noon + 2 * day);
    assert.equal(assignments[1]?.autoApproves, undefined);
    assert.equal(assignments[1]?.decided, noon - hour);
  });

  it('offers what may be done, with the rule where it may not', () => {
    const { assignments } = viewOf(accountWith(someHIT({ available: 2, completed: 2 }), reviewed));
    const offered = assignments.map(each =>
      each.actions
        .filter(({ action }) => !action.startsWith('open'))
        .map(({ action, forbidden }) => (forbidden ? `-${action}` : action)),
    );
    assert.deepEqual(offered, [
      ['approve', 'reject', 'bonus', 'softReject', 'mark', 'note'],
      ['-approve', '-reject', 'bonus', 'softReject', 'mark', 'note'],
      ['reverse', 'bonus', 'mark', 'note'],
    ]);
  });

  it('shows what the user noted beside the work', () => {
    const note = { hitId: '3HIT', text: 'look again', mark: 'flag' } as const;
    const notes: Note[] = [
      { ...note, assignmentId: 'A1' },
      { ...note, assignmentId: 'A2', text: '', mark: undefined },
    ];
    const { assignments } = viewOf(accountWith(someHIT(), reviewed, fresh, notes));
    const shown = assignments.map(each => [each.id, each.note, each.mark?.sign]);
    assert.deepEqual(
      shown.filter(([, text, mark]) => text !== undefined || mark !== undefined),
      [['A1', 'look again', '⚑']],
    );
  });

  it('decodes answers, and shows raw what can’t be', () => {
    const answer = encodeAnswers([{ question: 'colour', value: { kind: 'text', text: '<script>alert(1)</script>' } }]);
    const { assignments } = viewOf(
      accountWith(someHIT(), [
        someAssignment({ id: 'A1', answer }),
        someAssignment({ id: 'A2', answer: '<broken' }),
        someAssignment({ id: 'A3', answer: '' }),
      ]),
    );
    assert.deepEqual(assignments[0]?.answers, {
      ok: true,
      fields: [{ name: 'colour', text: '<script>alert(1)</script>', kind: 'text' }],
    });
    assert.ok(assignments[1]?.answers.ok === false && assignments[1].answers.raw === '<broken');
    assert.deepEqual(assignments[2]?.answers, { ok: true, fields: [] });
  });

  it('keeps stale facts on a failure, with how old they are and why', () => {
    const account = accountWith(someHIT(), reviewed, {
      state: 'failed',
      updated: noon - hour,
      error: failure('unreachable'),
    });
    const state = hitViewModel(account, '3HIT', noon);
    assert.ok(state.kind === 'present');
    assert.equal(state.staleness.updated, noon - hour);
    assert.match(state.staleness.failure?.reason ?? '', /nothing answers at http:\/\/127\.0\.0\.1:1/);
    assert.equal(state.hit.assignments.length, 3);
  });

  it('tells loading, gone, failed and not running apart', () => {
    const kind = (account: AccountView | undefined, options?: ViewOptions) =>
      hitViewModel(account, '3HIT', noon, options).kind;
    assert.equal(kind(accountWith(undefined, [], never)), 'loading');
    assert.equal(kind(accountWith(undefined, [], never), { asked: true }), 'gone');
    assert.equal(
      kind(accountWith(undefined, [], { state: 'failed', error: failure('refused') }), { asked: true }),
      'gone',
    );
    assert.equal(kind(accountWith(undefined, [], { state: 'failed', error: failure('unreachable') })), 'failed');
    assert.equal(kind(undefined, { offline: 'Local' }), 'failed');
    const kept = hitViewModel(accountWith(someHIT(), reviewed), '3HIT', noon, { offline: 'Local' });
    assert.ok(kept.kind === 'present' && kept.staleness.failure?.reason === 'Local is not running');
  });
});
