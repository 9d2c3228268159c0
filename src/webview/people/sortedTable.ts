/** A table that is sorted by a click on a column, a page of rows at a time. */
import type { Instant } from '../../mturk/model.ts';
import { csvCell, guardCell } from '../../mturk/spreadsheet.ts';
import type { Cell, PageRef, PageTable, Sorting } from '../../panels/people/contract.ts';
import { button, icon } from '../base/controls.ts';
import { type Described, h } from '../base/dom.ts';
import { relativeTime } from '../base/timeElements.ts';
import { foreign } from '../base/visibleText.ts';
import { sortedRows } from './sortRows.ts';

export const rowsOfPage = 50;
/** Characters. */
const longestUnbroken = 32;

export interface TableActions {
  /** How the reader sorted a table, if so. */
  readonly sorting: (id: string) => Sorting | undefined;
  readonly sort: (id: string, sorting: Sorting) => void;
  /** Which page shows, from 0. */
  readonly page: (id: string) => number;
  readonly turn: (id: string, to: number) => void;
  readonly open: (ref: PageRef) => void;
  readonly copy: (text: string, what: string) => void;
}

export function sortedTable(table: PageTable, now: Instant, actions: TableActions): Described {
  const { id, title, caption, none, total } = table;
  const body = table.rows.length === 0 ? h('p', 'quiet', none) : paged(table, now, actions);
  return h(
    'section',
    { key: id, attributes: { class: 'table', 'aria-labelledby': `title-${id}`, tabindex: '-1', 'data-home': true } },
    h('h2', { attributes: { id: `title-${id}` } }, title, h('span', 'quiet count', ` ${total.toLocaleString('en')}`)),
    caption !== undefined && h('p', 'quiet', caption),
    body,
  );
}

function paged(table: PageTable, now: Instant, actions: TableActions): Described {
  const { id, title, columns } = table;
  const sorting = actions.sorting(id) ?? table.sorted;
  const rows = sortedRows(table, sorting);
  const pages = Math.ceil(rows.length / rowsOfPage);
  const at = Math.min(actions.page(id), pages - 1);
  const shown = rows.slice(at * rowsOfPage, (at + 1) * rowsOfPage);
  return h(
    'div',
    { key: 'paged', attributes: { class: 'paged' } },
    h(
      'div',
      {
        key: 'scrolled',
        attributes: { class: 'scrolled', role: 'region', tabindex: '0', 'aria-label': `${title}, table` },
      },
      h(
        'table',
        '',
        h('caption', 'unseen', title),
        h(
          'thead',
          '',
          h(
            'tr',
            '',
            columns.map((name, column) => header(id, name, column, sorting, actions)),
          ),
        ),
        h(
          'tbody',
          '',
          shown.map(cells =>
            h(
              'tr',
              '',
              cells.map((each, column) => cell(each, column, now, actions)),
            ),
          ),
        ),
      ),
    ),
    h(
      'div',
      { key: 'actions', attributes: { class: 'actions' } },
      button({
        key: 'copy',
        label: 'Copy as CSV',
        of: `of ${title}`,
        press: () => actions.copy(csvOf(columns, rows), title),
      }),
      at > 0 &&
        button({ key: 'previous', label: 'Previous', of: `rows of ${title}`, press: () => actions.turn(id, at - 1) }),
      pages > 1 &&
        h(
          'span',
          'quiet',
          `Rows ${(at * rowsOfPage + 1).toLocaleString('en')} to ${(at * rowsOfPage + shown.length).toLocaleString('en')} of ${rows.length.toLocaleString('en')}`,
        ),
      at < pages - 1 &&
        button({ key: 'next', label: 'Next', of: `rows of ${title}`, press: () => actions.turn(id, at + 1) }),
    ),
  );
}

function header(id: string, name: string, column: number, sorting: Sorting, { sort }: TableActions): Described {
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
        on: { click: () => sort(id, { column, descending }) },
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

/** As spreadsheets read it, with times in UTC; nothing in it is a formula. */
function csvOf(columns: readonly string[], rows: PageTable['rows']): string {
  const lines = rows.map(row =>
    row
      .map(({ text, at }) => (at === undefined ? text : new Date(at).toISOString()))
      .map(quoted)
      .join(','),
  );
  return `${[columns.map(quoted).join(','), ...lines].join('\r\n')}\r\n`;
}

function quoted(text: string): string {
  return csvCell(guardCell(text));
}
