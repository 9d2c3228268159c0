/** Moving a column: by its head to the place of another one, or by key to its neighbour's. */
import { moved as movedBy, movedTo } from './columnLayout.ts';
import type { GridModel } from './gridModel.ts';

export interface DragTarget {
  readonly model: GridModel;
  readonly scroller: HTMLElement;
  moved(): void;
}

/** Pixels from where on it is no click any more. */
const slack = 5;
/** So near to an edge, in pixels, the grid scrolls on. */
const edge = 36;
const scrollStep = 24;

/** Moves the column that the keyboard is in, which keeps the keyboard. */
export function moveFocusedColumn(model: GridModel, by: -1 | 1): void {
  const column = model.columns[model.column];
  if (!column) return;
  model.wish({ layout: movedBy(model.preferences.layout, model.allColumns, column.id, by) });
  model.goTo(model.line, model.columns.indexOf(model.columns.find(({ id }) => id === column.id) ?? column));
}

/** Follows the pointer from a column's head until it is let go; a mark shows where the column would stand. */
export function dragColumn({ model, scroller, moved }: DragTarget, id: string, event: Event): void {
  if (!(event instanceof PointerEvent) || event.button !== 0 || event.ctrlKey) return;
  const { clientX: start, target: head } = event;
  if (!(head instanceof Element) || model.columns[0]?.id === id) return;
  const listening = new AbortController();
  const { signal } = listening;
  let over: HTMLElement | undefined;

  const mark = (other: HTMLElement | undefined) => {
    over?.removeAttribute('data-drop');
    over = other;
    const place = (columnId: string | undefined) => model.columns.findIndex(each => each.id === columnId);
    const at = place(over?.dataset.column);
    over?.setAttribute('data-drop', at > 0 && at < place(id) ? 'before' : 'after');
  };
  const move = ({ clientX, pointerId }: PointerEvent) => {
    if (!over && Math.abs(clientX - start) < slack) return;
    if (!head.hasPointerCapture(pointerId)) head.setPointerCapture(pointerId);
    const { left, right } = scroller.getBoundingClientRect();
    if (clientX > right - edge) scroller.scrollBy({ left: scrollStep });
    else if (clientX < left + edge) scroller.scrollBy({ left: -scrollStep });
    mark(headAt(scroller, clientX) ?? over);
  };
  const end = () => {
    const target = over?.dataset.column;
    mark(undefined);
    listening.abort();
    if (target === undefined) return;
    swallowClick(scroller);
    if (target === id) return;
    model.wish({ layout: movedTo(model.preferences.layout, model.allColumns, id, target) });
    moved();
  };
  const stop = () => {
    mark(undefined);
    listening.abort();
  };
  document.addEventListener('pointermove', move, { signal });
  document.addEventListener('pointerup', end, { signal });
  document.addEventListener('pointercancel', stop, { signal });
  document.addEventListener('keydown', ({ key }) => key === 'Escape' && stop(), { signal });
}

/** The head that is to be seen at a place; what scrolls under the pinned one is not. */
function headAt(scroller: HTMLElement, x: number): HTMLElement | undefined {
  const heads = [...scroller.querySelectorAll<HTMLElement>('.head [data-column]')];
  return heads.find(each => {
    const { left, right } = each.getBoundingClientRect();
    return x >= left && x < right;
  });
}

/** The click that ends a drag sorts nothing. */
function swallowClick(scroller: HTMLElement): void {
  const over = new AbortController();
  scroller.addEventListener('click', event => event.stopPropagation(), { capture: true, signal: over.signal });
  setTimeout(() => over.abort());
}
