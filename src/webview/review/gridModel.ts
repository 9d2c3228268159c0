/** The grid without its looks: what is shown in which order, where the keyboard is, what is selected. */

import type { Ref } from '../../refs.ts';
import { type Column, columnsOf, isIdle } from '../../review/answerColumns.ts';
import { type Arranged, arrange, type Grouping, type Sorting } from '../../review/arrangeRows.ts';
import { ReviewTable } from '../../review/table.ts';
import { type Layout, pinnedCount, plainLayout, shown } from './columnLayout.ts';
import { filteredRows } from './filteredRows.ts';
import { headLine, type Line, lineAt, lineOf, nextRow } from './gridLines.ts';
import { Marks } from './rowFindings.ts';

/** How the reader wants to see it; kept over a reload. */
export interface GridPreferences {
  readonly search: string;
  /** Search lines by column. */
  readonly columnSearches: Readonly<Record<string, string>>;
  readonly sortings: readonly Sorting[];
  readonly grouping: Grouping;
  readonly layout: Layout;
}

export const defaultPreferences: GridPreferences = {
  search: '',
  columnSearches: {},
  sortings: [],
  grouping: 'type',
  layout: plainLayout,
};

const nothing: Arranged = { lines: new Int32Array(0), groups: [], rows: 0 };

