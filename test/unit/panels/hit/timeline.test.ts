import assert from 'node:assert/strict';
import { cents } from '../../../../src/mturk/money.ts';
import type { HistoryEntry } from '../../../../src/panels/hit/historySource.ts';
import { type TimelineFacts, timeline } from '../../../../src/panels/hit/timeline.ts';
import { day, hour, noon, someAssignment, someHIT } from '../../../support/records.ts';

function lines(facts: Partial<TimelineFacts>): string[] {
  const all = { hit: someHIT(), assignments: [], bonuses: [], history: [], observedChanges: [], now: noon, ...facts };
  return timeline(all).map(({ kind, at, until, count, ahead, detail }) =>
    [
      ahead ? '+' : ' ',
      kind,
      (at - noon) / hour,
      ...(until === undefined ? [] : [`to ${(until - noon) / hour}`]),
      ...(count > 1 ? [`×${count}`] : []),
      ...(detail === undefined ? [] : [detail]),
    ].join(' '),
  );
}

function entry(facts: Partial<HistoryEntry>): HistoryEntry {
  return {
    key: 'p/0',
    at: noon - hour,
    label: 'More assignments',
    result: 'done',
    workerIds: [],
    about: '',
    words: '',
    spent: cents(0),
    ...facts,
  };
}

describe('the timeline of a HIT', () => {
  it('begins with its creation and tells what is over and what is to come', () => {
    assert.deepEqual(
      lines({ assignments: [someAssignment({ submitted: noon - hour, autoApproves: noon + 2 * hour })] }),
      ['  created -24', '  submitted -1', '+ autoApproves 2', '+ expires 24'],
    );
    assert.deepEqual(lines({ hit: someHIT({ created: noon - 3 * day, expires: noon - day }) }), [
      '  created -72',
      '  expires -24',
    ]);
  });

  it('tells things of a kind as one, within a day of the first', () => {
    const assignments = [-50, -49, -30, -10, -9].map((hours, index) =>
      someAssignment({
        id: `A${index}`,
        status: 'Approved',
        submitted: noon + hours * hour,
        approved: noon + (hours + 1) * hour,
      }),
    );
    assert.deepEqual(lines({ hit: someHIT({ created: noon - 3 * day }), assignments }), [
      '  created -72',
      '  submitted -50 to -30 ×3',
      '  approved -49 to -29 ×3',
      '  submitted -10 to -9 ×2',
      '  approved -9 to -8 ×2',
      '+ expires 24',
    ]);
  });

  it('has rejections and bonuses', () => {
    const assignments = [someAssignment({ status: 'Rejected', submitted: noon - 3 * hour, rejected: noon - 2 * hour })];
    const bonuses = [{ workerId: 'A1', assignmentId: '3A', amount: cents(50), reason: '', paid: noon - hour }];
    assert.deepEqual(lines({ assignments, bonuses }).slice(1, -1), [
      '  submitted -3',
      '  rejected -2',
      '  bonus -1 $0.50',
    ]);
  });

  it('has extensions of the ledger and those that were seen, each once', () => {
    const history = [
      entry({ at: noon - 5 * hour, gave: { kind: 'places', count: 2, max: 5 } }),
      entry({ at: noon - 4 * hour, gave: { kind: 'time', expires: noon + day } }),
      entry({ at: noon - 3 * hour, gave: { kind: 'end' } }),
      entry({ at: noon - 2 * hour, result: 'failed', gave: { kind: 'places', count: 9, max: 14 } }),
    ];
    const observedChanges = [
      { at: noon - 5 * hour + 1, max: { before: 3, after: 5 } },
      { at: noon - 4 * hour + 1, expires: { before: noon, after: noon + day } },
      { at: noon - 3 * hour + 1, expires: { before: noon + day, after: noon - 3 * hour } },
      { at: noon - hour, max: { before: 5, after: 7 }, expires: { before: noon, after: noon + 2 * day } },
    ];
    assert.deepEqual(lines({ history, observedChanges }), [
      '  created -24',
      '  extended -5 2 more, 5 in all',
      '  rescheduled -4',
      '  ended -3',
      '  extended -1 2 more, 7 in all',
      '  rescheduled -1',
      '+ expires 24',
    ]);
    assert.deepEqual(
      lines({ observedChanges: [{ at: noon - hour, expires: { before: noon + day, after: noon - hour } }] })[1],
      '  ended -1',
    );
  });
});
