/** A table that is sorted by a click on a column, a page of rows at a time. */
import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { Instant } from '../../mturk/model.ts';
import { type Cell, type PageRef, type PageTable, rowsOfPage, type Sorting } from '../../panels/people/contract.ts';
import { captionedTable } from '../base/captionedTable.ts';
import { button, icon } from '../base/controls.ts';
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

export function sortedTable(table: PageTable, now: Instant, actions: TableActions): TemplateResult {
  const { id, title, caption, none, total, more } = table;
  const count = ` ${total.toLocaleString('en')}${more ? '+' : ''}`;
  return html`<section
    class="table"
    aria-labelledby=${`title-${id}`}
    tabindex="-1"
    data-home
  ><h2 id=${`title-${id}`}>${title}<span class="quiet count">${count}</span></h2>${
    caption === undefined ? nothing : html`<p class="quiet">${caption}</p>`
  }${table.rows.length === 0 ? html`<p class="quiet">${none}</p>` : paged(table, now, actions)}</section>`;
}

function paged(table: PageTable, now: Instant, actions: TableActions): TemplateResult {
  const { title, columns, rows, page, total } = table;
  const pages = Math.ceil(total / rowsOfPage);
  const first = page * rowsOfPage;
  const turn = (label: string, to: number) =>
    button({ label, of: `rows of ${title}`, press: () => actions.turn(table, to) });
  const drawn = captionedTable({
    caption: title,
    head: columns.map((name, column) => header(table, name, column, actions)),
    rows: rows.map(cells => html`<tr>${cells.map((each, column) => cell(each, column, now, actions))}</tr>`),
  });
  return html`<div class="paged"><div
    class="scrolled"
    role="region"
    tabindex="0"
    aria-label=${`${title}, table`}
  >${drawn}</div><div class="actions">${button({
    label: 'Copy as CSV',
    of: `of ${title}`,
    press: () => actions.copy(table),
  })}${page > 0 ? turn('Previous', page - 1) : nothing}${
    pages > 1
      ? html`<span class="quiet">Rows ${(first + 1).toLocaleString('en')} to ${(first + rows.length).toLocaleString('en')} of ${total.toLocaleString('en')}</span>`
      : nothing
  }${page < pages - 1 ? turn('Next', page + 1) : nothing}</div></div>`;
}

function header(table: PageTable, name: string, column: number, { sort }: TableActions): TemplateResult {
  const { sorting } = table;
  const isSorted = sorting.column === column;
  const descending = isSorted && !sorting.descending;
  return html`<th scope="col" aria-sort=${isSorted ? (sorting.descending ? 'descending' : 'ascending') : 'none'}><button
    type="button"
    class="sorter"
    title=${`Sort by ${name}`}
    @click=${() => sort(table, { column, descending })}
  >${name}${isSorted ? icon(sorting.descending ? 'arrow-down' : 'arrow-up') : nothing}</button></th>`;
}

function cell({ text, at, ref }: Cell, column: number, now: Instant, { open }: TableActions): TemplateResult {
  const shown =
    at !== undefined
      ? relativeTime(at, now)
      : ref
        ? html`<button type="button" class="link" @click=${() => open(ref)}>${foreign(text || 'Open')}</button>`
        : foreign(text);
  // What is short stands on one line; the words of strangers break where they must.
  const className = text.length <= longestUnbroken ? 'short' : nothing;
  return column === 0
    ? html`<th scope="row" class=${className}>${shown}</th>`
    : html`<td class=${className}>${shown}</td>`;
}
