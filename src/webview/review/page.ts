/** The page of the grid: its parts, what they say to each other, and what the reader does with them. */
import { counted } from '../../mturk/plurals.ts';
import type { ReadProgress, ReviewAction, ReviewContract, ReviewHead } from '../../panels/review/contract.ts';
import type { Ref } from '../../refs.ts';
import type { RowState } from '../../review/row.ts';
import type { Announce } from '../base/announcer.ts';
import type { Host } from '../base/host.ts';
import { assignmentsChanged, readingEnded } from './announcements.ts';
import { copiedText } from './clipboard.ts';
import { dragColumn, moveFocusedColumn } from './columnDrag.ts';
import { Surroundings } from './gridChrome.ts';
import { type ShownMessage, spokenMessage } from './gridMessage.ts';
import { GridModel, type GridPreferences } from './gridModel.ts';
import type { GridState } from './gridState.ts';
import { GridView } from './gridView.ts';
import type { KeyTarget } from './keyboard.ts';
import { hasKeyboard, listenToKeys } from './pageKeys.ts';
import { listenToPointer, type PointerTarget, resizeWith } from './pointer.ts';
import { belowHead } from './popups.ts';
import { Prefetch } from './prefetch.ts';
import { Viewport } from './viewport.ts';

export class ReviewPage implements KeyTarget, PointerTarget {
  readonly model: GridModel;
  readonly grid: GridView;
  readonly #host: Host<ReviewContract>;
  readonly #state: GridState;
  readonly #announce: Announce;
  readonly #around: Surroundings;
  readonly #prefetch = new Prefetch();
  head: ReviewHead | undefined;
  reading: ReadProgress | undefined;
  /** Between the account's clock and this machine's. */
  #skew = 0;
  /** The rows of the operation that is under way, or of the menu that was opened last. */
  #acting: ReadonlySet<number> = new Set();
  #revealing: Ref<'assignment'> | undefined;
  /** The search that nobody typed. */
  #put: string | undefined;

