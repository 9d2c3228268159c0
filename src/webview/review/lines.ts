/** The lines of the grid as elements: the heads of the columns, rows, and heads of groups. */

import type { Column } from '../../review/answerColumns.ts';
import type { RowGroup } from '../../review/arrangeRows.ts';
import { button, icon } from '../base/controls.ts';
import { type Child, type Described, h, type Place } from '../base/dom.ts';
import { foreign } from '../base/visibleText.ts';
import { cellOf, check, counted } from './cells.ts';
import { widthOf } from './columnLayout.ts';
import { headLine } from './gridLines.ts';
import type { GridModel } from './gridModel.ts';
import { type OtherAnswers, otherAnswers } from './otherAnswers.ts';
import type { CellWidths } from './overflow.ts';

export const lineHeight = 24;
export const headHeight = 28;
export const tickWidth = 28;

/** The columns that are drawn now: places among the shown columns, with where they begin. */
export interface Window {
  readonly columns: readonly { readonly place: number; readonly start: number; readonly width: number }[];
  readonly total: number;
}

export interface LineContext {
  readonly model: GridModel;
  readonly window: Window;
  readonly widths: CellWidths;
  readonly now: number;
  readonly sortBy: (id: string, further: boolean) => void;
  readonly openMenu: (id: string) => void;
  readonly beginResize: (id: string, event: Event) => void;
  readonly beginMove: (id: string, event: Event) => void;
  readonly fold: (key: string, folded: boolean) => void;
}

export function pinnedWidth({ columns, pinned, preferences }: GridModel): number {
  return columns.slice(0, pinned).reduce((sum, column) => sum + widthOf(column, preferences.layout), tickWidth);
}

/** The pinned columns and those in the window, with a gap for those before them. */
function cells(context: LineContext, draw: (column: Column, place: number, width: number) => Described): Child[] {
  const { model, window } = context;
  const [next] = window.columns;
  const gap = (next?.start ?? 0) - pinnedWidth(model);
  return [
    ...model.columns
      .slice(0, model.pinned)
      .map((column, place) => draw(column, place, widthOf(column, model.preferences.layout))),
    h('div', { key: 'gap', attributes: { class: 'gap', role: 'none' }, place: { width: Math.max(0, gap) } }),
    ...window.columns.map(({ place, width }) => {
      const column = model.columns[place];
      return column && draw(column, place, width);
    }),
  ];
}

export function headOfColumns(context: LineContext): Described {
  const { model, window } = context;
  return h(
    'div',
    {
      key: 'head',
      attributes: { class: 'line head', role: 'row', 'aria-rowindex': 1, 'data-line': headLine },
      place: { width: window.total, height: headHeight },
    },
    h('div', {
      key: 'tick',
      attributes: { class: 'cell pinned tickcell', role: 'columnheader', 'aria-colindex': 1, 'aria-label': 'Selected' },
      place: { width: tickWidth },
    }),
    ...cells(context, (column, place, width) => headCell(context, column, place, { width }, model)),
  );
}

function headCell(context: LineContext, column: Column, place: number, position: Place, model: GridModel): Described {
  const { preferences, line, column: focused } = model;
  const at = preferences.sortings.findIndex(each => each.column === column.id);
  const sorting = preferences.sortings[at];
  const filtered = (preferences.columnSearches[column.id] ?? '') !== '';
  const title = [
    column.label,
    ...agreementText(model, column),
    ...(filtered ? [`Filter: ${preferences.columnSearches[column.id]}`] : []),
  ].join('\n');
  return h(
    'div',
    {
      key: column.id,
      attributes: {
        class: `cell ${place < model.pinned ? 'pinned' : ''} ${column.group}`,
        role: 'columnheader',
        tabindex: line === headLine && focused === place ? 0 : undefined,
        'aria-colindex': place + 2,
        'aria-sort': sorting ? (sorting.descending ? 'descending' : 'ascending') : 'none',
        'data-place': place,
        'data-column': column.id,
        title,
      },
      place: position,
      on: {
        click: event => context.sortBy(column.id, event instanceof MouseEvent && event.shiftKey),
        pointerdown: event => context.beginMove(column.id, event),
      },
    },
    h('span', 'label', foreign(column.label)),
    filtered && icon('filter-filled'),
    sorting && icon(sorting.descending ? 'arrow-down' : 'arrow-up'),
    sorting && preferences.sortings.length > 1 && h('span', 'rank', at + 1),
    h('span', {
      key: 'menu',
      attributes: { class: 'codicon codicon-chevron-down more', 'aria-hidden': 'true' },
      on: {
        click: event => {
          event.stopPropagation();
          context.openMenu(column.id);
        },
      },
    }),
    h('span', {
      key: 'grip',
      attributes: { class: 'grip', 'aria-hidden': 'true' },
      on: { pointerdown: event => context.beginResize(column.id, event), click: event => event.stopPropagation() },
    }),
  );
}

