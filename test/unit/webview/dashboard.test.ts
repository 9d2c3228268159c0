import assert from 'node:assert/strict';
import type { DashboardModel } from '../../../src/panels/dashboard/contract.ts';
import type { ChartSpec } from '../../../src/statistics/dashboard/chartSpec.ts';
import type { Described } from '../../../src/webview/base/dom.ts';
import { axisWidth, valueText } from '../../../src/webview/dashboard/chartText.ts';
import { dashboardPage } from '../../../src/webview/dashboard/dashboardPage.ts';
import { readingResult } from '../../../src/webview/dashboard/readingResult.ts';

const chart = (id: string): ChartSpec => ({
  id,
  title: id,
  caption: 'A caption.',
  kind: 'bars',
  labels: ['1', '2'],
  of: 'Value',
  series: [{ name: 'Count', unit: 'count', values: [3, 4] }],
});

const model: DashboardModel = {
  identity: { profileId: 'p', selection: { kind: 'search', line: '' } },
  title: 'All',
  profile: { name: 'Lab', environment: 'local' },
  progress: { reading: false, done: 1, total: 1, stopped: false },
  figures: [],
  charts: [chart('decisions'), chart('answers')],
  fields: ['colour', 'mood'],
  field: 'colour',
  tables: [{ id: 'agreement', title: 'Agreement', caption: '', columns: ['A'], rows: [['0.5']] }],
  bonusesUnread: 0,
};

/** A page with a part of the model: what it is made of, by the title of each figure and section. */
function pageOf() {
  const open = new Set<string>();
  const describe = dashboardPage({
    chart: () => assert.fail('nothing is drawn'),
    page: () => 0,
    turn: () => undefined,
    isOpen: id => open.has(id),
    setOpen: () => undefined,
    copy: () => undefined,
    save: () => undefined,
    open: () => undefined,
    chooseField: () => undefined,
    run: () => undefined,
  });
  const parts = (given: DashboardModel) => {
    const [, , charts, tables] = describe(given).children as Described[];
    return [...(charts?.children ?? []), ...(tables?.children ?? [])] as Described[];
  };
  return { open, parts };
}

function has(part: Described | undefined, tag: string): boolean {
  return part?.children.some(child => typeof child !== 'string' && (child.tag === tag || has(child, tag))) ?? false;
}

describe('what is said of a dashboard that was read', () => {
  it('is a failure or a stop where there was one', () => {
    const read = { reading: false, done: 3, total: 4, stopped: false };
    const failure = { reason: 'nothing answers', advice: 'Start it.' };
    assert.equal(readingResult(read), 'Dashboard loaded.');
    assert.equal(readingResult({ ...read, stopped: true }), 'Reading stopped.');
    assert.equal(readingResult({ ...read, stopped: true, failure }), 'nothing answers. Start it.');
  });
});

describe('the page of a dashboard', () => {
  it('describes again only what changed', () => {
    const { parts } = pageOf();
    const before = parts(model);
    const same = parts({ ...model, bonusesUnread: 3 });
    assert.ok(before.every((part, place) => part === same[place]));
    const after = parts({ ...model, charts: [chart('decisions'), ...model.charts.slice(1)] });
    assert.deepEqual(
      after.map((part, place) => part === before[place]),
      [false, true, true],
    );
    const shorter = parts({ ...model, fields: ['colour'] });
    assert.notEqual(shorter[1], before[1]);
    assert.equal(shorter[2], before[2]);
  });

  it('has the table of a chart once it is opened', () => {
    const { open, parts } = pageOf();
    assert.deepEqual(
      parts(model).map(part => has(part, 'table')),
      [false, false, true],
    );
    open.add('decisions');
    assert.deepEqual(
      parts(model).map(part => has(part, 'table')),
      [true, false, true],
    );
  });
});

describe('a value of a chart', () => {
  it('is written as all money and shares are', () => {
    const dollars = [0, 0.07, 12.5, 999.99, 1234567.89, -0.2].map(value => valueText('dollars', value));
    assert.deepEqual(dollars, ['$0.00', '$0.07', '$12.50', '$999.99', '$1,234,567.89', '-$0.20']);
    assert.equal(valueText('share', 0.9718), '97.2%');
    assert.equal(valueText('dollars', null), '–');
  });
});

describe('the axis of a chart', () => {
  it('has room for its longest label, and leaves room for the chart', () => {
    assert.ok(axisWidth(['$0.00', '$15,000.00']) >= 10 * 7 + 20);
    assert.equal(axisWidth([]), 48);
    assert.equal(axisWidth(['9'.repeat(400)]), 160);
  });
});
