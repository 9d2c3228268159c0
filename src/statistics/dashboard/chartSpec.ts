/** Charts and tables as plain values, which cross from one process to another and are drawn, read aloud and copied alike. */

/** What numbers are, for axes, tables and what is read aloud. */
export type Unit = 'count' | 'dollars' | 'seconds' | 'share';

interface ChartSeries {
  readonly name: string;
  readonly unit: Unit;
  /** By point; `null` for none. */
  readonly values: readonly (number | null)[];
}

export interface ChartSpec {
  readonly id: string;
  readonly title: string;
  /** The main fact in a sentence. */
  readonly caption: string;
  readonly kind: 'line' | 'bars';
  /** Seconds since the epoch, for a time axis; else names by point. */
  readonly times?: readonly number[];
  /** What points are called: in tables, on axes without times. */
  readonly labels: readonly string[];
  /** What the points are, as the heading of a table’s first column. */
  readonly of: string;
  readonly series: readonly ChartSeries[];
  /** By point: the line that finds its assignments in the review grid. */
  readonly filters?: readonly (string | null)[];
}

export interface Figure {
  readonly label: string;
  readonly value: string;
  /** What it means, or what it is made from. */
  readonly detail?: string;
}

export interface TableSpec {
  readonly id: string;
  readonly title: string;
  readonly caption: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** By row: the line that finds its assignments in the review grid. */
  readonly filters?: readonly (string | null)[];
}

/** A term of the grid’s search line; nothing where the name or the value can’t be written in one. */
export function searchTerm(column: string, comparison: string, value: string): string | null {
  if (/["\r\n]/.test(column) || /["\r\n]/.test(value) || column === '') return null;
  return `"${column}"${comparison}"${value}"`;
}