function agreementText(model: GridModel, column: Column): string[] {
  if (column.kind !== 'text' || column.group !== 'answer') return [];
  const { mean } = model.marks.agreement(column.texts);
  return Number.isNaN(mean)
    ? []
    : [`Agreement: ${Math.round(mean * 100)} % of a HIT’s assignments give its commonest answer, on average.`];
}

export function rowLine(context: LineContext, key: string, line: number, row: number, top: number): Described {
  const { model, now } = context;
  const { table } = model;
  const other = otherAnswers(
    model,
    row,
    context.window.columns.map(({ place }) => place),
  );
  const selected = model.selected.has(row);
  return h(
    'div',
    {
      key,
      attributes: {
        class: `line row ${line % 2 === 1 ? 'odd' : ''} ${line === model.line ? 'current' : ''}`,
        role: 'row',
        'aria-rowindex': line + 2,
        'aria-selected': String(selected),
        'data-line': line,
        'data-row': row,
        'data-status': table.status(row),
      },
      place: { top, width: context.window.total, height: lineHeight },
    },
    h(
      'div',
      {
        key: 'tick',
        attributes: { class: 'cell pinned tickcell', role: 'gridcell', 'aria-colindex': 1, 'data-tick': true },
        place: { width: tickWidth },
      },
      check(selected),
      selected && h('span', 'unseen', 'selected'),
    ),
    ...cells(context, (column, place, width) => {
      if (other?.place === place) return otherCell(column, place, width, other);
      const { content, className = '', title } = cellOf(model, column, row, now);
      const long = !context.widths.fits(content, width) && (content.length > 1 || place === 0 ? 'cut' : 'long');
      const looks = [place < model.pinned && 'pinned', className, long];
      return h(
        'div',
        {
          key: column.id,
          attributes: {
            class: ['cell', ...looks.filter(Boolean)].join(' '),
            role: place === 0 ? 'rowheader' : 'gridcell',
            tabindex: line === model.line && place === model.column ? 0 : undefined,
            'aria-colindex': place + 2,
            'aria-description': title,
            'data-place': place,
            title,
          },
          place: { width },
        },
        content,
      );
    }),
  );
}

function otherCell(column: Column, place: number, width: number, other: OtherAnswers): Described {
  return h(
    'div',
    {
      key: column.id,
      attributes: { class: 'cell others', role: 'gridcell', 'aria-colindex': place + 2, 'data-place': place },
      place: { width },
    },
    h('span', { key: 'text', attributes: { class: 'text quiet' }, place: { width: other.width } }, foreign(other.text)),
  );
}

export function groupLine(context: LineContext, key: string, line: number, group: RowGroup, top: number): Described {
  const { model, fold } = context;
  const folded = model.folded.has(group.key);
  const unreviewed = group.rows.filter(row => model.table.status(row) === 'Submitted').length;
  return h(
    'div',
    {
      key,
      attributes: {
        class: `line group ${line === model.line ? 'current' : ''}`,
        role: 'row',
        'aria-rowindex': line + 2,
        'data-line': line,
      },
      place: { top, width: context.window.total, height: lineHeight },
    },
    h(
      'div',
      {
        key: 'head',
        attributes: {
          class: 'cell pinned whole',
          role: 'gridcell',
          tabindex: line === model.line ? 0 : undefined,
          'aria-colindex': 1,
          'aria-expanded': String(!folded),
          'aria-colspan': model.columns.length + 1,
          'data-place': 0,
        },
      },
      button({
        key: 'fold',
        bare: true,
        icon: folded ? 'chevron-right' : 'chevron-down',
        label: folded ? 'Unfold' : 'Fold',
        press: () => fold(group.key, !folded),
      }),
      foreign(group.label, 'label'),
      group.label !== group.key && foreign(group.key, 'id quiet'),
      h(
        'span',
        'quiet',
        `${counted(group.rows.length, 'assignment')}${unreviewed > 0 ? `, ${unreviewed} to review` : ''}`,
      ),
    ),
  );
}
