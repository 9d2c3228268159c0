import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { DashboardModel } from '../../../src/panels/dashboard/contract.ts';
import { SentModel } from '../../../src/panels/dashboard/sentModel.ts';
import type { ChartSpec, TableSpec } from '../../../src/statistics/dashboard/chartSpec.ts';
import { changedModel } from '../../../src/webview/dashboard/changedModel.ts';

const chart = (id: string, values: number[]): ChartSpec => ({
  id,
  title: id,
  caption: '',
  kind: 'bars',
  labels: values.map(String),
  of: 'Value',
  series: [{ name: 'Count', unit: 'count', values }],
});
const table = (id: string, cell: string): TableSpec => ({ id, title: id, caption: '', columns: ['A'], rows: [[cell]] });

function model(given: Partial<DashboardModel> = {}): DashboardModel {
  return {
    identity: { profileId: 'p', selection: { kind: 'search', line: '' } },
    title: 'All',
    profile: { name: 'Lab', environment: 'local' },
    progress: { reading: false, done: 1, total: 1, stopped: false },
    figures: [{ label: 'Submitted', value: '1 of 2' }],
    charts: [chart('one', [1, 2]), chart('two', [3])],
    fields: ['colour'],
    field: 'colour',
    tables: [table('agreement', '0.5')],
    bonusesUnread: 0,
    ...given,
  };
}

describe('what changes in a dashboard', () => {
  it('is all that is sent', () => {
    const sent = new SentModel();
    sent.changes(model());
    assert.equal(sent.changes(model()), undefined);
    const charts = [chart('one', [1, 3]), chart('two', [3])];
    assert.deepEqual(sent.changes(model({ charts })), { charts: [charts[0], 'two'] });
    const figures = [{ label: 'Submitted', value: '2 of 2' }];
    assert.deepEqual(sent.changes(model({ charts, figures, field: null })), { figures, field: null });
    assert.deepEqual(sent.changes(model({ charts: charts.toReversed(), figures, field: null })), {
      charts: ['two', 'one'],
    });
    assert.deepEqual(sent.changes(model({ charts: [], figures, field: null, tables: [] })), { charts: [], tables: [] });
  });

  it('leaves what did not change as it is', () => {
    const before = model();
    const sent = new SentModel();
    sent.changes(before);
    const after = model({ charts: [chart('one', [9]), chart('two', [3])] });
    const shown = changedModel(before, sent.changes(after) ?? {});
    assert.deepEqual(shown, after);
    assert.equal(shown.charts[1], before.charts[1]);
    assert.equal(shown.tables, before.tables);
  });

  it('makes the next model of the last one, whatever comes and goes', () => {
    const ids = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', '__proto__', 'constructor'), { maxLength: 5 });
    const models = fc
      .record({
        charts: ids,
        tables: ids,
        values: fc.array(fc.integer({ min: 0, max: 2 }), { maxLength: 2 }),
        field: fc.option(fc.string()),
      })
      .map(({ charts, tables, values, field }) =>
        model({
          charts: charts.map(id => chart(id, values)),
          tables: tables.map(id => table(id, values.join())),
          field,
        }),
      );
    fc.assert(
      fc.property(fc.array(models, { minLength: 2, maxLength: 6 }), ([first, ...later]) => {
        const sent = new SentModel();
        let shown = first ?? model();
        sent.changes(shown);
        for (const next of later) {
          // As a message carries it.
          shown = changedModel(shown, JSON.parse(JSON.stringify(sent.changes(next) ?? {})));
          assert.deepEqual(shown, next);
        }
      }),
    );
  });
});
