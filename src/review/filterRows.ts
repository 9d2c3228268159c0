/** Which rows of a table hold what is looked for. Texts are asked once each, however many rows have them. */

import { assignmentStatuses, type Instant } from '../mturk/model.ts';
import { numberIn } from '../mturk/numbers.ts';
import { type Column, factColumns, type Measure, type MeasuredColumn } from './answerColumns.ts';
import type { Comparison, Condition, MarkName, Term } from './columnSearch.ts';
import type { ReviewTable } from './table.ts';
import type { TextColumn } from './textColumn.ts';

/** 1 for each row that has a mark. */
export type MarkedRows = (mark: Exclude<MarkName, 'submitted' | 'approved' | 'rejected'>) => Uint8Array;

interface FilterFacts {
  readonly table: ReviewTable;
  readonly columns: readonly Column[];
  readonly now: Instant;
  readonly marked: MarkedRows;
}

type Filtered =
  | {
      readonly ok: true;
      /** 1 for each row that stays. */
      readonly rows: Uint8Array;
    }
  | { readonly ok: false; readonly problem: string };

/** Applies all terms. A term that a column can't be asked is a problem, told in a sentence. */
export function filterRows(facts: FilterFacts, terms: readonly Term[]): Filtered {
  const rows = facts.table.all();
  for (const { not, condition } of terms) {
    const found = rowsWith(facts, condition);
    if (typeof found === 'string') return { ok: false, problem: found };
    for (let row = 0; row < rows.length; row += 1) if ((found[row] === 1) === not) rows[row] = 0;
  }
  return { ok: true, rows };
}

function rowsWith(facts: FilterFacts, condition: Condition): Uint8Array | string {
  switch (condition.kind) {
    case 'words':
      return rowsWithWords(facts, condition.text);
    case 'mark':
      return rowsMarked(facts, condition.mark);
    case 'column': {
      const column = columnNamed(facts.columns, condition.name);
      if (!column && condition.name.toLowerCase() === workerCount)
        return rowsMeasured(facts, workerCountColumn(facts.table), condition.comparison, condition.value);
      if (!column)
        return `There is no column “${condition.name}”. Put a text with a colon or a comparison in quotation marks.`;
      return rowsWhere(facts, column, condition.comparison, condition.value);
    }
  }
}

/** How many assignments the worker of a row has: looked for, and not shown. */
export const workerCount = 'assignments of worker';

function workerCountColumn(table: ReviewTable): MeasuredColumn {
  const there = table.all();
  const counts = new Float64Array(table.workers.texts.length);
  for (let row = 0; row < table.size; row += 1) {
    const code = table.workers.code(row);
    if (there[row] === 1) counts[code] = (counts[code] ?? 0) + 1;
  }
  const values = Array.from({ length: table.size }, (_, row) => counts[table.workers.code(row)] ?? 0);
  return {
    id: workerCount,
    label: 'Assignments of worker',
    group: 'facts',
    kind: 'measure',
    measure: 'number',
    values,
  };
}

/** By its id, its label, or the name of the answer field. */
function columnNamed(columns: readonly Column[], name: string): Column | undefined {
  const wanted = name.toLowerCase();
  return (
    columns.find(({ id }) => id === name) ??
    columns.find(({ id, label }) => label.toLowerCase() === wanted || id.toLowerCase() === wanted)
  );
}

function rowsWithWords({ table, columns }: FilterFacts, text: string): Uint8Array {
  const found = new Uint8Array(table.size);
  for (const column of columns)
    if (column.kind === 'text') {
      const having = column.texts.containing(text);
      if (having.includes(1)) addRows(found, column.texts, having);
    }
  const wanted = text.toLowerCase();
  for (let row = 0; row < found.length; row += 1)
    if (table.ids[row]?.toLowerCase().includes(wanted) || table.status(row).toLowerCase().includes(wanted))
      found[row] = 1;
  return found;
}

function addRows(found: Uint8Array, texts: TextColumn, having: Uint8Array): void {
  for (let row = 0; row < found.length; row += 1) if (having[texts.code(row)] === 1) found[row] = 1;
}

function rowsMarked({ table, marked }: FilterFacts, mark: MarkName): Uint8Array {
  switch (mark) {
    case 'submitted':
    case 'approved':
    case 'rejected': {
      const status = assignmentStatuses.find(each => each.toLowerCase() === mark);
      return Uint8Array.from({ length: table.size }, (_, row) => (table.status(row) === status ? 1 : 0));
    }
    default:
      return marked(mark);
  }
}

function rowsWhere(facts: FilterFacts, column: Column, comparison: Comparison, value: string): Uint8Array | string {
  switch (column.kind) {
    case 'status': {
      const wanted = value.toLowerCase();
      if (comparison !== ':' && comparison !== '=') return `“${column.label}” can’t be compared with ${comparison}.`;
      const matches = (status: string) => (comparison === '=' ? status === wanted : status.includes(wanted));
      return Uint8Array.from({ length: facts.table.size }, (_, row) =>
        matches(facts.table.status(row).toLowerCase()) ? 1 : 0,
      );
    }
    case 'text':
      return rowsWithText(facts.table, column.texts, comparison, value);
    case 'measure':
      return rowsMeasured(facts, column, comparison, value);
  }
}

