import './testDocument.ts';

import assert from 'node:assert/strict';
import { render } from 'lit/html.js';
import type { DashboardModel } from '../../../src/panels/dashboard/contract.ts';
import type { ChartSpec } from '../../../src/statistics/dashboard/chartSpec.ts';
import { keepingFocus } from '../../../src/webview/base/focus.ts';
import { axisWidth, valueText } from '../../../src/webview/dashboard/chartText.ts';
import { dashboardPage, type PageActions } from '../../../src/webview/dashboard/dashboardPage.ts';
import { readingResult } from '../../../src/webview/dashboard/readingResult.ts';
import { button, press, testRoot, textOf } from './drawing.ts';

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

/** A page and what it asks for. */
function pageOf() {
  const open = new Set<string>();
  const canvases = new Map<string, HTMLElement>();
  const calls: unknown[] = [];
  const root = testRoot();
  const actions: PageActions = {
    chart: id => {
      const canvas = canvases.get(id) ?? document.createElement('div');
      canvas.className = 'plot';
      canvases.set(id, canvas);
      return canvas;
    },
    page: () => 0,
    turn: (...call) => calls.push(['turn', ...call]),
    isOpen: id => open.has(id),
    setOpen: () => undefined,
    copy: (...call) => calls.push(['copy', ...call]),
    save: (...call) => calls.push(['save', ...call]),
    open: (...call) => calls.push(['open', ...call]),
    chooseField: () => undefined,
    run: name => calls.push([name]),
  };
  const draw = (given: DashboardModel) => render(dashboardPage(given, actions), root);
  /** The figures and sections with a heading of their own. */
  const parts = () => [...root.querySelectorAll('figure, section.table')];
  return { open, calls, root, draw, parts };
}

/** The same chart or table, with a note of each time that its caption is looked at. */
function watched<T extends { readonly id: string; readonly caption: string }>(part: T, seen: string[]): T {
  return Object.defineProperty({ ...part }, 'caption', {
    get: () => {
      seen.push(part.id);
      return part.caption;
    },
    enumerable: true,
  });
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
    const { draw, parts } = pageOf();
    const seen: string[] = [];
    const sharp: DashboardModel = {
      ...model,
      charts: model.charts.map(each => watched(each, seen)),
      tables: model.tables.map(each => watched(each, seen)),
    };
    /** What was looked at for another model. */
    const described = (given: DashboardModel) => {
      seen.length = 0;
      draw(given);
      return [...new Set(seen)];
    };
    assert.deepEqual(described(sharp), ['decisions', 'answers', 'agreement']);
    const before = parts();
    assert.deepEqual(described({ ...sharp, bonusesUnread: 3 }), []);
    const other = watched(chart('decisions'), seen);
    assert.deepEqual(described({ ...sharp, charts: [other, ...sharp.charts.slice(1)] }), ['decisions']);
    assert.deepEqual(described({ ...sharp, charts: [other, ...sharp.charts.slice(1)], fields: ['colour'] }), [
      'answers',
    ]);
    assert.ok(parts().every((part, place) => part === before[place]));
  });

  it('has the table of a chart once it is opened', () => {
    const { open, draw, parts } = pageOf();
    const tables = () => parts().map(part => part.querySelector('table') !== null);
    draw(model);
    assert.deepEqual(tables(), [false, false, true]);
    open.add('decisions');
    draw(model);
    assert.deepEqual(tables(), [true, false, true]);
  });

  it('keeps a chart, its open table and the focus in it when others come and go before it', () => {
    const { draw, root } = pageOf();
    draw(model);
    const [, canvas] = root.querySelectorAll<HTMLElement>('.plot');
    const [, figure] = root.querySelectorAll('figure');
    assert.ok(canvas && figure);
    canvas.tabIndex = 0;
    canvas.focus();
    figure.querySelector('details')?.setAttribute('open', '');
    for (const charts of [[chart('first'), ...model.charts.slice(1)], model.charts.slice(1)]) {
      draw({ ...model, charts });
      const figures = root.querySelectorAll('figure');
      assert.ok(figures.length === charts.length && figures[charts.length - 1] === figure);
      assert.ok(figure.contains(canvas) && document.activeElement === canvas);
      assert.ok(figure.querySelector('details')?.hasAttribute('open'));
    }
  });

  it('shows names that others gave as text', () => {
    const { draw, root } = pageOf();
    const name = '<img src=x>';
    const rows = [[name, name]];
    draw({ ...model, title: name, tables: [{ id: 't', title: name, caption: '', columns: [name, name], rows }] });
    assert.equal(root.querySelectorAll('img').length, 0);
    assert.equal(textOf(root.querySelector('h1')), name);
    assert.deepEqual([...root.querySelectorAll('section.table :is(h2, th, td)')].map(textOf), Array(5).fill(name));
  });

  it('counts the HITs whose bonuses were not read', () => {
    const { draw, root } = pageOf();
    for (const [bonusesUnread, name] of [
      [1, 'Read Bonuses of 1 more HIT'],
      [1200, 'Read Bonuses of 1,200 more HITs'],
    ] as const) {
      draw({ ...model, bonusesUnread });
      assert.equal(button(root, name).title, name);
    }
  });

  it('copies, saves, turns pages and opens assignments where it is pressed', () => {
    const { calls, draw, root } = pageOf();
    const rows = Array.from({ length: 30 }, (_, index) => [`row ${index}`]);
    const filters = rows.map((_, index) => (index === 1 ? 'worker:W1' : null));
    draw({ ...model, tables: [{ id: 't', title: 'T', caption: '', columns: ['A'], rows, filters }] });
    assert.match(textOf(root), /Rows 1 to 25 of 30/);
    assert.equal(root.querySelectorAll('section.table tbody tr').length, 25);
    press(root, 'Next: rows of T');
    press(root, 'Open the assignments of row 1 in the review grid');
    press(root, 'Save as PNG: decisions');
    press(root, 'Copy as CSV: decisions');
    press(root, 'Refresh all data');
    assert.deepEqual(calls, [
      ['turn', 't', 1],
      ['open', 'worker:W1'],
      ['save', 'decisions'],
      ['copy', 'Value,Count\r\n1,3\r\n2,4\r\n', 'decisions'],
      ['refresh'],
    ]);
  });
});

describe('the button that stops the reading', () => {
  it('never becomes the one that refreshes, and leaves the keyboard near', () => {
    const { calls, draw, root } = pageOf();
    draw({ ...model, progress: { reading: true, done: 0, total: 2, stopped: false } });
    const stop = button(root, 'Stop reading');
    stop.focus();
    draw({ ...model, progress: { reading: true, done: 1, total: 2, stopped: false } });
    assert.ok(button(root, 'Stop reading') === stop && document.activeElement === stop);
    keepingFocus(root, () => draw(model));
    assert.ok(!stop.isConnected && button(root, 'Refresh all data') !== stop);
    assert.ok(document.activeElement === root.querySelector('header .actions'));
    stop.click();
    assert.deepEqual(calls, [['stop']]);
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
