/** The bars above and below the grid: the search, how much is shown, how far the reading is, and the operations. */
import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { Instant } from '../../mturk/model.ts';
import { counted } from '../../mturk/plurals.ts';
import type { ReadProgress, ReviewAction, ReviewHead } from '../../panels/review/contract.ts';
import { button, icon, progressLine } from '../base/controls.ts';
import { initially } from '../base/initially.ts';
import { foreign } from '../base/visibleText.ts';
import { environmentBadge } from '../base/whereabouts.ts';
import { kindsOf, whyNot } from './availability.ts';
import type { GridModel } from './gridModel.ts';

export interface BarContext {
  readonly model: GridModel;
  readonly now: Instant;
  readonly head: ReviewHead | undefined;
  readonly progress: ReadProgress | undefined;
  readonly readerOpen: boolean;
  readonly search: (line: string) => void;
  readonly clearFilters: () => void;
  readonly perform: (action: ReviewAction) => void;
  readonly select: (what: 'all' | 'pending' | 'nothing') => void;
  readonly approveAll: () => void;
  readonly openPopup: (kind: 'columns' | 'group' | 'keys') => void;
  readonly toggleReader: () => void;
  readonly refresh: () => void;
  readonly stop: () => void;
}

export const searchId = 'search';

const example = 'Filter, e.g. blue -"no idea" rating>4 spent<30s is:duplicate';

export function topBar(context: BarContext): TemplateResult {
  const { model, readerOpen, openPopup, toggleReader, refresh } = context;
  const title = commonTitle(model);
  return html`<header class="bar top">
    <h1 class="unseen">${context.head?.title ?? 'Review'}</h1>
    <div class="search" role="search">
      ${icon('search')}
      <input
        id=${searchId}
        type="text"
        placeholder=${example}
        aria-label="Filter the assignments"
        aria-invalid=${model.problem === undefined ? nothing : 'true'}
        spellcheck="false"
        ${initially({ value: model.preferences.search })}
        @input=${({ target }: Event) => target instanceof HTMLInputElement && context.search(target.value)}
      />
    </div>
    <span class="count quiet">${countText(model)}</span>
    ${title === '' ? nothing : html`<span class="common">${foreign(title)}</span>`}
    ${button({ bare: true, icon: 'group-by-ref-type', label: 'Group rows', press: () => openPopup('group') })}
    ${button({ bare: true, icon: 'list-selection', label: 'Columns', press: () => openPopup('columns') })}
    ${button({
      bare: true,
      icon: readerOpen ? 'layout-sidebar-right' : 'layout-sidebar-right-off',
      label: readerOpen ? 'Hide the whole assignment' : 'Show the whole assignment',
      press: toggleReader,
    })}
    ${button({ bare: true, icon: 'refresh', label: 'Refresh all', press: refresh })}
    ${button({ bare: true, icon: 'keyboard', label: 'Keys', press: () => openPopup('keys') })}
  </header>`;
}

function countText({ arranged, table, unreviewed }: GridModel): string {
  const all = table.size;
  if (all === 0) return '';
  const of =
    arranged.rows === all
      ? counted(all, 'assignment')
      : `${arranged.rows.toLocaleString()} of ${counted(all, 'assignment')}`;
  return `${of} · ${unreviewed.toLocaleString()} to review`;
}

/** The title that all rows have, which no head of a group says then. */
function commonTitle({ table, arranged }: GridModel): string {
  return table.titles.texts.length === 1 && arranged.groups.length === 0 ? (table.titles.texts[0] ?? '') : '';
}

