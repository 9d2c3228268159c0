/** The check that what is shown is so must itself find what isn't. */
import assert from 'node:assert/strict';
import { agreed, type Witness } from '../../support/truth/agreement.ts';
import { differences } from '../../support/truth/compare.ts';
import type { TrueAssignment, TrueHIT, Truth } from '../../support/truth/service.ts';
import type { Shown, ShownRow } from '../../support/truth/shown.ts';

const day = 24 * 3600_000;
const now = 1000 * day;

function assignment(id: string, status: string): TrueAssignment {
  return {
    id,
    hitId: '3HIT',
    workerId: `A${id}`,
    status,
    submitted: now - day,
    autoApproves: now + 3 * day,
    reward: 30,
    title: 'Judge words',
  };
}

function truthOf(...assignments: TrueAssignment[]): Truth {
  const hit: TrueHIT = {
    id: '3HIT',
    title: 'Judge words',
    status: 'Assignable',
    reward: 30,
    max: 5,
    available: 5 - assignments.length,
    working: 0,
    expires: now + day,
    assignments,
  };
  return { now, balance: 1_000_000, hits: new Map([[hit.id, hit]]), blocked: new Set(), holders: new Set() };
}

function row(kind: ShownRow['kind'], id: string, more: Partial<ShownRow>): ShownRow {
  return { kind, id, label: '', description: '', accessible: '', siblings: 1, ...more };
}

const hitRow = (more: Partial<ShownRow> = {}) =>
  row('hit', '3HIT', {
    label: 'Judge words',
    description: '1 to review · 2 of 5 · 1 d left',
    accessible: 'Judge words, HIT, 1 to review, 1 reviewed of 5, reward $0.30, Assignable, 1 day left',
    mark: '1',
    ...more,
  });

function shown(rows: readonly ShownRow[], more: Partial<Shown> = {}): Shown {
  return {
    profile: 'local',
    views: { hits: { rows, message: '', empty: '' } },
    badge: '1',
    statusBar: '$(beaker) LOCAL $10,000.00',
    panels: [],
    ...more,
  };
}

const truth = truthOf(assignment('1', 'Submitted'), assignment('2', 'Approved'));

describe('the check that what is shown is so', () => {
  it('finds nothing where all agrees, with ids and without', () => {
    assert.deepEqual(differences(shown([hitRow()]), truth), []);
    const { id: _, ...unnamed } = hitRow();
    assert.deepEqual(differences(shown([unnamed]), truth), []);
  });

  for (const [what, rows, expected] of [
    ['a count', [hitRow({ description: '2 to review · 2 of 5 · 1 d left' })], /to review: shown 2/],
    ['a mark', [hitRow({ mark: '3' })], /badge: shown 3, in the service 1/],
    ['a state', [hitRow({ accessible: 'Judge words, HIT, Reviewable' })], /its state is not Assignable/],
    ['a row that is gone', [hitRow(), row('hit', '3GONE', { label: 'Gone' })], /is not in the service/],
    ['a row that is missing', [], /0 rows for 1/],
  ] as const)
    it(`finds ${what} that is not so`, () => {
      assert.match(differences(shown(rows), truth).join('\n'), expected);
    });

  it('finds what stands below a row and is not so', () => {
    const under = hitRow();
    const worker = (id: string, status: string, mark: string) =>
      row('assignment', id, { label: `A${id}`, accessible: `Worker A${id}, ${status}`, mark, under, siblings: 2 });
    const right = [under, worker('1', 'Submitted', ''), worker('2', 'Approved', 'A')];
    assert.deepEqual(differences(shown(right), truth), []);
    const stale = [under, worker('1', 'Submitted', ''), worker('2', 'Rejected', 'R')];
    assert.match(differences(shown(stale), truth).join('\n'), /its state is not Approved/);
    assert.match(differences(shown(right.slice(0, 2)), truthOf()).join('\n'), /2 rows for 0/);
  });

  it('finds a badge, a balance and a panel that are not so', () => {
    const panel = { hitId: '3HIT', status: 'Assignable', counts: { 'to review': 2 }, assignments: [] };
    const found = differences(shown([hitRow()], { badge: '2', statusBar: 'LOCAL $9.00', panels: [panel] }), truth);
    assert.deepEqual(
      found.map(fault => fault.split(':')[0]),
      ['badge', 'status bar', 'panel of 3HIT', 'panel of 3HIT'],
    );
  });

  it('asks nothing of another profile, and no rows of Local while it is stopped', () => {
    assert.deepEqual(differences(shown([], { profile: 'other', statusBar: 'SANDBOX' }), truth), []);
    const stopped = { badge: '', statusBar: 'LOCAL stopped' };
    assert.deepEqual(differences(shown([], stopped), undefined), []);
    assert.match(differences(shown([hitRow()], stopped), undefined).join('\n'), /has rows while Local is stopped/);
  });

  it('waits for the change that makes it so, and no longer than it is told to', async () => {
    let rows: ShownRow[] = [];
    const change = Promise.withResolvers<void>();
    const witness: Witness = {
      truth: async () => truth,
      shown: () => shown(rows),
      changed: () => change.promise,
    };
    const waiting = agreed(witness);
    rows = [hitRow()];
    change.resolve();
    await waiting;
    const never: Witness = { ...witness, shown: () => shown([]), changed: () => new Promise(() => {}) };
    await assert.rejects(agreed(never, 1), /0 rows for 1/);
  });
});
