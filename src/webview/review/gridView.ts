/** Draws the part of the grid that can be seen, and a little around it. */
import {
  elementScroll,
  observeElementOffset,
  observeElementRect,
  Virtualizer,
  type VirtualizerOptions,
} from '@tanstack/virtual-core';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import { html, render, type TemplateResult } from 'lit/html.js';
import { type ColumnWindow, columnWidths, columnWindow, pinnedWidth } from './columnWindow.ts';
import { headLine } from './gridLines.ts';
import type { GridModel } from './gridModel.ts';
import { groupLine, headHeight, headOfColumns, type LineContext, lineHeight, rowLine } from './lines.ts';
import { CellWidths, fontsOf, measuredLike } from './overflow.ts';

type Options = VirtualizerOptions<HTMLElement, HTMLElement>;

export interface GridViewOptions extends Omit<LineContext, 'window' | 'widths' | 'now'> {
  readonly now: () => number;
  readonly label: () => string;
  /** Something else can be seen. */
  readonly drawn: () => void;
}

/** A line in the element that it is drawn in. */
interface LineOfSlot {
  readonly key: string;
  /** The same as long as nothing of the line is different: it is not drawn again then. */
  readonly seal: string;
  readonly draw: () => TemplateResult;
}

export class GridView {
  readonly scroller: HTMLElement;
  readonly #canvas: HTMLElement;
  readonly #options: GridViewOptions;
  readonly #lines: Virtualizer<HTMLElement, HTMLElement>;
  readonly #columns: Virtualizer<HTMLElement, HTMLElement>;
  #version = 0;
  #measured: { readonly version: number; readonly fonts: string; readonly widths: CellWidths } | undefined;
  #columnWidths: { readonly of: GridModel['columns']; readonly widths: readonly number[] } | undefined;
  /**
   * How many lines are drawn at once: as many as ever fitted. Always the same number, so that each line that goes leaves its element to
   * one that comes: making elements is what costs. An even one, so that an odd line's element stays an odd one's.
   */
  #slots = 2;
  #around = '';
  #frame: number | undefined;

  constructor(options: GridViewOptions) {
    this.#options = options;
    this.scroller = document.createElement('div');
    this.scroller.className = 'scroller';
    this.scroller.setAttribute('role', 'grid');
    this.scroller.setAttribute('aria-multiselectable', 'true');
    this.#canvas = document.createElement('div');
    this.#canvas.className = 'canvas';
    this.#canvas.setAttribute('role', 'rowgroup');
    this.scroller.append(this.#canvas);
    this.#lines = new Virtualizer(this.#linesOptions());
    this.#columns = new Virtualizer(this.#columnsOptions());
  }

  /** To be called when the grid is in the page. */
  mount(): void {
    this.#lines._didMount();
    this.#columns._didMount();
    this.changed();
  }

  /** The content, its order or its looks changed: everything is drawn again in the next frame. */
  changed(): void {
    this.#version += 1;
    this.#schedule();
  }

  /** How many lines fit in. */
  get pageLines(): number {
    return Math.max(1, Math.floor((this.scroller.clientHeight - headHeight) / lineHeight) - 1);
  }

  /** The lines in the viewport. */
  get inViewport(): { readonly from: number; readonly to: number } {
    const { startIndex = 0, endIndex = -1 } = this.#lines.range ?? {};
    return { from: startIndex, to: endIndex };
  }

  /** Scrolls to where the keyboard is, draws, and gives it the focus. */
  focus(): void {
    const { model } = this.#options;
    this.#update();
    if (model.line !== headLine) this.#lines.scrollToIndex(model.line);
    if (model.column >= model.pinned) this.#columns.scrollToIndex(model.column - model.pinned);
    this.#draw();
    this.#focusCell();
  }

  /** Whether the keyboard is in the grid. */
  get hasFocus(): boolean {
    return this.scroller.contains(document.activeElement);
  }

  /** Draws at once what is scheduled for the next frame. */
  draw(): void {
    this.#draw();
  }

  #focusCell(): void {
    const { line, column } = this.#options.model;
    const cell = this.#canvas.querySelector<HTMLElement>(`[data-line="${line}"] [tabindex="0"]`);
    if (cell && (cell.dataset.place === String(column) || cell.classList.contains('whole')))
      cell.focus({ preventScroll: true });
  }

  /** Measured again only when the fonts are others, and looked at only when all is drawn again. */
  get #widths(): CellWidths {
    if (this.#measured?.version === this.#version) return this.#measured.widths;
    const fonts = fontsOf(this.scroller);
    const widths =
      this.#measured?.fonts === fonts ? this.#measured.widths : new CellWidths(measuredLike(this.scroller));
    this.#measured = { version: this.#version, fonts, widths };
    return widths;
  }

