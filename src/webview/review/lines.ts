/** The lines of the grid as elements: the heads of the columns, rows, and heads of groups. */

import { repeat } from 'lit/directives/repeat.js';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { percentText } from '../../mturk/percentText.ts';
import { counted } from '../../mturk/plurals.ts';
import type { Column } from '../../review/answerColumns.ts';
import type { RowGroup } from '../../review/arrangeRows.ts';
import { button, icon } from '../base/controls.ts';
import { placed } from '../base/placement.ts';
import { foreign } from '../base/visibleText.ts';
import { cellOf } from './cells.ts';
import { type ColumnWindow, type PlacedColumn, tickWidth } from './columnWindow.ts';
import { headLine } from './gridLines.ts';
import type { GridModel } from './gridModel.ts';
import { type OtherAnswers, otherAnswers } from './otherAnswers.ts';
import type { CellWidths } from './overflow.ts';

export const lineHeight = 24;
export const headHeight = 28;

export interface LineContext {
  readonly model: GridModel;
  readonly window: ColumnWindow;
  readonly widths: CellWidths;
  readonly now: number;
  readonly sortBy: (id: string, further: boolean) => void;
  readonly openMenu: (id: string) => void;
  readonly beginResize: (id: string, event: Event) => void;
  readonly beginMove: (id: string, event: Event) => void;
  readonly fold: (key: string, folded: boolean) => void;
}

/** The pinned columns and those in the window, with a gap for those before them. */
function cells(
  { pinned, scrolled, gap }: ColumnWindow,
  draw: (column: PlacedColumn) => TemplateResult,
): TemplateResult {
  return html`${repeat(pinned, idOf, draw)}<div class="gap" role="none" ${placed({ width: gap })}></div>${repeat(scrolled, idOf, draw)}`;
}

/** A column keeps its cells when others come and go. */
function idOf({ column }: PlacedColumn): string {
  return column.id;
}

export function headOfColumns(context: LineContext): TemplateResult {
  return html`<div
    class="line head" role="row" aria-rowindex="1" data-line=${headLine}
    ${placed({ width: context.window.total, height: headHeight })}
  ><div
    class="cell pinned tickcell" role="columnheader" aria-colindex="1" aria-label="Selected"
    ${placed({ width: tickWidth })}
  ></div>${cells(context.window, column => headCell(context, column))}</div>`;
}

function headCell(context: LineContext, { column, place, width }: PlacedColumn): TemplateResult {
  const { model } = context;
  const { preferences, line, column: focused } = model;
  const at = preferences.sortings.findIndex(each => each.column === column.id);
  const sorting = preferences.sortings[at];
  const filtered = (preferences.columnSearches[column.id] ?? '') !== '';
  const title = [
    column.label,
    ...agreementText(model, column),
    ...(filtered ? [`Filter: ${preferences.columnSearches[column.id]}`] : []),
  ].join('\n');
  const filter = filtered ? icon('filter-filled') : nothing;
  const arrow = sorting ? icon(sorting.descending ? 'arrow-down' : 'arrow-up') : nothing;
  const rank = sorting && preferences.sortings.length > 1 ? html`<span class="rank">${at + 1}</span>` : nothing;
  const openMenu = (event: Event) => {
    event.stopPropagation();
    context.openMenu(column.id);
  };
  return html`<div
    class=${`cell ${place < model.pinned ? 'pinned' : ''} ${column.group}`}
    role="columnheader"
    tabindex=${line === headLine && focused === place ? 0 : nothing}
    aria-colindex=${place + 2}
    aria-sort=${sorting ? (sorting.descending ? 'descending' : 'ascending') : 'none'}
    data-place=${place}
    data-column=${column.id}
    title=${title}
    ${placed({ width })}
    @click=${({ shiftKey }: MouseEvent) => context.sortBy(column.id, shiftKey)}
    @pointerdown=${(event: PointerEvent) => context.beginMove(column.id, event)}
  ><span class="label">${foreign(column.label)}</span>${filter}${arrow}${rank}<span class="codicon codicon-chevron-down more" aria-hidden="true" @click=${openMenu}></span><span
    class="grip" aria-hidden="true"
    @pointerdown=${(event: PointerEvent) => context.beginResize(column.id, event)}
    @click=${(event: Event) => event.stopPropagation()}
  ></span></div>`;
}

