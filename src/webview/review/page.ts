/** The page of the grid: its parts, what they say to each other, and what the reader does with them. */

import { webviewSections } from '../../ids.ts';
import type { ReadProgress, ReviewAction, ReviewContract, ReviewHead, RowId } from '../../panels/review/contract.ts';
import type { RowState } from '../../review/row.ts';
import type { Announce } from '../base/announcer.ts';
import { render } from '../base/dom.ts';
import { keepingFocus } from '../base/focus.ts';
import type { Host } from '../base/host.ts';
import { type BarContext, bottomBar, notices, searchId, topBar } from './bars.ts';
import { counted } from './cells.ts';
import { copiedText } from './clipboard.ts';
import { GridView } from './gridView.ts';
import { type KeyTarget, pressKey } from './keyboard.ts';
import { moved as movedColumn } from './layout.ts';
import { GridModel, type Wishes } from './model.ts';
import { listenToPointer, type PointerTarget, resizeWith } from './pointer.ts';
import { type Popup, popupBox } from './popups.ts';
import { reader } from './reader.ts';
import type { KeptState } from './state.ts';

export class ReviewPage implements KeyTarget, PointerTarget {
  readonly model: GridModel;
  readonly grid: GridView;
  readonly section = webviewSections.assignment;
  readonly #host: Host<ReviewContract>;
  readonly #kept: KeptState;
  readonly #announce: Announce;
  readonly #top = part('top');
  readonly #bottom = part('bottom');
  readonly #side = part('side');
  readonly #above = part('above');
  readonly #expanded = new Set<string>();
  #head: ReviewHead | undefined;
  #progress: ReadProgress | undefined;
  /** Between the account's clock and this machine's. */
  #skew = 0;
  #popup: Popup | undefined;
  /** The rows of the act that is under way. */
  #acting: ReadonlySet<number> = new Set();
  #revealing: RowId | undefined;
  #sight: string | undefined;
  #searching: number | undefined;

