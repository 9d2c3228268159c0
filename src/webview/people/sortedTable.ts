/** A table that is sorted by a click on a column, a page of rows at a time. */
import type { Instant } from '../../mturk/model.ts';
import { type Cell, type PageRef, type PageTable, rowsOfPage, type Sorting } from '../../panels/people/contract.ts';
import { captionedTable } from '../base/captionedTable.ts';
import { button, icon } from '../base/controls.ts';
import { type Described, h } from '../base/dom.ts';
import { relativeTime } from '../base/timeElements.ts';
import { foreign } from '../base/visibleText.ts';

/** Characters. */
const longestUnbroken = 32;

export interface TableActions {
  readonly sort: (table: PageTable, sorting: Sorting) => void;
  /** `to`: from 0. */
  readonly turn: (table: PageTable, to: number) => void;
  readonly open: (ref: PageRef) => void;
  /** Copies all rows as CSV. */
  readonly copy: (table: PageTable) => void;
}

export function sortedTable(table: PageTable, now: Instant, actions: TableActions): Described {
  const { id, title, caption, none, total, more } = table;
  const body = table.rows.length === 0 ? h('p', 'quiet', none) : paged(table, now, actions);
  return h(
    'section',
    { key: id, attributes: { class: 'table', 'aria-labelledby': `title-${id}`, tabindex: '-1', 'data-home': true } },
    h(
      'h2',
      { attributes: { id: `title-${id}` } },
      title,
      h('span', 'quiet count', ` ${total.toLocaleString('en')}${more ? '+' : ''}`),
    ),
    caption !== undefined && h('p', 'quiet', caption),
    body,
  );
}

function paged(table: PageTable, now: Instant, actions: TableActions): Described {
  const { title, columns, rows, page, total } = table;
  const pages = Math.ceil(total / rowsOfPage);
  const first = page * rowsOfPage;
  return h(
    'div',
    { key: 'paged', attributes: { class: 'paged' } },
    h(
      'div',
      {
        key: 'scrolled',
        attributes: { class: 'scrolled', role: 'region', tabindex: '0', 'aria-label': `${title}, table` },
      },
      captionedTable({
        caption: title,
        head: columns.map((name, column) => header(table, name, column, actions)),
        rows: rows.map(cells =>
          h(
            'tr',
            '',
            cells.map((each, column) => cell(each, column, now, actions)),
          ),
        ),
      }),
    ),
    h(
      'div',
      { key: 'actions', attributes: { class: 'actions' } },
      button({
        key: 'copy',
        label: 'Copy as CSV',
        of: `of ${title}`,
        press: () => actions.copy(table),
      }),
      page > 0 &&
        button({
          key: 'previous',
          label: 'Previous',
          of: `rows of ${title}`,
          press: () => actions.turn(table, page - 1),
        }),
      pages > 1 &&
        h(
          'span',
          'quiet',
          `Rows ${(first + 1).toLocaleString('en')} to ${(first + rows.length).toLocaleString('en')} of ${total.toLocaleString('en')}`,
        ),
      page < pages - 1 &&
        button({ key: 'next', label: 'Next', of: `rows of ${title}`, press: () => actions.turn(table, page + 1) }),
    ),
  );
}

function header(table: PageTable, name: string, column: number, { sort }: TableActions): Described {
  const { sorting } = table;
  const isSorted = sorting.column === column;
  const descending = isSorted && !sorting.descending;
  return h(
    'th',
    {
      key: name,
      attributes: {
        scope: 'col',
        'aria-sort': isSorted ? (sorting.descending ? 'descending' : 'ascending') : 'none',
      },
    },
    h(
      'button',
      {
        attributes: { type: 'button', class: 'sorter', title: `Sort by ${name}` },
        on: { click: () => sort(table, { column, descending }) },
      },
      name,
      isSorted && icon(sorting.descending ? 'arrow-down' : 'arrow-up'),
    ),
  );
}

function cell({ text, at, ref }: Cell, column: number, now: Instant, { open }: TableActions): Described {
  const shown =
    at !== undefined
      ? relativeTime(at, now)
      : ref
        ? h(
            'button',
            { attributes: { type: 'button', class: 'link' }, on: { click: () => open(ref) } },
            foreign(text || 'Open'),
          )
        : foreign(text);
  // What is short stands on one line; the words of strangers break where they must.
  const attributes = { class: text.length <= longestUnbroken ? 'short' : undefined };
  return column === 0
    ? h('th', { attributes: { scope: 'row', ...attributes } }, shown)
    : h('td', { attributes }, shown);
}