function rowsWithText(
  table: ReviewTable,
  texts: TextColumn,
  comparison: Comparison,
  value: string,
): Uint8Array | string {
  const found = new Uint8Array(table.size);
  // Nothing, and cells without a text, are the same to who looks.
  if (value === '') {
    if (comparison !== ':' && comparison !== '=') return `“${comparison}” needs a value.`;
    for (let row = 0; row < found.length; row += 1) found[row] = texts.text(row) === '' ? 1 : 0;
    return found;
  }
  const having = textsWhere(texts, comparison, value);
  if (typeof having === 'string') return having;
  addRows(found, texts, having);
  return found;
}

function textsWhere(texts: TextColumn, comparison: Comparison, value: string): Uint8Array | string {
  if (comparison === ':') return texts.containing(value);
  const number = numberIn(value);
  if (comparison === '=') {
    const wanted = value.toLowerCase();
    const numbers = texts.numbers();
    return Uint8Array.from(texts.texts, (text, code) =>
      text.trim().toLowerCase() === wanted || (number !== undefined && numbers[code] === number) ? 1 : 0,
    );
  }
  if (number === undefined) return `“${value}” is not a number to compare with.`;
  return Uint8Array.from(texts.numbers(), each => (compare(each, comparison, number) ? 1 : 0));
}

function rowsMeasured(
  { table, now }: FilterFacts,
  { id, measure, values, label }: MeasuredColumn,
  comparison: Comparison,
  value: string,
): Uint8Array | string {
  if (value === '')
    return Uint8Array.from({ length: table.size }, (_, row) => (Number.isNaN(values[row] ?? Number.NaN) ? 1 : 0));
  const moment = measure === 'time' ? momentIn(value) : undefined;
  if (moment !== undefined) return rowsAt(table, values, comparison, moment);
  const wanted = measured(measure, value);
  if (wanted === undefined) return `“${value}” is nothing that “${label}” can be compared with: ${examples[measure]}.`;
  const sign = comparison === ':' ? '=' : comparison;
  return Uint8Array.from({ length: table.size }, (_, row) => {
    const is = values[row] ?? Number.NaN;
    return compare(measure === 'time' ? distance(id, is, now) : is, sign, wanted) ? 1 : 0;
  });
}

const day = 86_400_000;
const dated = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d)?)Z?)?$/;

/** `2024-03-05`, `2024-03-05T10:15` or with seconds, all in UTC: where it begins and ends. */
function momentIn(text: string): readonly [from: Instant, to: Instant] | undefined {
  const [, date = '', clock] = dated.exec(text.trim()) ?? [];
  const from = Date.parse(clock === undefined ? `${date}T00:00Z` : `${date}T${clock}Z`);
  if (Number.isNaN(from)) return undefined;
  return [from, from + (clock === undefined ? day : clock.length === 5 ? 60_000 : 1000)];
}

/** Before, after or in what a date names. */
function rowsAt(
  table: ReviewTable,
  values: readonly number[],
  comparison: Comparison,
  [from, to]: readonly [Instant, Instant],
): Uint8Array {
  const holds = (is: number): boolean => {
    switch (comparison) {
      case '<':
        return is < from;
      case '<=':
        return is < to;
      case '>':
        return is >= to;
      case '>=':
        return is >= from;
      default:
        return is >= from && is < to;
    }
  };
  return Uint8Array.from({ length: table.size }, (_, row) => (holds(values[row] ?? Number.NaN) ? 1 : 0));
}

/** How far a time is from now. What is due has no time left, however long it has been. */
function distance(column: string, time: Instant, now: Instant): number {
  return column === factColumns.autoApproves ? Math.max(0, time - now) : Math.abs(time - now);
}

const examples: Readonly<Record<Measure, string>> = {
  number: 'write a number, as >4',
  span: 'write a time, as <30s or >2m',
  time: 'write how far it is from now, as <12h or >2d, or a date in UTC, as >=2024-03-05 or <2024-03-05T10:15',
  cents: 'write dollars, as >0.50',
};

const units: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

function measured(measure: Measure, text: string): number | undefined {
  switch (measure) {
    case 'number':
      return numberIn(text);
    case 'cents': {
      const dollars = numberIn(text.replace(/^\$/, ''));
      return dollars === undefined ? undefined : Math.round(dollars * 100);
    }
    default: {
      const [, count = '', unit = 's'] = /^(\d+(?:\.\d+)?)\s*([smhdw])?$/i.exec(text.trim()) ?? [];
      return count === '' ? undefined : Number(count) * (units[unit.toLowerCase()] ?? 0);
    }
  }
}

/** Nothing holds of what is not a number. */
function compare(is: number, comparison: Exclude<Comparison, ':'> | Comparison, wanted: number): boolean {
  switch (comparison) {
    case '<':
      return is < wanted;
    case '<=':
      return is <= wanted;
    case '>':
      return is > wanted;
    case '>=':
      return is >= wanted;
    default:
      return is === wanted;
  }
}