  constructor(root: HTMLElement, host: Host<ReviewContract>, kept: KeptState, announce: Announce) {
    this.#host = host;
    this.#kept = kept;
    this.#announce = announce;
    this.model = new GridModel(() => this.now);
    this.model.wish(kept.kept.wishes);
    this.grid = new GridView({
      model: this.model,
      now: () => this.now,
      label: () => this.#head?.title ?? 'Review',
      sortBy: (id, further) => {
        this.model.sortBy(id, further);
        this.rearranged();
      },
      openMenu: id => this.openColumn(id),
      beginResize: (id, event) => resizeWith(this, id, event),
      fold: (key, folded) => {
        this.model.fold(key, folded);
        this.rearranged();
      },
      drawn: () => this.#tellSight(),
    });
    const body = part('body');
    body.append(this.grid.scroller, this.#side);
    root.append(this.#top, body, this.#bottom, this.#above);
    this.#drawAround();
    this.grid.mount();
    this.#listen(root);
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
    if (focused !== undefined) this.#revealing ??= this.#rowId(focused);
    this.#head = head;
    this.#skew = head.now - Date.now();
    this.#kept.identify(head.identity);
    this.model.clear();
    this.model.marks.paused = true;
    this.redraw();
  }

  progress(progress: ReadProgress): void {
    const ended = this.#progress?.reading !== false && !progress.reading;
    this.#progress = progress;
    this.model.marks.paused = progress.reading;
    if (ended) this.rowsCame();
    else this.#drawAround();
    if (ended)
      this.#announce(
        progress.failure
          ? `Reading failed: ${progress.failure.reason}.`
          : `${counted(this.model.table.size, 'assignment')}, ${this.model.waiting} to review.`,
      );
  }

  /** Rows were added: they take their places. */
  rowsCame(): void {
    const row = this.model.focusedRow;
    const first = this.model.count === 0;
    this.model.arrange();
    if (row !== undefined) this.model.goToRow(row);
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
    this.redraw();
    if (on && this.grid.hasFocus && document.hasFocus()) this.grid.focus();
    if (changed.length > 0) this.#announce(this.#changeText(changed));
  }

  acted(): void {
    this.#acting = new Set();
    this.redraw();
  }

  reveal(row: RowId): void {
    this.#revealing = row;
    if (this.#reveal()) this.redraw();
  }

  /** Draws everything in the next frame. */
  redraw(): void {
    this.grid.changed();
    this.#drawAround();
  }

  // What the reader does

  act(action: ReviewAction): void {
    const rows = this.model.targets;
    if (rows.length === 0) return;
    this.#acting = new Set(rows);
    this.#host.command('act', { action, rows: rows.map(row => this.#rowId(row)) });
  }

  focusSearch(): void {
    const input = this.#search;
    input?.focus();
    input?.select();
  }

  read(): void {
    if (this.model.focusedRow === undefined) return;
    this.#kept.keep({ reader: true });
    this.#drawAround();
    this.#side.querySelector<HTMLElement>('.reader')?.focus();
  }

  copy(): void {
    const text = copiedText(this.model);
    if (text === '') return;
    this.#host.command('copy', { text });
    const { size } = this.model.selected;
    this.#announce(size > 0 ? `${counted(size, 'row')} copied.` : 'Cell copied.');
  }

  openHIT(row = this.model.focusedRow): void {
    if (row !== undefined) this.#host.command('openHIT', this.#rowId(row));
  }

  openColumn(id: string): void {
    const head = this.scroller.querySelector<HTMLElement>(`.head [data-column="${CSS.escape(id)}"]`);
    const box = head?.getBoundingClientRect();
    const left = Math.max(8, Math.min(box?.left ?? 8, window.innerWidth - 268));
    this.#open({ kind: 'column', id, left, top: box?.bottom ?? 60 });
  }

  openKeys(): void {
    this.#open({ kind: 'keys' });
  }

  moveColumn(by: -1 | 1): void {
    const { model } = this;
    const column = model.columns[model.column];
    if (!column) return;
    this.#wish({ layout: movedColumn(model.wishes.layout, model.allColumns, column.id, by) });
    model.goTo(model.line, model.columns.indexOf(model.columns.find(({ id }) => id === column.id) ?? column));
    this.grid.focus();
  }

  moved = (): void => {
    this.#keepWishes();
    this.redraw();
    this.grid.focus();
  };

  rearranged = (): void => {
    this.#keepWishes();
    this.redraw();
  };

  #wish(part: Partial<Wishes>): void {
    this.model.wish(part);
    this.rearranged();
  }

  #keepWishes(): void {
    if (this.#kept.kept.wishes !== this.model.wishes) this.#kept.keep({ wishes: this.model.wishes });
  }

  #open(popup: Popup): void {
    this.#popup = popup;
    this.#drawAround();
    this.#above.querySelector<HTMLElement>('input, button, .popup')?.focus();
  }

  readonly #close = (): void => {
    if (!this.#popup) return;
    this.#popup = undefined;
    this.#drawAround();
    this.grid.focus();
  };

