/** The bars above and below the grid: the search, how much is shown, how far the reading is, and the operations. */
import type { Instant } from '../../mturk/model.ts';
import type { ReadProgress, ReviewAction, ReviewHead } from '../../panels/review/contract.ts';
import { button, icon } from '../base/controls.ts';
import { type Described, h } from '../base/dom.ts';
import { foreign } from '../base/visibleText.ts';
import { environmentBadge } from '../base/whereabouts.ts';
import { kindsOf, whyNot } from './availability.ts';
import { counted } from './cells.ts';
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

export function topBar(context: BarContext): Described {
  const { model, readerOpen, openPopup, toggleReader, refresh } = context;
  return h(
    'header',
    { key: 'top', attributes: { class: 'bar top' } },
    h('h1', { key: 'title', attributes: { class: 'unseen' } }, context.head?.title ?? 'Review'),
    h(
      'div',
      { key: 'search', attributes: { class: 'search', role: 'search' } },
      icon('search'),
      h('input', {
        key: 'input',
        attributes: {
          id: searchId,
          type: 'text',
          placeholder: 'Filter, e.g. blue -"no idea" rating>4 spent<30s is:duplicate',
          'aria-label': 'Filter the assignments',
          'aria-invalid': model.problem === undefined ? undefined : 'true',
          spellcheck: 'false',
        },
        initially: { value: model.preferences.search },
        on: { input: ({ target }) => target instanceof HTMLInputElement && context.search(target.value) },
      }),
    ),
    h('span', { key: 'count', attributes: { class: 'count quiet' } }, countText(model)),
    commonTitle(model) !== '' &&
      h('span', { key: 'title of all', attributes: { class: 'common' } }, foreign(commonTitle(model))),
    button({
      key: 'group',
      bare: true,
      icon: 'group-by-ref-type',
      label: 'Group rows',
      press: () => openPopup('group'),
    }),
    button({ key: 'columns', bare: true, icon: 'list-selection', label: 'Columns', press: () => openPopup('columns') }),
    button({
      key: 'reader',
      bare: true,
      icon: readerOpen ? 'layout-sidebar-right' : 'layout-sidebar-right-off',
      label: readerOpen ? 'Hide the whole assignment' : 'Show the whole assignment',
      press: toggleReader,
    }),
    button({ key: 'refresh', bare: true, icon: 'refresh', label: 'Read all again', press: refresh }),
    button({ key: 'keys', bare: true, icon: 'keyboard', label: 'Keys', press: () => openPopup('keys') }),
  );
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
export function notices({ model, progress, refresh, stop, head, clearFilters }: BarContext): Described[] {
  const all = [
    progress?.reading && h('div', { key: 'progress', attributes: { class: 'progress', role: 'none' } }),
    progress?.reading &&
      h(
        'p',
        { key: 'reading', attributes: { class: 'notice quiet' } },
        icon('sync'),
        h('span', '', `Reading the answers: ${progress.done.toLocaleString()} of ${counted(progress.total, 'HIT')}`),
        button({ key: 'stop', label: 'Stop', press: stop }),
      ),
    progress?.stopped &&
      !progress.reading &&
      h(
        'p',
        { key: 'stopped', attributes: { class: 'notice warning' } },
        icon('warning'),
        h('span', '', 'Reading was stopped. The list is incomplete.'),
        button({ key: 'again', label: 'Read All', press: refresh }),
      ),
    progress?.failure &&
      h(
        'p',
        { key: 'failure', attributes: { class: 'notice warning' } },
        icon('warning'),
        h(
          'span',
          '',
          model.table.size > 0 ? 'Not everything could be read: ' : 'The assignments could not be read: ',
          foreign(progress.failure.reason),
          `. ${progress.failure.advice}`,
        ),
        button({ key: 'again', label: 'Try Again', press: refresh }),
      ),
    model.problem !== undefined &&
      h(
        'p',
        { key: 'problem', attributes: { class: 'notice warning', role: 'alert' } },
        icon('warning'),
        h('span', '', foreign(model.problem)),
      ),
    model.columnFilters.length > 0 &&
      h(
        'p',
        { key: 'filters', attributes: { class: 'notice quiet' } },
        icon('filter-filled'),
        h('span', 'text', 'Filtered by column: ', foreign(filtersText(model))),
        button({ key: 'clear filters', label: 'Clear Column Filters', press: clearFilters }),
      ),
    progress !== undefined &&
      !progress.reading &&
      !progress.failure &&
      model.count === 0 &&
      h('p', { key: 'empty', attributes: { class: 'notice quiet' } }, icon('info'), emptyText(model, head)),
  ];
  return all.filter(each => typeof each === 'object');
}

function filtersText({ columnFilters }: GridModel): string {
  return columnFilters.map(({ label, search }) => `${label} “${search}”`).join(', ');
}

function emptyText({ table }: GridModel, head: ReviewHead | undefined): string {
  if (table.size > 0) return 'The filter hides everything.';
  return head?.identity.selection.kind === 'unreviewed'
    ? 'No assignments are pending review.'
    : 'Nobody has submitted work here yet.';
}

const operations: readonly { action: ReviewAction; label: string; icon: string; key: string }[] = [
  { action: 'approve', label: 'Approve…', icon: 'check', key: 'a' },
  { action: 'reject', label: 'Reject…', icon: 'close', key: 'r' },
  { action: 'bonus', label: 'Bonus…', icon: 'gift', key: 'b' },
  { action: 'reverse', label: 'Reverse Rejection…', icon: 'discard', key: 'u' },
];

export function bottomBar({ model, now, head, perform, select, approveAll }: BarContext): Described {
  const { size } = model.selected;
  const { table, targets } = model;
  const kinds = kindsOf(table, targets);
  return h(
    'footer',
    { key: 'bottom', attributes: { class: 'bar bottom' } },
    head && environmentBadge(head.profile.environment),
    h('span', { key: 'selected', attributes: { class: 'quiet' } }, size > 0 ? `${size.toLocaleString()} selected` : ''),
    button({ key: 'all', bare: true, icon: 'checklist', label: 'Select all', press: () => select('all') }),
    button({
      key: 'pending',
      bare: true,
      icon: 'inbox',
      label: 'Select all pending',
      of: '(p)',
      press: () => select('pending'),
    }),
    ...(size > 0
      ? [
          button({
            key: 'none',
            bare: true,
            icon: 'clear-all',
            label: 'Select nothing',
            press: () => select('nothing'),
          }),
        ]
      : []),
    h(
      'div',
      { key: 'acts', attributes: { class: 'acts', role: 'group', 'aria-label': 'Decide' } },
      operations.map(({ action, label, icon: name, key }) =>
        button({
          key: action,
          label,
          icon: name,
          of: `(${key})`,
          forbidden: whyNot(action, kinds, targets.length, now),
          press: () => perform(action),
        }),
      ),
      button({
        key: 'approveAll',
        label: 'Approve All Pending…',
        icon: 'check-all',
        forbidden: model.unreviewed === 0 ? 'nothing is pending review' : undefined,
        press: approveAll,
      }),
    ),
  );
}
