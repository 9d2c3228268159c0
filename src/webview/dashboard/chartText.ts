/** What a chart says: in tables, aloud and as CSV. */
import { cents, formatDollars } from '../../mturk/money.ts';
import { percentText } from '../../mturk/percentText.ts';
import { csvCell, guardCell } from '../../mturk/spreadsheet.ts';
import { spanText } from '../../mturk/times.ts';
import type { ChartSpec, TableSpec, Unit } from '../../statistics/dashboard/chartSpec.ts';

export function valueText(unit: Unit, value: number | null | undefined): string {
  if (value === null || value === undefined) return '–';
  switch (unit) {
    case 'dollars':
      return formatDollars(cents(Math.round(value * 100)));
    case 'seconds':
      return spanText(value * 1000);
    case 'share':
      return percentText(value);
    case 'count':
      return value.toLocaleString('en');
  }
}

/** Pixels that an axis needs beside a chart for its labels, at 12 px a letter's height; long ones are cut before they take the chart's room. */
export function axisWidth(labels: readonly string[]): number {
  const longest = Math.max(0, ...labels.map(label => label.length));
  return Math.min(160, Math.max(48, 24 + Math.ceil(longest * 7.2)));
}

/** A point of a series, to be read aloud. */
export function pointText({ labels, series, of }: ChartSpec, point: number, which: number): string {
  const one = series[which];
  return one ? `${of} ${labels[point] ?? ''}: ${one.name} ${valueText(one.unit, one.values[point])}` : '';
}

/** The numbers of a chart as a table. */
export function tableOf({ id, title, caption, labels, of, series, filters }: ChartSpec): TableSpec {
  return {
    id,
    title,
    caption,
    columns: [of, ...series.map(({ name }) => name)],
    rows: labels.map((label, point) => [label, ...series.map(({ unit, values }) => valueText(unit, values[point]))]),
    ...(filters ? { filters } : {}),
  };
}

/** A chart as CSV: plain numbers, for programs. */
export function chartCsv({ labels, of, series }: ChartSpec): string {
  return csv([
    [of, ...series.map(({ name }) => name)],
    ...labels.map((label, point) => [label, ...series.map(({ values }) => String(values[point] ?? ''))]),
  ]);
}

export function tableCsv({ columns, rows }: TableSpec): string {
  return csv([columns, ...rows]);
}

function csv(rows: readonly (readonly string[])[]): string {
  return rows.map(cells => `${cells.map(cell => csvCell(guardCell(cell))).join(',')}\r\n`).join('');
}