/** What is wrong or not finished; nothing, most of the time. */
export function notices(context: BarContext): TemplateResult {
  const { model, progress, head } = context;
  const isEmpty = progress !== undefined && !progress.reading && !progress.failure && model.count === 0;
  return html`${progress?.reading ? readingNotice(progress, context) : nothing}${
    progress?.stopped && !progress.reading
      ? html`<p class="notice warning">${icon('warning')}<span>Reading was stopped. The list is incomplete.</span>${button({ label: 'Read All', press: context.refresh })}</p>`
      : nothing
  }${progress?.failure ? failureNotice(progress.failure, context) : nothing}${
    model.problem === undefined
      ? nothing
      : html`<p class="notice warning" role="alert">${icon('warning')}<span>${foreign(model.problem)}</span></p>`
  }${model.columnFilters.length > 0 ? filtersNotice(context) : nothing}${
    isEmpty ? html`<p class="notice quiet">${icon('info')}${emptyText(model, head)}</p>` : nothing
  }`;
}

function readingNotice({ done, total }: ReadProgress, { stop }: BarContext): TemplateResult {
  const text = `Reading the answers: ${done.toLocaleString()} of ${counted(total, 'HIT')}`;
  return html`${progressLine()}<p class="notice quiet">${icon('sync')}<span>${text}</span>${button({ label: 'Stop', press: stop })}</p>`;
}

function failureNotice(
  { reason, advice }: NonNullable<ReadProgress['failure']>,
  { model, refresh }: BarContext,
): TemplateResult {
  const what = model.table.size > 0 ? 'Couldn’t read everything: ' : 'Couldn’t read the assignments: ';
  return html`<p class="notice warning">${icon('warning')}<span>${what}${foreign(reason)}. ${advice}</span>${button({ label: 'Try Again', press: refresh })}</p>`;
}

function filtersNotice({ model, clearFilters }: BarContext): TemplateResult {
  return html`<p class="notice quiet">${icon('filter-filled')}<span class="text">Filtered by column: ${foreign(filtersText(model))}</span>${button({ label: 'Clear Column Filters', press: clearFilters })}</p>`;
}

function filtersText({ columnFilters }: GridModel): string {
  return columnFilters.map(({ label, search }) => `${label} “${search}”`).join(', ');
}

function emptyText({ table }: GridModel, head: ReviewHead | undefined): string {
  if (table.size > 0) return 'No assignments match the filter.';
  return head?.identity.selection.kind === 'unreviewed'
    ? 'No assignments are pending review.'
    : 'No work has been submitted yet.';
}

const operations: readonly { action: ReviewAction; label: string; icon: string; key: string }[] = [
  { action: 'approve', label: 'Approve…', icon: 'check', key: 'a' },
  { action: 'reject', label: 'Reject…', icon: 'close', key: 'r' },
  { action: 'bonus', label: 'Bonus…', icon: 'gift', key: 'b' },
  { action: 'reverse', label: 'Reverse Rejection…', icon: 'discard', key: 'u' },
];

export function bottomBar({ model, now, head, perform, select, approveAll }: BarContext): TemplateResult {
  const { size } = model.selected;
  const { table, targets } = model;
  const kinds = kindsOf(table, targets);
  return html`<footer class="bar bottom">
    ${head ? environmentBadge(head.profile.environment) : nothing}
    <span class="quiet">${size > 0 ? `${size.toLocaleString()} selected` : ''}</span>
    ${button({ bare: true, icon: 'checklist', label: 'Select all', press: () => select('all') })}
    ${button({ bare: true, icon: 'inbox', label: 'Select all pending', of: '(p)', press: () => select('pending') })}
    ${
      size > 0
        ? button({ bare: true, icon: 'clear-all', label: 'Clear selection', press: () => select('nothing') })
        : nothing
    }
    <div class="acts" role="group" aria-label="Decide">
      ${operations.map(({ action, label, icon: name, key }) =>
        button({
          label,
          icon: name,
          of: `(${key})`,
          forbidden: whyNot(action, kinds, targets.length, now),
          press: () => perform(action),
        }),
      )}
      ${button({
        label: 'Approve All Pending…',
        icon: 'check-all',
        forbidden: model.unreviewed === 0 ? 'nothing is pending review' : undefined,
        press: approveAll,
      })}
    </div>
  </footer>`;
}