  #drawAround(): void {
    const { model } = this;
    const context: BarContext = {
      model,
      head: this.#head,
      progress: this.#progress,
      readerOpen: this.#kept.kept.reader,
      search: line => this.#searchSoon(line),
      act: action => this.act(action),
      openPopup: kind => this.#open({ kind }),
      toggleReader: () => {
        this.#kept.keep({ reader: !this.#kept.kept.reader });
        this.redraw();
      },
      refresh: () => this.#host.command('refresh', {}),
      stop: () => this.#host.command('stop', {}),
    };
    const notes = notices(context).flatMap(note => (typeof note === 'object' && 'tag' in note ? [note] : []));
    keepingFocus(this.#top, () => render(this.#top, [topBar(context), ...notes]));
    keepingFocus(this.#bottom, () => render(this.#bottom, [bottomBar(context)]));
    const readerContext = {
      model,
      now: this.now,
      expansion: {
        has: (key: string) => this.#expanded.has(key),
        toggle: (key: string) => {
          if (!this.#expanded.delete(key)) this.#expanded.add(key);
          this.#drawAround();
        },
      },
      openLink: (url: string) => this.#host.command('openLink', { url }),
      openHIT: (row: number) => this.openHIT(row),
      copy: (text: string, what: string) => {
        this.#host.command('copy', { text });
        this.#announce(`${what} copied.`);
      },
      close: () => {
        this.#kept.keep({ reader: false });
        this.redraw();
        this.grid.focus();
      },
    };
    render(this.#side, this.#kept.kept.reader && model.count > 0 ? [reader(readerContext)] : []);
    const popup = { model, wish: (part: Partial<Wishes>) => this.#wish(part), close: this.#close };
    render(this.#above, this.#popup ? [popupBox(this.#popup, popup)] : []);
  }

  get #search(): HTMLInputElement | null {
    return this.#top.querySelector<HTMLInputElement>(`#${searchId}`);
  }

  /** Several letters in one frame are one search. */
  #searchSoon(line: string): void {
    if (this.#searching !== undefined) cancelAnimationFrame(this.#searching);
    this.#searching = requestAnimationFrame(() => {
      this.#searching = undefined;
      this.#wish({ search: line });
    });
  }

  #listen(root: HTMLElement): void {
    listenToPointer(this);
    root.addEventListener('keydown', event => this.#onKey(event));
    document.addEventListener('keydown', event => {
      if (event.target === document.body && pressKey(this, event)) event.preventDefault();
    });
    root.addEventListener('pointerdown', ({ target }) => {
      if (this.#popup && target instanceof Node && !this.#above.contains(target)) this.#close();
    });
    // Back from a dialog or another editor: the keyboard is where the model says.
    window.addEventListener('focus', () => {
      if (this.grid.hasFocus || document.activeElement === document.body) this.grid.focus();
    });
  }

  #onKey(event: KeyboardEvent): void {
    const { target } = event;
    if (!(target instanceof HTMLElement)) return;
    if (this.#above.contains(target)) {
      this.#onPopupKey(event);
      return;
    }
    if (target.id === searchId) {
      if (event.key === 'Escape' && this.#search?.value !== '') {
        target.setAttribute('value', '');
        if (this.#search) this.#search.value = '';
        this.#searchSoon('');
      } else if (event.key === 'Escape' || event.key === 'Enter' || event.key === 'ArrowDown') this.grid.focus();
      else return;
      event.preventDefault();
      return;
    }
    if (this.#side.contains(target)) {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      this.grid.focus();
      return;
    }
    if (target instanceof HTMLButtonElement || !this.scroller.contains(target)) return;
    if (pressKey(this, event)) event.preventDefault();
  }

  #onPopupKey(event: KeyboardEvent): void {
    if (event.key === 'Escape' || (event.key === 'Enter' && event.target instanceof HTMLInputElement)) {
      event.preventDefault();
      this.#close();
      return;
    }
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    const all = [...this.#above.querySelectorAll<HTMLElement>('input, button')];
    const at = all.indexOf(document.activeElement as HTMLElement);
    all[(at + (event.key === 'ArrowDown' ? 1 : -1) + all.length) % all.length]?.focus();
    event.preventDefault();
  }

  #reveal(): boolean {
    const wanted = this.#revealing;
    if (!wanted) return false;
    const row = this.model.table.ids.indexOf(wanted.assignmentId);
    if (row === -1) return false;
    this.#revealing = undefined;
    return this.model.goToRow(row);
  }

  #rowId(row: number): RowId {
    return { hitId: this.model.table.hitIds.text(row), assignmentId: this.model.table.ids[row] ?? '' };
  }

  #changeText(changed: readonly number[]): string {
    const { table, waiting } = this.model;
    const [only] = changed;
    const what =
      changed.length === 1 && only !== undefined
        ? `The assignment of ${table.workers.text(only)} is ${table.status(only).toLowerCase()}.`
        : `${counted(changed.length, 'assignment')} changed.`;
    return `${what} ${waiting} to review.`;
  }

  /** Says which HITs can be seen, when these are others. */
  #tellSight(): void {
    const { from, to } = this.grid.inSight;
    const hitIds = new Set<string>();
    for (let line = from; line <= to; line += 1) {
      const at = this.model.at(line);
      if (at?.kind === 'row') hitIds.add(this.model.table.hitIds.text(at.row));
    }
    const seal = [...hitIds].sort().join(' ');
    if (hitIds.size === 0 || seal === this.#sight || this.#progress?.reading) return;
    this.#sight = seal;
    this.#host.command('inSight', { hitIds: [...hitIds] });
  }
}

function part(name: string): HTMLElement {
  const element = document.createElement('div');
  element.className = name;
  return element;
}
