import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { cents } from '../../../src/mturk/money.ts';
import { columnsOf } from '../../../src/review/answerColumns.ts';
import { parseSearch } from '../../../src/review/columnSearch.ts';
import { filterRows } from '../../../src/review/filterRows.ts';
import type { ReviewTable } from '../../../src/review/table.ts';
import { ReviewTable as Table } from '../../../src/review/table.ts';
import type { ChartSpec } from '../../../src/statistics/dashboard/chartSpec.ts';
import { moneyChart } from '../../../src/statistics/dashboard/moneyChart.ts';
import { amountsByHIT, studyNumbers } from '../../../src/statistics/dashboard/study.ts';
import { payChart, progressChart, timeChart, workerChart } from '../../../src/statistics/dashboard/studyCharts.ts';
import { someHIT } from '../../support/records.ts';
import { type Given, hitOf, rowOf, started } from '../review/rows.ts';

const hour = 3_600_000;
const day = 24 * hour;

/** Rows that were submitted and decided on so many hours after the start. */
function tableAt(rows: readonly (Given & { readonly at: number; readonly decided?: number })[]): ReviewTable {
  const table = new Table();
  table.putHITs([hitOf('H1')]);
  table.put(
    rows.map((given, index) => {
      const row = rowOf(index, given);
      const submitted = started + given.at * hour;
      const accepted = submitted - (given.spent ?? 60) * 1000;
      return {
        ...row,
        submitted,
        accepted,
        ...(given.decided === undefined ? {} : { decided: started + given.decided * hour }),
      };
    }),
  );
  return table;
}

const hits = [someHIT({ id: 'H1', reward: cents(50), maxAssignments: 5 })];

/** How many rows the grid shows for each point that opens it. */
function opened(table: ReviewTable, { filters = [] }: ChartSpec): (number | null)[] {
  return filters.map(line => {
    if (line === null) return null;
    const parsed = parseSearch(line);
    assert.ok(parsed.ok, line);
    const facts = {
      table,
      columns: columnsOf(table),
      now: started + 100 * day,
      marked: () => new Uint8Array(table.size),
    };
    const found = filterRows(facts, parsed.terms);
    assert.ok(found.ok, line);
    return found.rows.reduce((sum, row) => sum + row, 0);
  });
}

describe('charts of a study', () => {
  it('open the work that a point stands for: hours', () => {
    const table = tableAt([{ at: 0 }, { at: 0.5 }, { at: 1 }, { at: 3.99 }]);
    const chart = progressChart({ table, now: started });
    assert.deepEqual(chart.series[0]?.values, [2, 3, 3, 4]);
    assert.deepEqual(opened(table, chart), [2, 1, 0, 1]);
  });

  it('open the work that a point stands for: Pacific days, also on the day on which summer time ends', () => {
    // 1 November 2026 has 25 hours there.
    const table = tableAt([{ at: -60 }, { at: -36 }, { at: -12 }, { at: 0 }, { at: 120 }]);
    const chart = progressChart({ table, now: started });
    const counts = opened(table, chart);
    const values = chart.series[0]?.values ?? [];
    assert.deepEqual(
      counts,
      values.map((value, place) => (value ?? 0) - (place === 0 ? 0 : (values[place - 1] ?? 0))),
    );
    assert.equal(
      counts.reduce<number>((sum, each) => sum + (each ?? 0), 0),
      5,
    );
  });

  it('open the work of workers with so many assignments, and of times on task', () => {
    const rows = [1, 2, 2, 3, 3, 3, 3, 4].map((worker, at) => ({
      at: at / 100,
      worker: `W${worker}`,
      spent: 10 + at * 30,
    }));
    const table = tableAt(rows);
    const numbers = studyNumbers({ table, hits, now: started, bonuses: new Map() }, amountsByHIT(table, hits));
    assert.deepEqual(opened(table, workerChart(numbers)).slice(0, 4), [2, 2, 4, 0]);
    const times = timeChart(numbers.times);
    assert.deepEqual(opened(table, times), times.series[0]?.values);
  });

  it('show what was owed at the end of each day', () => {
    const table = tableAt([
      { at: 0, status: 'Approved', decided: 25 },
      { at: 0, status: 'Rejected', decided: 49 },
      { at: 24 },
    ]);
    const chart = moneyChart({ table, hits, now: started + 3 * day, bonuses: new Map() }, amountsByHIT(table, hits));
    const owed = chart.series.find(({ name }) => name === 'Still owed')?.values ?? [];
    // 50 cents and 10 cents of fees each.
    assert.deepEqual(
      owed.map(value => value?.toFixed(2)),
      ['1.20', '1.20', '0.60'],
    );
    assert.deepEqual(chart.series[0]?.values, [0, 0.5, 0]);
    assert.match(chart.caption, /\$0\.60 still owed\.$/);
  });

  it('show pay by the hour, rejected work as nothing, and the share under the minimum', () => {
    // 50 cents in 60 seconds are $30 an hour, in ten minutes $3.
    const table = tableAt([
      { at: 0, spent: 60 },
      { at: 0, spent: 600 },
      { at: 0, spent: 600 },
      { at: 0, spent: 300, status: 'Approved', decided: 1 },
      { at: 0, spent: 60, status: 'Rejected', decided: 1 },
    ]);
    const numbers = studyNumbers(
      { table, hits, now: started, bonuses: new Map(), minimumWage: 725 },
      amountsByHIT(table, hits),
    );
    const chart = payChart(numbers, 725);
    const values = chart.series[0]?.values ?? [];
    const at = (label: string) => values[chart.labels.indexOf(label)];
    assert.deepEqual([at('$0–$2'), at('$2–$4'), at('$6–$8'), at('$30 or more')], [1, 2, 1, 1]);
    assert.match(chart.caption, /80\.0% of assignments are under \$7\.25 an hour\.$/);
  });
});

describe('dates in the search of the grid', () => {
  const table = tableAt([{ at: -12 }, { at: 0 }, { at: 0.001 }, { at: 24 }]);
  const counted = (line: string): number | null | undefined =>
    opened(table, { filters: [line] } as unknown as ChartSpec)[0];
  it('name a whole day, minute or second', () => {
    assert.equal(counted('submitted=2026-11-02'), 3);
    assert.equal(counted('submitted=2026-11-02T12:00'), 2);
    assert.equal(counted('submitted=2026-11-02T12:00:03Z'), 1);
    assert.equal(counted('submitted>2026-11-02'), 1);
    assert.equal(counted('submitted<=2026-11-02'), 3);
    assert.equal(counted('submitted<2026-11-02T12:00'), 1);
  });
  it('are refused where they are none, with an example', () => {
    const parsed = parseSearch('submitted>=2026-13-41');
    assert.ok(parsed.ok);
    const facts = { table, columns: columnsOf(table), now: started, marked: () => new Uint8Array(table.size) };
    const found = filterRows(facts, parsed.terms);
    assert.ok(!found.ok && /a date in UTC, as >=2024-03-05/.test(found.problem));
  });
});