  #schedule(): void {
    this.#frame ??= requestAnimationFrame(() => this.#draw());
  }

  #update(): void {
    this.#lines.setOptions(this.#linesOptions());
    this.#columns.setOptions(this.#columnsOptions());
    this.#lines._willUpdate();
    this.#columns._willUpdate();
  }

  #draw(): void {
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
    this.#frame = undefined;
    const { model, now, label, drawn } = this.#options;
    const hadFocus = this.hasFocus;
    const version = this.#version;
    this.#update();
    const window = this.#window();
    const context: LineContext = { ...this.#options, window, widths: this.#widths, now: now() };
    const columnsSeal = `${version} ${window.total} ${window.scrolled[0]?.place}-${window.scrolled.at(-1)?.place}`;
    const items = this.#lines.getVirtualItems();
    // The line with the keyboard focus keeps a separate element.
    const slotOf = (index: number): string => (index === model.line ? 'current' : `${index % this.#slots}`);
    const lines = items
      .map(item => ({ ...item, slot: slotOf(item.index) }))
      .sort((a, b) => (a.slot < b.slot ? -1 : 1))
      .flatMap(({ index, start, slot }): LineOfSlot[] => {
        const at = model.at(index);
        const seal = `${columnsSeal} ${index} ${index === model.line ? model.column : ''}`;
        if (at?.kind === 'row')
          return [
            {
              key: `row ${slot}`,
              seal: `${seal} ${model.selected.has(at.row)}`,
              draw: () => rowLine(context, index, at.row, start),
            },
          ];
        if (at?.kind === 'group')
          return [{ key: `group ${slot}`, seal, draw: () => groupLine(context, index, at.group, start) }];
        return [];
      });
    const headSeal = `${columnsSeal} ${model.line === headLine ? model.column : ''}`;
    this.#drawAround(window, label());
    render(
      html`${guard([headSeal], () => headOfColumns(context))}${repeat(lines, keyOf, ({ seal, draw }) => guard([seal], draw))}`,
      this.#canvas,
    );
    this.#pin();
    if (hadFocus && !this.hasFocus) this.#focusCell();
    drawn();
  }

  /** What the lines stand in. Setting what is the same already would make the browser look at all of them. */
  #drawAround({ total }: ColumnWindow, label: string): void {
    const { model } = this.#options;
    const height = this.#lines.getTotalSize();
    const seal = `${label} ${model.count} ${model.columns.length} ${total} ${height}`;
    if (seal === this.#around) return;
    this.#around = seal;
    this.scroller.setAttribute('aria-label', label);
    this.scroller.setAttribute('aria-rowcount', String(model.count + 1));
    this.scroller.setAttribute('aria-colcount', String(model.columns.length + 1));
    this.#canvas.style.width = `${total}px`;
    this.#canvas.style.height = `${height}px`;
  }

  /** One by one: a property that all cells inherit would have the browser look at each of them. */
  #pin(): void {
    const scrolled = `${this.scroller.scrollLeft}px`;
    for (const cell of this.#canvas.querySelectorAll<HTMLElement>('.pinned'))
      if (cell.style.insetInlineStart !== scrolled) cell.style.insetInlineStart = scrolled;
  }

  #window(): ColumnWindow {
    const columns = this.#columns;
    return columnWindow(this.#options.model, this.#widthsOfColumns, columns.getVirtualItems(), columns.getTotalSize());
  }

  /** Worked out again when the columns are other ones, as after each change, and not for each line or each step of scrolling. */
  get #widthsOfColumns(): readonly number[] {
    const { model } = this.#options;
    if (this.#columnWidths?.of === model.columns) return this.#columnWidths.widths;
    const widths = columnWidths(model);
    this.#columnWidths = { of: model.columns, widths };
    return widths;
  }

  #linesOptions(): Options {
    const { model } = this.#options;
    return {
      ...this.#common(),
      count: model.count,
      estimateSize: () => lineHeight,
      overscan: 5,
      paddingStart: headHeight,
      scrollPaddingStart: headHeight,
      // The line with the keyboard stays, or the focus would go with it.
      rangeExtractor: ({ startIndex, endIndex, overscan, count }) => {
        const lines = endIndex - startIndex + 1 + 2 * overscan;
        this.#slots = Math.max(this.#slots, lines + (lines % 2));
        const first = Math.min(startIndex - overscan, count - this.#slots);
        return indexes(first, first + this.#slots - 1, count, model.line);
      },
    };
  }

  /** The pinned columns are not among them. */
  #columnsOptions(): Options {
    const { model } = this.#options;
    const widths = this.#widthsOfColumns;
    const pinned = pinnedWidth(widths, model.pinned);
    const widthAt = (index: number) => widths[index + model.pinned] ?? 0;
    return {
      ...this.#common(),
      horizontal: true,
      count: Math.max(0, model.columns.length - model.pinned),
      estimateSize: widthAt,
      getItemKey: index => {
        const column = model.columns[index + model.pinned];
        return column ? `${column.id} ${widthAt(index)}` : index;
      },
      overscan: 2,
      paddingStart: pinned,
      scrollPaddingStart: pinned,
    };
  }

  #common() {
    return {
      getScrollElement: () => this.scroller,
      scrollToFn: elementScroll,
      observeElementRect,
      observeElementOffset,
      onChange: () => this.#schedule(),
    } satisfies Partial<Options>;
  }
}

function keyOf({ key }: LineOfSlot): string {
  return key;
}

function indexes(from: number, to: number, count: number, besides: number): number[] {
  const first = Math.max(0, from);
  const last = Math.min(count - 1, to);
  const range = Array.from({ length: Math.max(0, last - first + 1) }, (_, offset) => first + offset);
  if (besides < 0 || besides >= count || (besides >= first && besides <= last)) return range;
  return besides < first ? [besides, ...range] : [...range, besides];
}
