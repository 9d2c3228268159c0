/** The side pane: the row with the keyboard, whole, with every text at its full length. */
import { type Column, cellText } from '../../review/answerColumns.ts';
import { button, type Expansion, icon, longText, sourceBox } from '../base/controls.ts';
import { type Child, type Described, h } from '../base/dom.ts';
import { relativeTime, workText } from '../base/timeElements.ts';
import { foreign } from '../base/visibleText.ts';
import { duplicateText, outlierText, statusIcons } from './cells.ts';
import type { GridModel } from './gridModel.ts';
import { linksIn } from './links.ts';

export interface ReaderContext {
  readonly model: GridModel;
  readonly now: number;
  readonly expansion: Expansion;
  readonly openLink: (url: string) => void;
  readonly openHIT: (row: number) => void;
  readonly copy: (text: string, what: string) => void;
  readonly close: () => void;
}

export function reader(context: ReaderContext): Described {
  const row = context.model.focusedRow;
  return h(
    'aside',
    { key: 'reader', attributes: { class: 'reader', 'aria-label': 'The whole assignment', tabindex: 0 } },
    row === undefined ? h('p', 'quiet', 'No assignment is in focus.') : assignment(context, row),
  );
}

function assignment(context: ReaderContext, row: number): Child[] {
  const { model, now, copy, openHIT, close } = context;
  const { table } = model;
  const id = table.ids[row] ?? '';
  const worker = table.workers.text(row);
  const status = table.status(row);
  const decided = table.decided[row] ?? Number.NaN;
  return [
    h(
      'header',
      { key: 'header' },
      h('h2', { key: 'worker' }, foreign(worker, 'id')),
      h(
        'div',
        { key: 'buttons', attributes: { class: 'buttons' } },
        button({
          key: 'copyWorker',
          bare: true,
          icon: 'account',
          label: 'Copy worker ID',
          press: () => copy(worker, 'Worker ID'),
        }),
        button({
          key: 'copyId',
          bare: true,
          icon: 'copy',
          label: 'Copy assignment ID',
          press: () => copy(id, 'Assignment ID'),
        }),
        button({ key: 'open', bare: true, icon: 'go-to-file', label: 'Open HIT', press: () => openHIT(row) }),
        button({ key: 'close', bare: true, icon: 'close', label: 'Close', press: close }),
      ),
      h(
        'p',
        { key: 'facts', attributes: { class: 'quiet' } },
        h(
          'span',
          { key: 'status', attributes: { class: `status ${status.toLowerCase()}` } },
          icon(statusIcons[status]),
          status,
        ),
        ...(Number.isNaN(decided) ? [] : [' ', relativeTime(decided, now)]),
        ' · submitted ',
        relativeTime(table.submitted[row] ?? 0, now),
        ` · took ${workText(table.spent[row] ?? 0)}`,
      ),
      h('p', { key: 'hit', attributes: { class: 'quiet' } }, foreign(table.titles.text(row) || table.hitIds.text(row))),
    ),
    remarks(model, row),
    unread(context, row),
    ...texts(context, row),
  ];
}

function remarks(model: GridModel, row: number): Child {
  const all = [duplicateText(model, row), outlierText(model, row)].filter(text => text !== undefined);
  return (
    all.length > 0 &&
    h(
      'ul',
      { key: 'remarks', attributes: { class: 'remarks' } },
      all.map(text => h('li', 'notice warning', icon('warning'), h('span', '', text))),
    )
  );
}

function unread({ model, expansion }: ReaderContext, row: number): Child {
  const raw = model.table.raw(row);
  return (
    raw !== undefined &&
    h(
      'div',
      { key: 'raw', attributes: { class: 'field' } },
      h(
        'p',
        'notice warning',
        icon('warning'),
        h('span', '', 'The answer can’t be decoded: ', foreign(model.table.problems.text(row)), '. Submitted text:'),
      ),
      sourceBox('The raw answer', longText(`raw ${model.table.key(row)}`, raw, expansion, 'the raw answer')),
    )
  );
}

const elsewhere = new Set([
  'worker',
  'status',
  'spent',
  'accepted',
  'submitted',
  'decided',
  'autoApproves',
  'title',
  'hit',
  'problem',
]);

/** Answers first, then what else there is to read. Hidden columns too: nothing is hidden from who reads a whole assignment. */
function texts(context: ReaderContext, row: number): Child[] {
  const columns = context.model.allColumns.filter(({ id }) => !elsewhere.has(id));
  const rank = ({ group }: Column) => (group === 'answer' ? 0 : group === 'input' ? 1 : 2);
  return columns.toSorted((a, b) => rank(a) - rank(b)).map(column => field(context, column, row));
}

function field(context: ReaderContext, column: Column, row: number): Child {
  const { model, expansion, openLink } = context;
  const has = column.kind !== 'text' || column.texts.code(row) !== -1;
  const text = cellText(model.table, column, row);
  if (!has || (text === '' && column.group === 'facts')) return undefined;
  const key = `${model.table.key(row)} ${column.id}`;
  return h(
    'section',
    { key: column.id, attributes: { class: `field ${column.group}` } },
    h('h3', { key: 'name' }, foreign(column.label)),
    text === ''
      ? h('p', { key: 'empty', attributes: { class: 'quiet' } }, 'empty')
      : longText(key, text, expansion, column.label),
    linksIn(text).map(url =>
      h(
        'p',
        { key: `link ${url}`, attributes: { class: 'address' } },
        button({ key: 'open', label: 'Open in Browser', icon: 'link-external', of: url, press: () => openLink(url) }),
        h('code', '', foreign(url)),
      ),
    ),
  );
}
