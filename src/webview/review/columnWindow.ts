/** The columns that are drawn now, worked out once for all lines. */
import type { Column } from '../../review/answerColumns.ts';
import { widthOf } from './columnLayout.ts';
import type { GridModel } from './gridModel.ts';

/** Pixels of the box that selects a row. */
export const tickWidth = 28;

export interface PlacedColumn {
  readonly column: Column;
  /** Among the shown columns. */
  readonly place: number;
  readonly width: number;
}

export interface ColumnWindow {
  /** They stay while the others scroll. */
  readonly pinned: readonly PlacedColumn[];
  readonly scrolled: readonly PlacedColumn[];
  /** Pixels between the two. */
  readonly gap: number;
  /** Of all shown columns, by place. */
  readonly widths: readonly number[];
  readonly total: number;
}

/** The widths of all shown columns. They look at texts, so whoever draws keeps them until something changes. */
export function columnWidths({ columns, preferences }: GridModel): readonly number[] {
  return columns.map(column => widthOf(column, preferences.layout));
}

export function pinnedWidth(widths: readonly number[], pinned: number): number {
  return widths.slice(0, pinned).reduce((sum, width) => sum + width, tickWidth);
}

/** `items` are those that scroll, from 0, with where they begin; `total` is how wide all are together. */
export function columnWindow(
  { columns, pinned }: GridModel,
  widths: readonly number[],
  items: readonly { readonly index: number; readonly start: number }[],
  total: number,
): ColumnWindow {
  const at = (place: number): PlacedColumn[] => {
    const column = columns[place];
    return column ? [{ column, place, width: widths[place] ?? 0 }] : [];
  };
  const left = pinnedWidth(widths, pinned);
  return {
    pinned: columns.slice(0, pinned).flatMap((_, place) => at(place)),
    scrolled: items.flatMap(({ index }) => at(index + pinned)),
    gap: Math.max(0, (items[0]?.start ?? 0) - left),
    widths,
    total: Math.max(total, left),
  };
}
