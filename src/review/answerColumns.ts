/** The columns of a table, each asked the same way whatever it holds. */
import { cents, formatDollars } from '../mturk/money.ts';
import { spanText } from '../mturk/times.ts';
import { answerColumn, inputColumn, type ReviewTable } from './table.ts';
import type { TextColumn } from './textColumn.ts';

/** What a column's numbers are: they are written, and compared with what somebody typed, by it. */
export type Measure =
  | 'number'
  /** Milliseconds. */
  | 'span'
  /** Instants, compared by how far they are from now. */
  | 'time'
  | 'cents';

type ColumnGroup = 'facts' | 'input' | 'answer';

interface ColumnBase {
  /** The same in every table that has the column. */
  readonly id: string;
  readonly label: string;
  readonly group: ColumnGroup;
}

export interface TextualColumn extends ColumnBase {
  readonly kind: 'text';
  readonly texts: TextColumn;
}

export interface MeasuredColumn extends ColumnBase {
  readonly kind: 'measure';
  readonly measure: Measure;
  /** By row; not a number where there is none. */
  readonly values: readonly number[];
}

/** Words out of a handful, in an order with a meaning. */
interface StatusColumn extends ColumnBase {
  readonly kind: 'status';
}

export type Column = TextualColumn | MeasuredColumn | StatusColumn;

export const factColumns = {
  worker: 'worker',
  status: 'status',
  mark: 'mark',
  note: 'note',
  spent: 'spent',
  accepted: 'accepted',
  submitted: 'submitted',
  decided: 'decided',
  autoApproves: 'autoApproves',
  bonus: 'bonus',
  feedback: 'feedback',
  title: 'title',
  hit: 'hit',
  assignment: 'assignment',
  problem: 'problem',
} as const;

/** In the order in which they stand as long as nobody moves them. */
export function columnsOf(table: ReviewTable): Column[] {
  const facts = (id: string, label: string) => ({ id, label, group: 'facts' as const });
  const textual = (id: string, label: string, texts: TextColumn): Column => ({
    ...facts(id, label),
    kind: 'text',
    texts,
  });
  const measured = (id: string, label: string, measure: Measure, values: readonly number[]): Column => ({
    ...facts(id, label),
    kind: 'measure',
    measure,
    values,
  });
  return [
    textual(factColumns.worker, 'Worker', table.workers),
    { ...facts(factColumns.status, 'Status'), kind: 'status' },
    measured(factColumns.autoApproves, 'Auto-approves', 'time', table.autoApproves),
    ...present(textual(factColumns.mark, 'Mark', table.marks), table.marks),
    ...present(textual(factColumns.note, 'Note', table.notes), table.notes),
    ...present(textual(factColumns.problem, 'Can’t be read', table.problems), table.problems),
    ...[...table.inputs].map(([name, texts]): Column => {
      return { id: inputColumn(name), label: `Input.${name}`, group: 'input', kind: 'text', texts };
    }),
    ...[...table.fields].map(([name, texts]): Column => {
      return { id: answerColumn(name), label: name === '' ? '(unnamed)' : name, group: 'answer', kind: 'text', texts };
    }),
    measured(factColumns.spent, 'Time spent', 'span', table.spent),
    measured(factColumns.submitted, 'Submitted', 'time', table.submitted),
    measured(factColumns.accepted, 'Accepted', 'time', table.accepted),
    measured(factColumns.decided, 'Decided', 'time', table.decided),
    measured(factColumns.bonus, 'Bonus', 'cents', table.bonuses),
    textual(factColumns.feedback, 'Feedback', table.feedback),
    textual(factColumns.title, 'HIT', table.titles),
    textual(factColumns.hit, 'HIT ID', table.hitIds),
  ];
}

function present(column: Column, texts: TextColumn): Column[] {
  return texts.size > 0 ? [column] : [];
}

/** Whether nobody has anything in a column that most assignments have nothing in. It can be searched and sorted by all the same. */
export function isIdle(column: Column): boolean {
  if (column.id === factColumns.bonus) return column.kind === 'measure' && !column.values.some(value => value > 0);
  return column.id === factColumns.feedback && column.kind === 'text' && column.texts.size === 0;
}

/** What a cell says, without regard to how it is drawn. Times stand as ISO dates: what they are relative to changes. */
export function cellText(table: ReviewTable, column: Column, row: number): string {
  switch (column.kind) {
    case 'text':
      return column.texts.text(row);
    case 'status':
      return table.status(row);
    case 'measure': {
      const value = column.values[row] ?? Number.NaN;
      return Number.isNaN(value) ? '' : measureText(column.measure, value);
    }
  }
}

function measureText(measure: Measure, value: number): string {
  switch (measure) {
    case 'number':
      return String(value);
    case 'span':
      return spanText(value);
    case 'time':
      return value !== 0 && Math.abs(value) <= 8.64e15 ? new Date(value).toISOString() : '';
    case 'cents':
      return value === 0 ? '' : formatDollars(cents(value));
  }
}
