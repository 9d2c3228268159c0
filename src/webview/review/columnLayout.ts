/** How the columns stand: their order, which are hidden, how wide they are. Said by id, so that it fits any table. */
import type { Column } from '../../review/answerColumns.ts';

export interface Layout {
  /** Ids of columns that were moved, in their order; others stand where they stand by themselves, after the one before them. */
  readonly order: readonly string[];
  readonly hidden: readonly string[];
  /** Pixels. */
  readonly widths: Readonly<Record<string, number>>;
}

export const plainLayout: Layout = { order: [], hidden: ['hit'], widths: {} };

export const narrowest = 48;
export const widest = 1200;

const factWidths: Readonly<Record<string, number>> = {
  worker: 168,
  status: 108,
  mark: 90,
  note: 180,
  problem: 180,
  spent: 96,
  submitted: 112,
  autoApproves: 122,
  bonus: 74,
  feedback: 180,
  title: 200,
  hit: 270,
};
const character = 7.2;
const boldCharacter = 7.8;
const padding = 22;

/** As wide as its first texts want it, within reason. */
export function widthOf(column: Column, layout: Layout): number {
  const set = layout.widths[column.id];
  if (set !== undefined) return set;
  const fixed = factWidths[column.id];
  if (fixed !== undefined || column.kind !== 'text') return fixed ?? 110;
  const longest = column.texts.texts.slice(0, 100).reduce((most, text) => Math.max(most, text.length), 0);
  const wanted = Math.max(Math.min(longest, 40) * character, Math.min(column.label.length, 24) * boldCharacter);
  return Math.round(Math.min(320, Math.max(72, wanted + padding)));
}

/** All columns in the order of the layout, hidden ones too. The first stays where it is: it says whose row it is. */
export function ordered(columns: readonly Column[], layout: Layout): Column[] {
  const [first, ...rest] = columns;
  if (!first) return [];
  const moved = new Map(layout.order.map((id, place) => [id, place]));
  if (moved.size === 0) return [...columns];
  const known = rest.filter(({ id }) => moved.has(id)).sort((a, b) => (moved.get(a.id) ?? 0) - (moved.get(b.id) ?? 0));
  const result = [...known];
  let after: Column | undefined;
  for (const column of rest) {
    if (!moved.has(column.id)) result.splice(after ? result.indexOf(after) + 1 : 0, 0, column);
    after = column;
  }
  return [first, ...result];
}

export function shown(columns: readonly Column[], layout: Layout): Column[] {
  return ordered(columns, layout).filter(({ id }, index) => index === 0 || !layout.hidden.includes(id));
}

export function toggled(layout: Layout, id: string): Layout {
  const hidden = layout.hidden.includes(id) ? layout.hidden.filter(each => each !== id) : [...layout.hidden, id];
  return { ...layout, hidden };
}

/** Moves a column past the next one that is shown, to the left by -1 or to the right by 1. */
export function moved(layout: Layout, columns: readonly Column[], id: string, by: -1 | 1): Layout {
  const visible = shown(columns, layout).map(each => each.id);
  const from = visible.indexOf(id);
  const other = visible[from + by];
  if (from <= 0 || other === undefined || from + by === 0) return layout;
  const order = ordered(columns, layout)
    .slice(1)
    .map(each => each.id)
    .filter(each => each !== id);
  order.splice(order.indexOf(other) + (by === 1 ? 1 : 0), 0, id);
  return { ...layout, order };
}

/** Moves a column to the place of another one; to that of the first is to the place after it, which is never taken. */
export function movedTo(layout: Layout, columns: readonly Column[], id: string, other: string): Layout {
  const order = ordered(columns, layout)
    .slice(1)
    .map(each => each.id);
  const place = columns[0]?.id === other ? 0 : order.indexOf(other);
  if (place === -1 || !order.includes(id)) return layout;
  return { ...layout, order: order.filter(each => each !== id).toSpliced(place, 0, id) };
}

export function resized(layout: Layout, id: string, width: number): Layout {
  const within = Math.round(Math.min(widest, Math.max(narrowest, width)));
  return { ...layout, widths: { ...layout.widths, [id]: within } };
}

/** Reads what an earlier page kept; anything strange becomes the plain layout. */
export function readLayout(value: unknown): Layout {
  if (typeof value !== 'object' || value === null) return plainLayout;
  const { order, hidden, widths } = value as Record<string, unknown>;
  const texts = (list: unknown, otherwise: readonly string[]) =>
    Array.isArray(list) ? list.filter(each => typeof each === 'string') : otherwise;
  const sizes = Object.entries(typeof widths === 'object' && widths !== null ? widths : {}).filter(
    (entry): entry is [string, number] => typeof entry[1] === 'number' && Number.isFinite(entry[1]),
  );
  return {
    order: texts(order, plainLayout.order),
    hidden: texts(hidden, plainLayout.hidden),
    widths: Object.fromEntries(sizes),
  };
}