  constructor(root: HTMLElement, host: Host<ReviewContract>, state: GridState, announce: Announce) {
    this.#host = host;
    this.#state = state;
    this.#announce = announce;
    this.model = new GridModel(() => this.now);
    this.model.wish(state.settings.preferences);
    const viewport = new Viewport({
      look: () => this.#hitsInSight(),
      report: hitIds => host.command('inViewport', { hitIds }),
    });
    this.grid = new GridView({
      model: this.model,
      now: () => this.now,
      label: () => this.head?.title ?? 'Review',
      sortBy: (id, further) => {
        this.model.sortBy(id, further);
        this.rearranged();
      },
      openMenu: id => this.openColumn(id),
      beginResize: (id, event) => resizeWith(this, id, event),
      beginMove: (id, event) => dragColumn(this, id, event),
      fold: (key, folded) => {
        this.model.fold(key, folded);
        this.rearranged();
      },
      drawn: () => viewport.drawn(),
    });
    this.#around = new Surroundings(this);
    const body = document.createElement('div');
    body.className = 'body';
    body.append(this.grid.scroller, this.#around.side);
    root.append(this.#around.top, body, this.#around.bottom, this.#around.above);
    this.#around.draw();
    this.grid.mount();
    listenToPointer(this);
    listenToKeys(root, this, this.#around);
  }

  get now(): number {
    return Date.now() + this.#skew;
  }

  get pageLines(): number {
    return this.grid.pageLines;
  }

  get scroller(): HTMLElement {
    return this.grid.scroller;
  }

  // What the host says

  begin(head: ReviewHead): void {
    const focused = this.model.focusedRow;
    if (focused !== undefined) this.#revealing ??= this.model.refOf(focused);
    this.head = head;
    this.#skew = head.now - Date.now();
    this.#state.identify(head.identity);
    this.#prefetch.stop();
    this.model.clear();
    this.model.marks.paused = true;
    this.redraw();
  }

  progress(progress: ReadProgress): void {
    const ended = this.reading?.reading !== false && !progress.reading;
    this.reading = progress;
    this.model.marks.paused = progress.reading;
    if (ended) {
      this.rowsCame();
      this.#prefetch.prepare(this.model);
      this.#announce(readingEnded(this.model, progress));
    } else this.#around.draw();
  }

  /** Rows were added: they take their places. */
  rowsCame(): void {
    const first = this.model.count === 0;
    this.model.arrange();
    this.#reveal();
    this.redraw();
    if (first && this.model.count > 0 && document.activeElement === document.body && document.hasFocus())
      this.grid.focus();
  }

  states(states: readonly RowState[]): void {
    const { model } = this;
    const changed = model.table.update(states);
    const decided = changed.filter(row => this.#acting.has(row) && model.table.status(row) !== 'Submitted');
    for (const row of decided) model.selected.delete(row);
    const focused = model.focusedRow;
    const on = focused !== undefined && decided.includes(focused) && model.goToUndecided();
    model.valuesCame();
    this.redraw();
    if (on && this.grid.hasFocus && document.hasFocus()) this.grid.focus();
    if (changed.length > 0) this.#announce(assignmentsChanged(this.model, changed));
  }

  acted(): void {
    this.#acting = new Set();
    this.redraw();
    // A closing dialog gives the keyboard to the frame around the page, which passes it to nobody.
    if (hasKeyboard(this.grid) && !document.hasFocus()) this.#host.command('takeKeyboard', {});
  }

  /** Shows a message in the status line, or none. One that stood there before a reload is not announced again. */
  report(message: ShownMessage | undefined): void {
    if (this.#around.showMessage(message) && message) this.#announce(spokenMessage(message));
  }

  answer(id: number, action?: string): void {
    this.#host.command('answer', action === undefined ? { id } : { id, action });
  }

  reveal(row: Ref<'assignment'>): void {
    this.#revealing = row;
    if (this.#reveal()) this.redraw();
  }

  /** Searches as if the line had been typed. Without one, what was put there so and left alone since goes. */
  search(line: string | undefined): void {
    const wanted = line ?? (this.model.preferences.search === this.#put ? '' : undefined);
    this.#put = line;
    if (wanted === undefined) return;
    this.#around.showSearch(wanted);
    this.wish({ search: wanted });
  }

  /** Draws everything in the next frame. */
  redraw(): void {
    this.grid.changed();
    this.#around.draw();
  }

  // What the reader does

  perform(action: ReviewAction): void {
    const rows = this.model.targets;
    if (rows.length === 0) return;
    this.#around.closeMessage();
    this.#acting = new Set(rows);
    this.#host.command('perform', { action, rows: rows.map(row => this.model.refOf(row)) });
  }

  select(what: 'all' | 'pending' | 'nothing'): void {
    if (what === 'pending') this.model.selectPending();
    else if (what === 'all') this.model.selectAll();
    else this.model.selected.clear();
    this.#announce(`${this.model.selected.size.toLocaleString()} selected.`);
    this.moved();
  }

  /** Those that the filter shows. */
  approveAll(): void {
    this.select('pending');
    if (this.model.selected.size > 0) this.perform('approve');
  }

  /** VS Code's menu is about these rows: what becomes of them may come of it. */
  menuFor(rows: readonly number[]): void {
    this.#acting = new Set(rows);
  }

  focusSearch(): void {
    this.#around.focusSearch();
  }

  focusMessage(): void {
    this.#around.focusMessage();
  }

  read(): void {
    if (this.model.focusedRow === undefined) return;
    this.showReader(true);
    this.#around.focusReader();
  }

  copy(): void {
    const { size } = this.model.selected;
    this.copyText(copiedText(this.model), size > 0 ? counted(size, 'row') : 'Cell');
  }

  copyText(text: string, what: string): void {
    if (text === '') return;
    this.#host.command('copy', { text });
    this.#announce(`${what} copied.`);
  }

  openLink = (url: string): void => this.#host.command('openLink', { url });
  refresh = (): void => this.#host.command('refresh', {});
  stop = (): void => this.#host.command('stop', {});

  get readerOpen(): boolean {
    return this.#state.settings.reader;
  }

  showReader(open: boolean): void {
    this.#state.change({ reader: open });
    this.redraw();
  }

  openHIT(row = this.model.focusedRow): void {
    if (row !== undefined) this.#host.command('openHIT', this.model.refOf(row));
  }

  openColumn(id: string): void {
    this.#around.open({ kind: 'column', id, ...belowHead(this.scroller, id) });
  }

  openKeys(): void {
    this.#around.open({ kind: 'keys' });
  }

  moveColumn(by: -1 | 1): void {
    moveFocusedColumn(this.model, by);
    this.rearranged();
    this.grid.focus();
  }

  moved = (): void => {
    this.#keepPreferences();
    this.redraw();
    this.grid.focus();
  };

  rearranged = (): void => {
    this.#keepPreferences();
    this.redraw();
  };

  wish(part: Partial<GridPreferences>): void {
    this.model.wish(part);
    this.rearranged();
  }

  #keepPreferences(): void {
    if (this.#state.settings.preferences !== this.model.preferences)
      this.#state.change({ preferences: this.model.preferences });
  }

  #reveal(): boolean {
    const wanted = this.#revealing;
    if (!wanted) return false;
    const row = this.model.table.ids.indexOf(wanted.assignmentId);
    if (row === -1) return false;
    this.#revealing = undefined;
    return this.model.goToRow(row);
  }

  /** None while they come: they are read already. */
  #hitsInSight(): ReadonlySet<string> {
    const { from, to } = this.grid.inViewport;
    return this.reading?.reading ? new Set() : this.model.hitsBetween(from, to);
  }
}
