/** The lines of the grid by their number: the heads of the columns, heads of groups, and rows. */
import type { Arranged, RowGroup } from '../../review/arrangeRows.ts';

/** The heads of the columns are a line too. */
export const headLine = -1;

export type Line =
  | { readonly kind: 'head' }
  | { readonly kind: 'group'; readonly group: RowGroup }
  | { readonly kind: 'row'; readonly row: number };

export function lineAt({ lines, groups }: Arranged, line: number): Line | undefined {
  if (line === headLine) return { kind: 'head' };
  const value = lines[line];
  if (value === undefined) return undefined;
  if (value >= 0) return { kind: 'row', row: value };
  const group = groups[-1 - value];
  return group && { kind: 'group', group };
}

/** Where a line of an earlier arrangement stands now, if it does. */
export function lineOf({ lines, groups }: Arranged, was: Line | undefined): number | undefined {
  if (was?.kind === 'head') return headLine;
  if (!was) return undefined;
  const value = was.kind === 'row' ? was.row : -1 - groups.findIndex(({ key }) => key === was.group.key);
  // Without the group, the value is 0, which is a row.
  if (was.kind === 'group' && value >= 0) return undefined;
  const line = lines.indexOf(value);
  return line === -1 ? undefined : line;
}

/** The first row from a line on, else the last before it. */
export function nextRow({ lines }: Arranged, from: number): number | undefined {
  for (let line = Math.max(0, from); line < lines.length; line += 1) if ((lines[line] ?? -1) >= 0) return line;
  for (let line = Math.min(from, lines.length) - 1; line >= 0; line -= 1) if ((lines[line] ?? -1) >= 0) return line;
  return undefined;
}
