/** Which keys of the page go to the grid, and when the grid takes the keyboard. */
import { editsField } from '../base/editingKeys.ts';
import type { Surroundings } from './gridChrome.ts';
import type { GridView } from './gridView.ts';
import { type KeyTarget, pressKey } from './keyboard.ts';

interface KeyPage extends KeyTarget {
  readonly grid: GridView;
  readonly scroller: HTMLElement;
}

export function listenToKeys(root: HTMLElement, page: KeyPage, around: Surroundings): void {
  root.addEventListener('keydown', event => {
    const { target } = event;
    if (editsField(event)) event.stopPropagation();
    if (!(target instanceof HTMLElement) || around.pressed(event)) return;
    if (target instanceof HTMLButtonElement || !page.scroller.contains(target)) return;
    press(page, event);
  });
  document.addEventListener('keydown', event => {
    if (event.target === document.body) press(page, event);
  });
  root.addEventListener('pointerdown', ({ target }) => {
    if (target instanceof Node && !around.above.contains(target)) around.close();
  });
  // Back from a dialog or another editor: the keyboard is where the model says.
  window.addEventListener('focus', () => hasKeyboard(page.grid) && page.grid.focus());
}

/** Whether the grid is where the keyboard goes in this page. */
export function hasKeyboard(grid: GridView): boolean {
  return grid.hasFocus || document.activeElement === document.body;
}

/** The workbench does not get a key that the grid handles: it would select or copy the text of the page. */
function press(page: KeyPage, event: KeyboardEvent): void {
  if (!pressKey(page, event)) return;
  event.preventDefault();
  event.stopPropagation();
}
