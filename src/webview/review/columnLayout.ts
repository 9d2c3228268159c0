/** How the columns stand: their order, which are hidden, how wide they are. Said by id, so that it fits any table. */
import type { Column } from '../../review/answerColumns.ts';

export interface Layout {
  /** Ids of columns that were moved, in their order; others stand where they stand by themselves, after the one before them. */
  readonly order: readonly string[];
  readonly hidden: readonly string[];
  /** Ids of columns that stay beside the first while the others scroll, in their order. */
  readonly pinned: readonly string[];
  /** Pixels. */
  readonly widths: Readonly<Record<string, number>>;
}

export const plainLayout: Layout = { order: [], hidden: ['hit', 'accepted', 'decided'], pinned: [], widths: {} };

/** Of those that show, besides the first. More would leave no room for what scrolls. */
export const mostPinned = 4;
/** Pixels: pinned columns beyond it scroll with the others, and stand before them. */
const widestPinned = 720;
/** Those of all HIT types. */
const mostKept = 100;

export const narrowest = 48;
export const widest = 1200;

const factWidths: Readonly<Record<string, number>> = {
  worker: 168,
  status: 108,
  mark: 90,
  note: 180,
  problem: 180,
  spent: 106,
  accepted: 112,
  submitted: 112,
  decided: 112,
  autoApproves: 132,
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
  const pinned = layout.pinned.flatMap(id => rest.find(each => each.id === id) ?? []);
  return [first, ...pinned, ...inOrder(rest, layout).filter(each => !pinned.includes(each))];
}

function inOrder(rest: readonly Column[], layout: Layout): Column[] {
  const moved = new Map(layout.order.map((id, place) => [id, place]));
  if (moved.size === 0) return [...rest];
  const known = rest.filter(({ id }) => moved.has(id)).sort((a, b) => (moved.get(a.id) ?? 0) - (moved.get(b.id) ?? 0));
  const result = [...known];
  let after: Column | undefined;
  for (const column of rest) {
    if (!moved.has(column.id)) result.splice(after ? result.indexOf(after) + 1 : 0, 0, column);
    after = column;
  }
  return result;
}

export function shown(columns: readonly Column[], layout: Layout): Column[] {
  return ordered(columns, layout).filter(({ id }, index) => index === 0 || !layout.hidden.includes(id));
}

/** How many of the columns that are shown stay while the others scroll: the first, and pinned ones as far as there is room. */
export function pinnedCount(columns: readonly Column[], layout: Layout): number {
  const [first, ...rest] = columns;
  if (!first) return 0;
  let count = 1;
  let width = widthOf(first, layout);
  for (const column of rest) {
    width += widthOf(column, layout);
    if (!layout.pinned.includes(column.id) || count > mostPinned || width > widestPinned) break;
    count += 1;
  }
  return count;
}

/** Whether as many of the columns that are shown are pinned as can be. */
export function pinsAreFull(columns: readonly Column[], { pinned }: Layout): boolean {
  return columns.filter(({ id }) => pinned.includes(id)).length >= mostPinned;
}

/** Pins a column beside the first, or lets it scroll again. */
export function pinToggled(layout: Layout, id: string): Layout {
  const { pinned } = layout;
  if (pinned.includes(id)) return { ...layout, pinned: pinned.filter(each => each !== id) };
  return { ...layout, pinned: [...pinned, id].slice(-mostKept) };
}

export function toggled(layout: Layout, id: string): Layout {
  const hidden = layout.hidden.includes(id) ? layout.hidden.filter(each => each !== id) : [...layout.hidden, id];
  return { ...layout, hidden };
}

/** Moves a column past the next one that is shown, to the left by -1 or to the right by 1: pinned ones among the pinned. */
export function moved(layout: Layout, columns: readonly Column[], id: string, by: -1 | 1): Layout {
  const visible = shown(columns, layout).slice(1);
  const beside = visible.filter(each => layout.pinned.includes(each.id) === layout.pinned.includes(id));
  const from = beside.findIndex(each => each.id === id);
  const other = beside[from + by]?.id;
  return from === -1 || other === undefined ? layout : movedTo(layout, columns, id, other);
}

/** Moves a column to the place of another one; to that of a pinned one is to the first place that scrolls. */
export function movedTo(layout: Layout, columns: readonly Column[], id: string, other: string): Layout {
  if (layout.pinned.includes(id)) {
    const place = layout.pinned.indexOf(other);
    if (place === -1) return layout;
    return { ...layout, pinned: layout.pinned.filter(each => each !== id).toSpliced(place, 0, id) };
  }
  const order = ordered(columns, layout)
    .slice(1)
    .map(each => each.id)
    .filter(each => !layout.pinned.includes(each));
  const place = columns[0]?.id === other || layout.pinned.includes(other) ? 0 : order.indexOf(other);
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
  const { order, hidden, pinned, widths } = value as Record<string, unknown>;
  const texts = (list: unknown, otherwise: readonly string[]) =>
    Array.isArray(list) ? list.filter(each => typeof each === 'string') : otherwise;
  const sizes = Object.entries(typeof widths === 'object' && widths !== null ? widths : {}).filter(
    (entry): entry is [string, number] => typeof entry[1] === 'number' && Number.isFinite(entry[1]),
  );
  return {
    order: texts(order, plainLayout.order),
    // Before columns could be pinned, others were hidden by default.
    hidden: [...new Set([...texts(hidden, plainLayout.hidden), ...(pinned === undefined ? plainLayout.hidden : [])])],
    pinned: texts(pinned, plainLayout.pinned).slice(0, mostKept),
    widths: Object.fromEntries(sizes),
  };
}
