import './testDocument.ts';
import assert from 'node:assert/strict';
import type { PageTable, PeopleModel } from '../../../src/panels/people/contract.ts';
import { type PeopleActions, peoplePage } from '../../../src/webview/people/page.ts';
import { hostileTexts } from '../../support/hostile/corpus.ts';
import { attributesOf, drawn, elementsOf, press, textOf } from './drawing.ts';

const table: PageTable = {
  id: 'workers',
  title: 'Workers',
  none: 'No workers have this qualification.',
  columns: ['Worker', 'Score'],
  sorting: { column: 1, descending: true },
  rows: [
    [{ text: 'A10' }, { text: '1,000' }],
    [{ text: 'A2' }, { text: '7' }],
    [{ text: 'A1' }, { text: 'none' }],
  ],
  page: 0,
  total: 3,
  more: false,
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

function draw(given: PeopleModel, more: Partial<PeopleActions> = {}): HTMLElement {
  const actions: PeopleActions = {
    sort: () => undefined,
    turn: () => undefined,
    open: () => undefined,
    copy: () => undefined,
    perform: () => undefined,
    expansion: { has: () => false, toggle: () => undefined },
    ...more,
  };
  return drawn(peoplePage(given, actions));
}

const cellsOf = (root: HTMLElement) =>
  elementsOf(root)
    .filter(({ localName }) => localName === 'td')
    .map(each => each.textContent);

describe('the page of a worker or a qualification type', () => {
  it('says how a table is sorted, and turns it round with the same button', () => {
    const sorted: unknown[] = [];
    const root = draw(model('A1', [table]), { sort: ({ id }, sorting) => sorted.push([id, sorting]) });
    assert.deepEqual(cellsOf(root), ['1,000', '7', 'none']);
    const orders = elementsOf(root).flatMap(each => each.getAttribute('aria-sort') ?? []);
    assert.deepEqual(orders, ['none', 'descending']);
    press(root, 'Sort by Worker');
    press(root, 'Sort by Score');
    assert.deepEqual(sorted, [
      ['workers', { column: 0, descending: false }],
      ['workers', { column: 1, descending: false }],
    ]);
  });

  it('draws the rows that it gets, says which they are, and asks for others', () => {
    const turned: unknown[] = [];
    const long = { ...table, total: 5000, page: 99 };
    const root = draw(model('A1', [long]), { turn: ({ id }, to) => turned.push([id, to]) });
    assert.equal(cellsOf(root).length, 3);
    assert.match(textOf(root), /Rows 4,951 to 4,953 of 5,000/);
    press(root, 'Previous rows of Workers');
    assert.deepEqual(turned, [['workers', 98]]);
    assert.match(textOf(draw(model('A1', [{ ...long, more: true }]))), /Workers 5,000\+/);
  });

  it('asks for a copy of the whole table', () => {
    const copied: string[] = [];
    press(draw(model('A1', [table]), { copy: ({ id }) => copied.push(id) }), 'Copy as CSV of Workers');
    assert.deepEqual(copied, ['workers']);
  });

  it('says what there is none of', () => {
    assert.match(textOf(draw(model('A1', [{ ...table, rows: [], total: 0 }]))), /No workers have this qualification\./);
    assert.match(textOf(draw(model('  '))), /Worker without an ID/);
  });

  it('is text for each hostile text there is', () => {
    for (const { name, text } of hostileTexts) {
      const ref = { kind: 'worker', workerId: text } as const;
      const rows = [[{ text, ref }, { text }]];
      const root = draw(model(text, [{ ...table, caption: text, rows, total: 1 }]));
      for (const element of elementsOf(root)) {
        assert.doesNotMatch(
          element.localName,
          /^(script|img|svg|style|iframe|a|object|embed|form|link|base|meta)$/,
          name,
        );
        for (const attribute of attributesOf(element))
          assert.doesNotMatch(attribute, /^on|^(src|srcdoc|href|style|action)$/, name);
      }
    }
  });
});