function agreementText(model: GridModel, column: Column): string[] {
  if (column.kind !== 'text' || column.group !== 'answer') return [];
  const { mean } = model.marks.agreement(column.texts);
  return Number.isNaN(mean)
    ? []
    : [`Agreement: on average, ${percentText(mean)} of a HIT’s assignments give its most common answer.`];
}

export function rowLine(context: LineContext, line: number, row: number, top: number): TemplateResult {
  const { model, window } = context;
  const selected = model.selected.has(row);
  const other = otherAnswers(model, row, window);
  return html`<div
    class=${`line row ${line % 2 === 1 ? 'odd' : ''} ${line === model.line ? 'current' : ''}`}
    role="row"
    aria-rowindex=${line + 2}
    aria-selected=${String(selected)}
    data-line=${line}
    data-row=${row}
    data-status=${model.table.status(row)}
    ${placed({ top, width: window.total, height: lineHeight })}
  ><div class="cell pinned tickcell" role="gridcell" aria-colindex="1" data-tick="" ${placed({ width: tickWidth })}><span
    class=${`tick ${selected ? 'codicon codicon-check' : ''}`} aria-hidden="true"
  ></span>${selected ? html`<span class="unseen">selected</span>` : nothing}</div>${cells(window, column =>
    other?.place === column.place ? otherCell(column, other) : rowCell(context, line, row, column),
  )}</div>`;
}

function rowCell(
  { model, widths, now }: LineContext,
  line: number,
  row: number,
  { column, place, width }: PlacedColumn,
): TemplateResult {
  const { content, className = '', title = nothing } = cellOf(model, column, row, now);
  const long = !widths.fits(content, width) && (content.length > 1 || place === 0 ? 'cut' : 'long');
  const classes = [place < model.pinned && 'pinned', className, long];
  const [first, ...others] = content;
  return html`<div
    class=${['cell', ...classes.filter(Boolean)].join(' ')}
    role=${place === 0 ? 'rowheader' : 'gridcell'}
    tabindex=${line === model.line && place === model.column ? 0 : nothing}
    aria-colindex=${place + 2}
    aria-description=${title}
    data-place=${place}
    title=${title}
    ${placed({ width })}
  >${first?.drawn}${others.length > 0 ? others.map(({ drawn }) => drawn) : nothing}</div>`;
}

function otherCell({ place, width }: PlacedColumn, other: OtherAnswers): TemplateResult {
  return html`<div
    class="cell others" role="gridcell" aria-colindex=${place + 2} data-place=${place} ${placed({ width })}
  ><span class="text quiet" ${placed({ width: other.width })}>${foreign(other.text)}</span></div>`;
}

export function groupLine(context: LineContext, line: number, group: RowGroup, top: number): TemplateResult {
  const { model, fold } = context;
  const folded = model.folded.has(group.key);
  const unreviewed = group.rows.filter(row => model.table.status(row) === 'Submitted').length;
  const current = line === model.line;
  return html`<div
    class=${`line group ${current ? 'current' : ''}`} role="row" aria-rowindex=${line + 2} data-line=${line}
    ${placed({ top, width: context.window.total, height: lineHeight })}
  ><div
    class="cell pinned whole" role="gridcell" tabindex=${current ? 0 : nothing} aria-colindex="1"
    aria-expanded=${String(!folded)} aria-colspan=${model.columns.length + 1} data-place="0"
  >${button({
    bare: true,
    icon: folded ? 'chevron-right' : 'chevron-down',
    label: folded ? 'Unfold' : 'Fold',
    press: () => fold(group.key, !folded),
  })}${foreign(group.label, 'label')}${group.label === group.key ? nothing : foreign(group.key, 'id quiet')}<span
    class="quiet"
  >${counted(group.rows.length, 'assignment')}${unreviewed > 0 ? `, ${unreviewed} to review` : ''}</span></div></div>`;
}
