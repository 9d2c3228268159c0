/** What the pointer does in the grid: clicks, ranges, widths, and the context that a right-click hands to VS Code. */
import { resized, widthOf } from './columnLayout.ts';
import { headLine } from './gridLines.ts';
import type { GridModel } from './gridModel.ts';
import { meantRows, menuContext } from './menuContext.ts';

export interface PointerTarget {
  readonly model: GridModel;
  readonly scroller: HTMLElement;
  moved(): void;
  rearranged(): void;
  read(): void;
  menuFor(rows: readonly number[]): void;
  openColumn(id: string): void;
}

export function listenToPointer(target: PointerTarget): void {
  const { scroller } = target;
  scroller.addEventListener('mousedown', event => press(target, event));
  scroller.addEventListener('dblclick', event => {
    if (placeOf(event)?.row !== undefined) target.read();
  });
  // In the capturing phase: what is set here is there when VS Code looks.
  scroller.addEventListener('contextmenu', event => openHead(target, event) || giveContext(target, event), {
    capture: true,
  });
}

interface PlaceInGrid {
  readonly line: number;
  readonly column: number | undefined;
  readonly row: number | undefined;
  readonly tick: boolean;
}

function placeOf({ target }: Event): PlaceInGrid | undefined {
  if (!(target instanceof Element)) return undefined;
  const line = target.closest<HTMLElement>('.line[data-line]');
  if (!line) return undefined;
  const place = target.closest<HTMLElement>('[data-place]')?.dataset.place;
  return {
    line: Number(line.dataset.line),
    column: place === undefined ? undefined : Number(place),
    row: line.dataset.row === undefined ? undefined : Number(line.dataset.row),
    tick: target.closest('[data-tick]') !== null,
  };
}

function press(target: PointerTarget, event: MouseEvent): void {
  const place = placeOf(event);
  if (!place || place.line === headLine) return;
  const { model } = target;
  if (opensMenu(event)) model.goTo(place.line, place.column);
  else if (event.button === 0) choose(model, place, event);
  else return;
  // The browser would give the focus to what is drawn over.
  if (!(event.target instanceof Element && event.target.closest('button'))) event.preventDefault();
  target.moved();
}

/** A Mac has the menu on a click with Ctrl, too. */
function opensMenu({ button, ctrlKey }: MouseEvent): boolean {
  return button === 2 || (button === 0 && ctrlKey && navigator.userAgent.includes('Mac'));
}

function choose(model: GridModel, place: PlaceInGrid, event: MouseEvent): void {
  // The columns may be other ones on the line that is gone to.
  const id = place.column === undefined ? undefined : model.columns[place.column]?.id;
  if (event.shiftKey) {
    model.extendTo(place.line);
    const at = model.columns.findIndex(column => column.id === id);
    if (at !== -1) model.goTo(model.line, at);
  } else {
    model.goTo(place.line, place.column);
    if (place.tick || event.ctrlKey || event.metaKey) model.toggle();
    else {
      model.anchor();
      model.selected.clear();
    }
  }
}

/** A right-click on the head of a column offers what its menu does. Gives whether it was one. */
function openHead(target: PointerTarget, event: Event): boolean {
  const head = event.target instanceof Element ? event.target.closest<HTMLElement>('.head [data-column]') : null;
  const id = head?.dataset.column;
  if (id === undefined) return false;
  event.preventDefault();
  event.stopPropagation();
  target.openColumn(id);
  return true;
}

/**
 * A right-click acts on the selection if it is on it, else on the line. Nothing is drawn here: VS Code looks for the context from
 * the clicked element on, which must still be in the page then.
 */
function giveContext(target: PointerTarget, event: Event): void {
  const { model, scroller } = target;
  const place = placeOf(event);
  const rows = place ? meantRows(model, place.line) : [];
  scroller.dataset.vscodeContext = JSON.stringify({
    ...menuContext(model, rows),
    preventDefaultContextMenuItems: true,
  });
  target.menuFor(rows);
}

/** Follows the pointer from the grip of a column until it is let go. */
export function resizeWith({ model, rearranged }: PointerTarget, id: string, event: Event): void {
  const column = model.columns.find(each => each.id === id);
  if (!(event instanceof PointerEvent) || !(event.target instanceof Element) || !column) return;
  event.preventDefault();
  event.stopPropagation();
  const { target: grip, clientX: start } = event;
  const width = widthOf(column, model.preferences.layout);
  grip.setPointerCapture(event.pointerId);
  const move = (moved: Event) => {
    if (!(moved instanceof PointerEvent)) return;
    model.wish({ layout: resized(model.preferences.layout, id, width + moved.clientX - start) });
    rearranged();
  };
  const end = () => grip.removeEventListener('pointermove', move);
  grip.addEventListener('pointermove', move);
  grip.addEventListener('pointerup', end, { once: true });
  grip.addEventListener('pointercancel', end, { once: true });
}
