/** Where the keyboard goes on when its rows are gone. */

/** Keys of rows below each key, top to bottom; those at the root under ''. */
export type RowsBelow = ReadonlyMap<string, readonly string[]>;

/**
 * The keys of other rows, best first: those below the last of `keys`, then those above, both nearest first; of these, rows of the
 * same depth before others. Keys that no row has are passed over.
 */
export function followingRows(below: RowsBelow, keys: readonly string[]): string[] {
  const rows = flat(below, '', 0);
  const places = rows.flatMap(({ key }, index) => (keys.includes(key) ? [index] : []));
  const last = places.at(-1);
  if (last === undefined) return [];
  const others = [...rows.slice(last + 1), ...rows.slice(0, last).reverse()].filter(({ key }) => !keys.includes(key));
  const alike = (row: PlacedRow) => row.depth === rows[last]?.depth;
  return [...others.filter(alike), ...others.filter(row => !alike(row))].map(({ key }) => key);
}

/** What the user looks at: rows that are selected, by key, and how often the focus has moved away. */
export interface Attention {
  readonly selected: readonly string[];
  readonly focusChanges: number;
}

/** Whether the user still is where an operation on some rows began: nothing else was selected since, and nothing else typed into. */
export function stillThere(keys: readonly string[], before: number, { selected, focusChanges }: Attention): boolean {
  return focusChanges === before && selected.every(key => keys.includes(key));
}

interface PlacedRow {
  readonly key: string;
  readonly depth: number;
}

function flat(below: RowsBelow, parent: string, depth: number): PlacedRow[] {
  return (below.get(parent) ?? []).flatMap(key => [{ key, depth }, ...flat(below, key, depth + 1)]);
}
