/** The rows that the search lines of the grid and of its columns leave. */

import type { Column } from '../../review/answerColumns.ts';
import { parseColumnSearch, parseSearch, type Term } from '../../review/columnSearch.ts';
import { filterRows } from '../../review/filterRows.ts';
import type { ReviewTable } from '../../review/table.ts';
import type { Marks } from './rowFindings.ts';

export interface FilteredRows {
  /** 1 for each row that stays. */
  readonly rows: Uint8Array;
  /** Why the search can't be done; everything stays then. */
  readonly problem: string | undefined;
}

interface Searched {
  readonly table: ReviewTable;
  readonly marks: Marks;
  readonly allColumns: readonly Column[];
}

interface Lines {
  readonly search: string;
  /** By column. */
  readonly columnSearches: Readonly<Record<string, string>>;
}

export function filteredRows({ table, marks, allColumns: columns }: Searched, wish: Lines, now: number): FilteredRows {
  const all = table.all();
  const terms = termsOf(columns, wish);
  if (typeof terms === 'string') return { rows: all, problem: terms };
  const filtered = filterRows({ table, columns, now, marked: marks.marked }, terms);
  return filtered.ok ? { rows: filtered.rows, problem: undefined } : { rows: all, problem: filtered.problem };
}

function termsOf(columns: Searched['allColumns'], { search, columnSearches }: Lines): Term[] | string {
  const parsed = [
    parseSearch(search),
    ...Object.entries(columnSearches)
      .filter(([id]) => columns.some(column => column.id === id))
      .map(([id, line]) => parseColumnSearch(line, id)),
  ];
  const terms: Term[] = [];
  for (const each of parsed) {
    if (!each.ok) return each.problem;
    terms.push(...each.terms);
  }
  return terms;
}