export class GridModel {
  table = new ReviewTable();
  marks = new Marks(this.table);
  readonly selected = new Set<number>();
  readonly folded = new Set<string>();
  /** Where the keyboard is: a line, and a place among the shown columns. */
  line = 0;
  column = 0;
  /** Why the search can't be done; everything shows then. */
  problem: string | undefined;
  /** Those that are shown: where rows are grouped by HIT type, the columns of the type that the keyboard is in. */
  columns: readonly Column[] = [];
  /** How many of them stay while the others scroll. */
  pinned = 0;
  allColumns: readonly Column[] = [];
  arranged: Arranged = nothing;
  #preferences = defaultPreferences;
  #anchor: number | undefined;
  /** The HIT type whose columns are shown; all are if there is none. */
  #type: string | undefined;
  /** Nothing was there that the keyboard could be at. */
  #lost = false;
  #unreviewed: { table: ReviewTable | undefined; version: number; count: number } = {
    table: undefined,
    version: -1,
    count: 0,
  };
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Everything comes anew. */
  clear(): void {
    this.table = new ReviewTable();
    this.marks = new Marks(this.table);
    this.selected.clear();
    this.#anchor = undefined;
    this.arranged = nothing;
    this.arrange();
  }

  /** How many wait for a decision, whether they are shown or not. */
  get unreviewed(): number {
    const { table } = this;
    if (this.#unreviewed.version === table.version && this.#unreviewed.table === table) return this.#unreviewed.count;
    let count = 0;
    const present = table.all();
    for (let row = 0; row < table.size; row += 1)
      if (present[row] === 1 && table.status(row) === 'Submitted') count += 1;
    this.#unreviewed = { table, version: table.version, count };
    return count;
  }

  get preferences(): GridPreferences {
    return this.#preferences;
  }

  get count(): number {
    return this.arranged.lines.length;
  }

  /** Changes preferences. Rows that they hide are no longer selected: an operation never touches what can't be seen. */
  wish(part: Partial<GridPreferences>): void {
    this.#preferences = { ...this.#preferences, ...part };
    this.arrange();
  }

  /**
   * Works out the lines again: after rows came, or preferences changed. Decisions alone move no row. The keyboard stays where it is;
   * where that is gone, it goes to the next row, never to the head of a group: a key would act on all rows of the group.
   */
  arrange(): void {
    const was = this.#lost ? undefined : this.at(this.line);
    this.allColumns = columnsOf(this.table);
    const { rows: visible, problem } = filteredRows(this, this.#preferences, this.#now());
    this.problem = problem;
    const { sortings, grouping } = this.#preferences;
    this.arranged = arrange(this.table, this.allColumns, visible, { sortings, grouping, folded: this.folded });
    for (const row of this.selected) if (visible[row] !== 1) this.selected.delete(row);
    const line = lineOf(this.arranged, was) ?? nextRow(this.arranged, this.line);
    this.#lost = line === undefined;
    this.line = line ?? (this.count === 0 ? Math.min(this.line, 0) : headLine);
    this.#showColumns(this.#typeAt(this.line));
  }

  /** Values came into columns that nobody had anything in: those show from now on. */
  valuesCame(): void {
    this.#showColumns(this.#type);
  }

  /** The searches of columns that leave rows out, also those of columns that are not shown. */
  get columnFilters(): readonly { readonly id: string; readonly label: string; readonly search: string }[] {
    const { columnSearches } = this.#preferences;
    return this.allColumns.flatMap(({ id, label }) => {
      const search = Object.hasOwn(columnSearches, id) ? (columnSearches[id] ?? '').trim() : '';
      return search === '' ? [] : [{ id, label, search }];
    });
  }

  /** The columns that any of these rows has something in, as far as they are not hidden. */
  columnsOfRows(rows: readonly number[]): readonly Column[] {
    if (this.#type === undefined) return this.columns;
    const types = new Set(rows.map(row => this.table.types.text(row)));
    const used = ({ id, group }: Column) => group === 'facts' || [...types].some(type => this.table.typeHas(type, id));
    return shown(this.allColumns.filter(used), this.#preferences.layout);
  }

  /** Whether the columns are those of one HIT type, and rows of others are there. */
  get showsOneType(): boolean {
    return this.#type !== undefined;
  }

  /** Whether a row has a place in a column: rows of another HIT type may have other columns. */
  hasColumn(row: number, { id, group }: Column): boolean {
    return group === 'facts' || this.table.typeHas(this.table.types.text(row), id);
  }

  /** The HIT type of a line, where rows of several are grouped by it. */
  #typeAt(line: number): string | undefined {
    if (this.#preferences.grouping !== 'type' || this.arranged.groups.length === 0) return undefined;
    const [row] = this.rowsAt(line);
    return row === undefined ? this.#type : this.table.types.text(row);
  }

  #showColumns(type: string | undefined): void {
    const id = this.columns[this.column]?.id;
    this.#type = type;
    const { layout, sortings, columnSearches } = this.#preferences;
    const used = ({ id }: Column) =>
      Object.hasOwn(columnSearches, id) || sortings.some(({ column: sorted }) => sorted === id);
    const of = (column: Column) =>
      column.group === 'facts'
        ? used(column) || !isIdle(column)
        : type === undefined || this.table.typeHas(type, column.id);
    this.columns = shown(this.allColumns.filter(of), layout);
    this.pinned = pinnedCount(this.columns, layout);
    const same = this.columns.findIndex(each => each.id === id);
    this.column = Math.max(0, Math.min(same === -1 ? this.column : same, this.columns.length - 1));
  }

  /** The keyboard came to a line: the columns are those of its HIT type from now on. */
  #arrived(): void {
    const type = this.#typeAt(this.line);
    if (type !== this.#type) this.#showColumns(type);
  }

  at(line: number): Line | undefined {
    return lineAt(this.arranged, line);
  }

  /** The HITs of the rows between two lines, those included. */
  hitsBetween(from: number, to: number): Set<string> {
    const hitIds = new Set<string>();
    for (const row of this.arranged.lines.subarray(Math.max(0, from), to + 1))
      if (row >= 0) hitIds.add(this.table.hitIds.text(row));
    return hitIds;
  }

  /** The rows of a line: one, or all of a group. */
  rowsAt(line: number): number[] {
    const at = this.at(line);
    if (at?.kind === 'row') return [at.row];
    return at?.kind === 'group' ? [...at.group.rows] : [];
  }

  get focusedRow(): number | undefined {
    const line = this.at(this.line);
    return line?.kind === 'row' ? line.row : undefined;
  }

  refOf(row: number): Ref<'assignment'> {
    const { ids, hitIds } = this.table;
    return { kind: 'assignment', hitId: hitIds.text(row), assignmentId: ids[row] ?? '' };
  }

  goTo(line: number, column = this.column): void {
    this.#lost = false;
    this.line = Math.max(headLine, Math.min(line, this.count - 1));
    this.column = Math.max(0, Math.min(column, this.columns.length - 1));
    this.#arrived();
  }

  /** Gives whether the row is among the lines. */
  goToRow(row: number): boolean {
    const line = this.arranged.lines.indexOf(row);
    if (line === -1) return false;
    this.goTo(line);
    return true;
  }

  /** The rows that an operation is for: the selected ones, else those of the line with the keyboard. */
  get targets(): number[] {
    if (this.selected.size > 0) return [...this.selected];
    return this.rowsAt(this.line);
  }

  toggle(): void {
    const rows = this.rowsAt(this.line);
    const all = rows.every(row => this.selected.has(row));
    for (const row of rows)
      if (all) this.selected.delete(row);
      else this.selected.add(row);
    this.#anchor = this.line;
  }

  /** Moves the keyboard and selects the rows between where the range began and there; heads of groups add none. */
  extendTo(line: number): void {
    this.#anchor ??= this.line;
    this.goTo(line);
    this.selected.clear();
    const [from, to] = [Math.min(this.#anchor, this.line), Math.max(this.#anchor, this.line)];
    for (const row of this.arranged.lines.subarray(Math.max(0, from), to + 1)) if (row >= 0) this.selected.add(row);
  }

  /** A range begins where the keyboard is. */
  anchor(): void {
    this.#anchor = undefined;
  }

  selectAll(): void {
    for (const value of this.arranged.lines) if (value >= 0) this.selected.add(value);
    for (const group of this.arranged.groups) for (const row of group.rows) this.selected.add(row);
  }

  /** Selects the rows that the filter shows, folded ones too, whose assignment is pending review; and no others. */
  selectPending(): void {
    this.selected.clear();
    this.selectAll();
    for (const row of this.selected) if (this.table.status(row) !== 'Submitted') this.selected.delete(row);
  }

  /** Goes to the next row without a decision, below first, then from the top. Gives whether there is one. */
  goToUndecided(): boolean {
    const { lines } = this.arranged;
    for (let step = 1; step <= lines.length; step += 1) {
      const line = (Math.max(0, this.line) + step) % lines.length;
      const row = lines[line] ?? headLine;
      if (row < 0 || this.table.status(row) !== 'Submitted') continue;
      this.goTo(line);
      return true;
    }
    return false;
  }

  fold(key: string, folded: boolean): void {
    if (folded) this.folded.add(key);
    else this.folded.delete(key);
    this.arrange();
  }

  /** Sorts by a column: up, down, not at all. `further` keeps what it was sorted by before. */
  sortBy(id: string, further: boolean): void {
    const before = this.#preferences.sortings.find(({ column }) => column === id);
    const next = !before
      ? { column: id, descending: false }
      : before.descending
        ? undefined
        : { column: id, descending: true };
    const others = further ? this.#preferences.sortings.filter(({ column }) => column !== id) : [];
    this.wish({ sortings: next ? [...others, next] : others });
  }
}
