/** The order of the rows of a table. */
import type { Cell, PageTable, Sorting } from '../../panels/people/contract.ts';

const orders = new WeakMap<PageTable, { readonly by: string; readonly rows: PageTable['rows'] }>();

/** The rows in an order; rows that are alike keep theirs. */
export function sortedRows(table: PageTable, { column, descending }: Sorting): PageTable['rows'] {
  const by = `${column} ${descending}`;
  const known = orders.get(table);
  if (known?.by === by) return known.rows;
  const isNumeric = table.rows.some(row => row[column]?.sort !== undefined);
  const compared = isNumeric ? bySort(column) : byText(column);
  const rows = table.rows.toSorted(descending ? (one, other) => compared(other, one) : compared);
  orders.set(table, { by, rows });
  return rows;
}

type Row = readonly Cell[];

function bySort(column: number): (one: Row, other: Row) => number {
  const numberOf = (row: Row) => row[column]?.sort ?? Number.NEGATIVE_INFINITY;
  return (one, other) => {
    const [a, b] = [numberOf(one), numberOf(other)];
    return a === b ? 0 : a < b ? -1 : 1;
  };
}

const { compare } = new Intl.Collator('en', { numeric: true });

function byText(column: number): (one: Row, other: Row) => number {
  return (one, other) => compare(one[column]?.text ?? '', other[column]?.text ?? '');
}
