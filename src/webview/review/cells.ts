/** What cells look like. Everything a worker wrote is text, one line of it; the reader has the rest. */
import { cents, formatDollars } from '../../mturk/money.ts';
import { percentText } from '../../mturk/percentText.ts';
import { counted } from '../../mturk/plurals.ts';
import type { Column, MeasuredColumn, TextualColumn } from '../../review/answerColumns.ts';
import { statusIcons } from '../base/statusIcons.ts';
import { workText } from '../base/timeElements.ts';
import { type CellPart, foreignPart, iconPart, idPart, textPart, timePart } from './cellParts.ts';
import type { GridModel } from './gridModel.ts';

export interface Cell {
  readonly content: readonly CellPart[];
  readonly className?: string;
  /** An explanation on hover. */
  readonly title?: string | undefined;
}

/** More does not fit into the widest column. */
const longestLine = 240;

export function cellOf(model: GridModel, column: Column, row: number, now: number): Cell {
  switch (column.kind) {
    case 'status': {
      const status = model.table.status(row);
      return {
        content: [iconPart(statusIcons[status]), textPart(status)],
        className: `status ${status.toLowerCase()}`,
      };
    }
    case 'measure':
      return measuredCell(model, column, row, now);
    case 'text':
      return column.id === 'worker' ? workerCell(model, column, row) : textCell(model, column, row);
  }
}

function workerCell(model: GridModel, { texts }: TextualColumn, row: number): Cell {
  const duplicate = duplicateText(model, row);
  return {
    content: [
      idPart(line(texts.text(row))),
      ...(duplicate === undefined ? [] : [iconPart('copy', 'remark')]),
      ...(model.table.raw(row) === undefined ? [] : [iconPart('warning', 'remark')]),
    ],
    title: duplicate,
  };
}

/** Who else said the same. */
export function duplicateText({ marks, table }: GridModel, row: number): string | undefined {
  const { setOf, sets, counts } = marks.duplicates;
  const set = setOf[row] ?? -1;
  const rows = sets[set];
  if (!rows) return undefined;
  const own = counts[set]?.get(table.workers.code(row)) ?? 1;
  const byOthers = rows.length - own;
  const bySame = own - 1;
  const parts = [
    ...(byOthers > 0 ? [`${counted(byOthers, 'assignment')} of other workers`] : []),
    ...(bySame > 0 ? [`${counted(bySame, 'other assignment')} of this worker`] : []),
  ];
  return `The same answers, word for word, as ${parts.join(' and ')}.`;
}

function textCell(model: GridModel, column: TextualColumn, row: number): Cell {
  const text = column.texts.text(row);
  const content = [column.id === 'hit' ? idPart(line(text)) : foreignPart(line(text))];
  if (column.group !== 'answer') return { content };
  const { different, majority, shares } = model.marks.agreement(column.texts);
  const numeric = !Number.isNaN(column.texts.numbers()[column.texts.code(row)] ?? Number.NaN) ? 'number' : '';
  if (different[row] !== 1) return { content, className: numeric };
  const hit = model.table.hitIds.code(row);
  const common = line(column.texts.texts[majority[hit] ?? -1] ?? '');
  return {
    content,
    className: `different ${numeric}`.trim(),
    title: `${percentText(shares[hit] ?? 0)} of this HIT’s assignments have ${common === '' ? 'no answer' : `the answer “${common.slice(0, 80)}”`}.`,
  };
}

function measuredCell(model: GridModel, { id, measure, values }: MeasuredColumn, row: number, now: number): Cell {
  const value = values[row] ?? Number.NaN;
  if (Number.isNaN(value)) return { content: [] };
  switch (measure) {
    case 'span':
      return spentCell(model, value, row);
    case 'time':
      // Decided assignments no longer auto-approve.
      if (id === 'autoApproves' && model.table.status(row) !== 'Submitted') return { content: [] };
      return { content: [timePart(value, now)], className: 'time' };
    case 'cents':
      return { content: value === 0 ? [] : [textPart(formatDollars(cents(value)))], className: 'number' };
    case 'number':
      return { content: [textPart(String(value))], className: 'number' };
  }
}

function spentCell(model: GridModel, value: number, row: number): Cell {
  const title = outlierText(model, row);
  if (title === undefined) return { content: [textPart(workText(value))], className: 'number' };
  return { content: [iconPart('watch', 'remark'), textPart(workText(value))], className: 'number outlier', title };
}

/** Why a time is remarkable. */
export function outlierText({ marks, table }: GridModel, row: number): string | undefined {
  const { signs, medians } = marks.outliers;
  const sign = signs[row] ?? 0;
  const typical = medians.get(table.hit(row)?.typeId ?? '');
  if (sign === 0 || !typical) return undefined;
  return `Unusually ${sign < 0 ? 'fast' : 'slow'} for this HIT type: the median of ${counted(typical.count, 'assignment')} is ${workText(typical.median)}.`;
}

function line(text: string): string {
  return text.slice(0, longestLine).replace(/\s+/g, ' ');
}
