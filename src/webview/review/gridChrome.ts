/** What surrounds the grid: the bars, the pane with the whole assignment, and what opens above. They draw and listen here. */
import { html, nothing, render } from 'lit/html.js';
import type { ReadProgress, ReviewAction, ReviewHead } from '../../panels/review/contract.ts';
import { keepingFocus } from '../base/focus.ts';
import { bottomBar, notices, searchId, topBar } from './bars.ts';
import { type ShownMessage, statusLine } from './gridMessage.ts';
import type { GridModel, GridPreferences } from './gridModel.ts';
import { type Popup, popupBox } from './popups.ts';
import { reader } from './readingPane.ts';

/** The page, as far as its surroundings ask it for something. */
export interface Owner {
  readonly model: GridModel;
  readonly now: number;
  readonly head: ReviewHead | undefined;
  readonly reading: ReadProgress | undefined;
  readonly readerOpen: boolean;
  readonly grid: { focus(): void };
  showReader(open: boolean): void;
  wish(part: Partial<GridPreferences>): void;
  perform(action: ReviewAction): void;
  select(what: 'all' | 'pending' | 'nothing'): void;
  approveAll(): void;
  answer(id: number, action?: string): void;
  refresh(): void;
  stop(): void;
  openHIT(row: number): void;
  openLink(url: string): void;
  copyText(text: string, what: string): void;
}

export class Surroundings {
  readonly top = part('top');
  readonly bottom = part('bottom');
  readonly side = part('side');
  readonly above = part('above');
  readonly #owner: Owner;
  /** Long texts that the reader unfolded. */
  readonly #expanded = new Set<string>();
  #popup: Popup | undefined;
  /** What became of the last operation. */
  #message: ShownMessage | undefined;
  #searching: number | undefined;

  constructor(owner: Owner) {
    this.#owner = owner;
  }

  draw(): void {
    const owner = this.#owner;
    const { model, now } = owner;
    const bars = {
      model,
      now,
      head: owner.head,
      progress: owner.reading,
      readerOpen: owner.readerOpen,
      search: (line: string) => this.#searchSoon(line),
      clearFilters: () => {
        owner.wish({ columnSearches: {} });
        owner.grid.focus();
      },
      perform: (action: ReviewAction) => owner.perform(action),
      select: (what: 'all' | 'pending' | 'nothing') => owner.select(what),
      approveAll: () => owner.approveAll(),
      openPopup: (kind: 'columns' | 'group' | 'keys') => this.open({ kind }),
      toggleReader: () => owner.showReader(!owner.readerOpen),
      refresh: () => owner.refresh(),
      stop: () => owner.stop(),
    };
    keepingFocus(this.top, () => render(html`${topBar(bars)}${notices(bars)}`, this.top));
    const message = this.#message ? statusLine(this.#message, (id, action) => this.#answer(id, action)) : nothing;
    keepingFocus(this.bottom, () => render(html`${message}${bottomBar(bars)}`, this.bottom));
    const whole = {
      model,
      now,
      expansion: {
        has: (key: string) => this.#expanded.has(key),
        toggle: (key: string) => {
          if (!this.#expanded.delete(key)) this.#expanded.add(key);
          this.draw();
        },
      },
      openLink: (url: string) => owner.openLink(url),
      openHIT: (row: number) => owner.openHIT(row),
      copy: (text: string, what: string) => owner.copyText(text, what),
      close: () => {
        owner.showReader(false);
        owner.grid.focus();
      },
    };
    render(owner.readerOpen && model.count > 0 ? reader(whole) : nothing, this.side);
    const popup = {
      model,
      wish: (preferences: Partial<GridPreferences>) => owner.wish(preferences),
      close: () => this.close(),
    };
    render(this.#popup ? popupBox(this.#popup, popup) : nothing, this.above);
  }

  /** Shows a message in place of the one before, or none. Gives whether it is another one. */
  showMessage(message: ShownMessage | undefined): boolean {
    const isAnother = message?.id !== this.#message?.id;
    this.#message = message;
    this.draw();
    return isAnother;
  }

  /** The keyboard goes to the first button of the message, which may undo what was done. */
  focusMessage(): void {
    this.bottom.querySelector<HTMLElement>('[data-report] button')?.focus();
  }

  closeMessage(): void {
    const message = this.#message;
    if (!message) return;
    this.#message = undefined;
    this.#owner.answer(message.id);
    this.draw();
  }

  #answer(id: number, action?: string): void {
    this.#message = undefined;
    this.#owner.answer(id, action);
    this.draw();
    this.#owner.grid.focus();
  }

  open(popup: Popup): void {
    this.#popup = popup;
    this.draw();
    this.above.querySelector<HTMLElement>('input, button, .popup')?.focus();
  }

  /** Closes what is open above, and gives the keyboard back to the grid. */
  close(): void {
    if (!this.#popup) return;
    this.#popup = undefined;
    this.draw();
    this.#owner.grid.focus();
  }

  focusSearch(): void {
    this.#search?.focus();
    this.#search?.select();
  }

  /** Puts a line into the search that nobody typed. What was just being typed gives way to it. */
  showSearch(line: string): void {
    if (this.#searching !== undefined) cancelAnimationFrame(this.#searching);
    this.#searching = undefined;
    if (this.#search) this.#search.value = line;
  }

  focusReader(): void {
    this.side.querySelector<HTMLElement>('.reader')?.focus();
  }

  /** Takes a key that was pressed around the grid. Gives whether it was pressed there. */
  pressed(event: KeyboardEvent): boolean {
    const { target } = event;
    if (!(target instanceof HTMLElement)) return false;
    if (this.above.contains(target)) this.#inPopup(event);
    else if (target.id === searchId) this.#inSearch(event);
    else if (this.side.contains(target) || target.closest('[data-report]')) this.#leave(event);
    else return false;
    return true;
  }

  #inSearch(event: KeyboardEvent): void {
    const search = this.#search;
    if (event.key === 'Escape' && search && search.value !== '') {
      search.value = '';
      this.#searchSoon('');
    } else if (event.key === 'Escape' || event.key === 'Enter' || event.key === 'ArrowDown') this.#owner.grid.focus();
    else return;
    event.preventDefault();
  }

  /** Escape gives the keyboard back to the grid. */
  #leave(event: KeyboardEvent): void {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    this.#owner.grid.focus();
  }

  #inPopup(event: KeyboardEvent): void {
    const { key, target } = event;
    if (key === 'Escape' || (key === 'Enter' && target instanceof HTMLInputElement)) this.close();
    else if (key === 'ArrowDown' || key === 'ArrowUp') {
      const all: (Element & { focus?(): void })[] = [...this.above.querySelectorAll<HTMLElement>('input, button')];
      const at = document.activeElement ? all.indexOf(document.activeElement) : -1;
      all[(at + (key === 'ArrowDown' ? 1 : -1) + all.length) % all.length]?.focus?.();
    } else return;
    event.preventDefault();
  }

  get #search(): HTMLInputElement | null {
    return this.top.querySelector<HTMLInputElement>(`#${searchId}`);
  }

  /** Several letters in one frame are one search. */
  #searchSoon(line: string): void {
    if (this.#searching !== undefined) cancelAnimationFrame(this.#searching);
    this.#searching = requestAnimationFrame(() => {
      this.#searching = undefined;
      this.#owner.wish({ search: line });
    });
  }
}

function part(name: string): HTMLElement {
  const element = document.createElement('div');
  element.className = name;
  return element;
}
