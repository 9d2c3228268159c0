/** The answers of a row whose HIT type has other columns than those that are shown, as one text over them. */
import { type Column, cellText } from '../../review/answerColumns.ts';
import type { ColumnWindow } from './columnWindow.ts';
import type { GridModel } from './gridModel.ts';

export interface OtherAnswers {
  /** Of the column where the text begins. */
  readonly place: number;
  readonly width: number;
  readonly text: string;
}

const longestSummary = 300;
/** Pixels: room for the longest summary. */
const widestSummary = 2400;

/** The text begins at the first scrolling column in the window that the row has no place in. */
export function otherAnswers(
  model: GridModel,
  row: number,
  { scrolled, widths }: Pick<ColumnWindow, 'scrolled' | 'widths'>,
): OtherAnswers | undefined {
  if (!model.showsOneType) return undefined;
  const { columns, pinned } = model;
  const isFree = (at: number) => {
    const column = columns[at];
    return at >= pinned && column !== undefined && column.group !== 'facts' && !model.hasColumn(row, column);
  };
  const place = scrolled.find(each => isFree(each.place))?.place;
  if (place === undefined) return undefined;
  let width = 0;
  for (let at = place; width < widestSummary && isFree(at); at += 1) width += widths[at] ?? 0;
  const text = summaryOf(model, row);
  return text === '' ? undefined : { place, width: Math.min(width, widestSummary), text };
}

function summaryOf(model: GridModel, row: number): string {
  let text = '';
  for (const column of ownColumns(model, row)) {
    if (text.length >= longestSummary) break;
    const cell = cellText(model.table, column, row).slice(0, longestSummary);
    text += `${text === '' ? '' : ' · '}${column.label}: ${cell}`;
  }
  return text.slice(0, longestSummary).replace(/\s+/g, ' ');
}

/** By the shown columns, which are other ones after each change, and by HIT type. */
const ownByType = new WeakMap<readonly Column[], Map<string, readonly Column[]>>();

/** The columns of inputs and answers of a row's HIT type that are not shown. */
function ownColumns(model: GridModel, row: number): readonly Column[] {
  const { columns } = model;
  let byType = ownByType.get(columns);
  if (!byType) {
    byType = new Map();
    ownByType.set(columns, byType);
  }
  const type = model.table.types.text(row);
  const known = byType.get(type);
  if (known) return known;
  const shown = new Set(columns);
  const own = model.columnsOfRows([row]).filter(column => column.group !== 'facts' && !shown.has(column));
  byType.set(type, own);
  return own;
}
