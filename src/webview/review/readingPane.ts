/** The side pane: the row with the keyboard, whole, with every text at its full length. */
import { repeat } from 'lit/directives/repeat.js';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { type Column, cellText } from '../../review/answerColumns.ts';
import { button, type Expansion, icon, longText, sourceBox } from '../base/controls.ts';
import { statusIcons } from '../base/statusIcons.ts';
import type { Child } from '../base/templateChild.ts';
import { relativeTime, workText } from '../base/timeElements.ts';
import { foreign } from '../base/visibleText.ts';
import { duplicateText, outlierText } from './cells.ts';
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

export function reader(context: ReaderContext): TemplateResult {
  const row = context.model.focusedRow;
  return html`<aside class="reader" aria-label="The whole assignment" tabindex="0">${
    row === undefined ? html`<p class="quiet">No assignment is in focus.</p>` : assignment(context, row)
  }</aside>`;
}

function assignment(context: ReaderContext, row: number): TemplateResult {
  return html`${head(context, row)}${remarks(context.model, row)}${unread(context, row)}${texts(context, row)}`;
}

function head({ model, now, copy, openHIT, close }: ReaderContext, row: number): TemplateResult {
  const { table } = model;
  const id = table.ids[row] ?? '';
  const worker = table.workers.text(row);
  const status = table.status(row);
  const decided = table.decided[row] ?? Number.NaN;
  const since = Number.isNaN(decided) ? nothing : html` ${relativeTime(decided, now)}`;
  return html`<header>
    <h2>${foreign(worker, 'id')}</h2>
    <div class="buttons">
      ${button({ bare: true, icon: 'account', label: 'Copy worker ID', press: () => copy(worker, 'Worker ID') })}
      ${button({ bare: true, icon: 'copy', label: 'Copy assignment ID', press: () => copy(id, 'Assignment ID') })}
      ${button({ bare: true, icon: 'go-to-file', label: 'Open HIT', press: () => openHIT(row) })}
      ${button({ bare: true, icon: 'close', label: 'Close', press: close })}
    </div>
    <p class="quiet"><span
      class=${`status ${status.toLowerCase()}`}
    >${icon(statusIcons[status])}${status}</span>${since} · submitted ${relativeTime(table.submitted[row] ?? 0, now)} · took ${workText(table.spent[row] ?? 0)}</p>
    <p class="quiet">${foreign(table.titles.text(row) || table.hitIds.text(row))}</p>
  </header>`;
}

function remarks(model: GridModel, row: number): Child {
  const all = [duplicateText(model, row), outlierText(model, row)].filter(text => text !== undefined);
  if (all.length === 0) return nothing;
  return html`<ul class="remarks">${all.map(
    text => html`<li class="notice warning">${icon('warning')}<span>${text}</span></li>`,
  )}</ul>`;
}

function unread({ model, expansion }: ReaderContext, row: number): Child {
  const raw = model.table.raw(row);
  if (raw === undefined) return nothing;
  const problem = foreign(model.table.problems.text(row));
  const text = longText(`raw ${model.table.key(row)}`, raw, expansion, 'the raw answer');
  return html`<div class="field">
    <p class="notice warning">${icon('warning')}<span>The answer can’t be decoded: ${problem}. Submitted text:</span></p>
    ${sourceBox('The raw answer', text)}
  </div>`;
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
function texts(context: ReaderContext, row: number): TemplateResult {
  const columns = context.model.allColumns.filter(({ id }) => !elsewhere.has(id));
  const rank = ({ group }: Column) => (group === 'answer' ? 0 : group === 'input' ? 1 : 2);
  const sorted = columns.toSorted((a, b) => rank(a) - rank(b));
  return html`${repeat(
    sorted,
    ({ id }) => id,
    column => field(context, column, row),
  )}`;
}

function field({ model, expansion, openLink }: ReaderContext, column: Column, row: number): Child {
  const has = column.kind !== 'text' || column.texts.code(row) !== -1;
  const text = cellText(model.table, column, row);
  if (!has || (text === '' && column.group === 'facts')) return nothing;
  const key = `${model.table.key(row)} ${column.id}`;
  return html`<section class=${`field ${column.group}`}>
    <h3>${foreign(column.label)}</h3>
    ${text === '' ? html`<p class="quiet">empty</p>` : longText(key, text, expansion, column.label)}
    ${repeat(linksIn(text), String, url => link(url, openLink))}
  </section>`;
}

function link(url: string, open: (url: string) => void): TemplateResult {
  const label = 'Open in Browser';
  return html`<p class="address">${button({ label, icon: 'link-external', of: url, press: () => open(url) })}<code>${foreign(url)}</code></p>`;
}
