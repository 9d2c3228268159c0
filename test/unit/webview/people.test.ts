import assert from 'node:assert/strict';
import type { PageTable, PeopleModel } from '../../../src/panels/people/contract.ts';
import { render } from '../../../src/webview/base/dom.ts';
import { type PeopleActions, peoplePage } from '../../../src/webview/people/page.ts';
import { rowsOfPage } from '../../../src/webview/people/sortedTable.ts';
import { sortedRows } from '../../../src/webview/people/sortRows.ts';
import { hostileTexts } from '../../support/hostile/corpus.ts';
import { type LightElement, lightRoot } from './lightDom.ts';

const table: PageTable = {
  id: 'workers',
  title: 'Workers',
  none: 'Nobody has it.',
  columns: ['Worker', 'Score'],
  sorted: { column: 1, descending: true },
  rows: [
    [{ text: 'A2' }, { text: '7', sort: 7 }],
    [{ text: 'A10' }, { text: '1,000', sort: 1000 }],
    [{ text: 'A1' }, { text: 'none', sort: Number.NEGATIVE_INFINITY }],
  ],
  total: 3,
};

function model(text: string, tables: readonly PageTable[] = []): PeopleModel {
  return {
    identity: { profileId: 'p', subject: { kind: 'worker', workerId: text } },
    profile: { name: text, environment: 'sandbox' },
    now: 0,
    reading: false,
    failure: text,
    page: {
      heading: text,
      kind: 'Worker',
      facts: [{ label: 'Your note', value: text }],
      actions: ['message', 'copyId'],
      histogram: [{ from: 1, to: 3, count: 2 }],
      tables,
    },
  };
}

function draw(given: PeopleModel, more: Partial<PeopleActions> = {}): LightElement {
  const { root, parent } = lightRoot();
  const actions: PeopleActions = {
    sorting: () => undefined,
    sort: () => undefined,
    page: () => 0,
    turn: () => undefined,
    open: () => undefined,
    copy: () => undefined,
    perform: () => undefined,
    expansion: { has: () => false, toggle: () => undefined },
    ...more,
  };
  render(parent, [peoplePage(given, actions)]);
  return root;
}

function press(root: LightElement, label: string): void {
  const found = [...root.elements()].find(
    each =>
      each.tagName === 'button' &&
      [each.getAttribute('aria-label'), each.getAttribute('title'), each.textContent].includes(label),
  );
  assert.ok(found, label);
  found.listeners.get('click')?.({});
}

const cellsOf = (root: LightElement) =>
  [...root.elements()].filter(({ tagName }) => tagName === 'td').map(each => each.textContent);

describe('the page of a worker or a qualification type', () => {
  it('sorts by each column, numbers as numbers and names as people count', () => {
    const first = (column: number, descending: boolean) =>
      sortedRows(table, { column, descending }).map(([cell]) => cell?.text);
    assert.deepEqual(first(0, false), ['A1', 'A2', 'A10']);
    assert.deepEqual(first(0, true), ['A10', 'A2', 'A1']);
    assert.deepEqual(first(1, false), ['A1', 'A2', 'A10']);
    assert.deepEqual(first(1, true), ['A10', 'A2', 'A1']);
  });

  it('says how a table is sorted, and turns it round with the same button', () => {
    const sorted: unknown[] = [];
    const root = draw(model('A1', [table]), { sort: (id, sorting) => sorted.push([id, sorting]) });
    assert.deepEqual(cellsOf(root), ['1,000', '7', 'none']);
    const orders = [...root.elements()].flatMap(each => each.getAttribute('aria-sort') ?? []);
    assert.deepEqual(orders, ['none', 'descending']);
    press(root, 'Sort by Worker');
    press(root, 'Sort by Score');
    assert.deepEqual(sorted, [
      ['workers', { column: 0, descending: false }],
      ['workers', { column: 1, descending: false }],
    ]);
  });

  it('draws a page of rows at a time', () => {
    const rows = Array.from({ length: 5000 }, (_, index) => [{ text: `A${index}` }, { text: '', sort: index }]);
    const long = { ...table, rows, total: 5000 };
    const turned: unknown[] = [];
    const root = draw(model('A1', [long]), { turn: (id, to) => turned.push([id, to]) });
    assert.equal(cellsOf(root).length, rowsOfPage);
    assert.match(root.textContent, /Rows 1 to 50 of 5,000/);
    press(root, 'Next rows of Workers');
    assert.deepEqual(turned, [['workers', 1]]);
    const last = draw(model('A1', [long]), { page: () => 999 });
    assert.match(last.textContent, /Rows 4,951 to 5,000 of 5,000/);
  });

  it('copies what it shows as CSV that no spreadsheet runs', () => {
    const copied: string[] = [];
    const rows = [[{ text: '=1+1' }, { text: '', sort: 0, at: 0 }]];
    press(
      draw(model('A1', [{ ...table, rows, total: 1 }]), { copy: text => copied.push(text) }),
      'Copy as CSV of Workers',
    );
    assert.deepEqual(copied, ["Worker,Score\r\n'=1+1,1970-01-01T00:00:00.000Z\r\n"]);
  });

  it('says what there is none of', () => {
    assert.match(draw(model('A1', [{ ...table, rows: [], total: 0 }])).textContent, /Nobody has it\./);
    assert.match(draw(model('  ')).textContent, /Worker without an ID/);
  });

  it('is text for each hostile text there is', () => {
    for (const { name, text } of hostileTexts) {
      const ref = { kind: 'worker', workerId: text } as const;
      const rows = [[{ text, ref }, { text }]];
      const root = draw(model(text, [{ ...table, caption: text, rows, total: 1 }]));
      for (const { tagName, attributes } of root.elements()) {
        assert.doesNotMatch(tagName, /^(script|img|svg|style|iframe|a|object|embed|form|link|base|meta)$/, name);
        for (const attribute of attributes.keys())
          assert.doesNotMatch(attribute, /^on|^(src|srcdoc|href|style|action)$/, name);
      }
    }
  });
});
