/** Which rows a key means. */
import type { Node } from './nodes.ts';

export interface Selectable {
  readonly selection: readonly Node[];
  reveal(node: Node, options: { focus: boolean }): Promise<void>;
}

/** While VS Code refreshes rows, extensions see none of them selected, or fewer, for a moment. */
const attempts = 5;

/**
 * The rows that a key acts on, in the view that has the keyboard: all that are selected, if several are; else the focused one,
 * which the arrow keys move without selecting it, and which is selected then. VS Code reports to extensions what is selected, not what
 * has the focus: `toggle` takes the focused row into the selection or out of it, and a second time puts that right again. A selection
 * that is then not as it was has changed for another reason.
 */
export async function focusedRows<View extends Selectable>(
  views: readonly View[],
  toggle: () => PromiseLike<unknown>,
): Promise<{ readonly view: View; readonly rows: readonly Node[] } | undefined> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const before = views.map(({ selection }) => selection);
    await toggle();
    const toggled = views.map(({ selection }) => selection);
    await toggle();
    const changed = views.flatMap((view, index) => {
      const were = before[index] ?? [];
      const are = toggled[index] ?? [];
      return are.length === were.length && areSame(were, view.selection) ? [] : [{ view, were, are }];
    });
    const [only] = changed;
    if (!only) continue;
    const { view, were, are } = only;
    if (changed.length > 1 || !areSame(were, view.selection) || are.length === were.length) continue;
    if (were.length > 1) return { view, rows: were };
    const focused = are.find(node => !were.includes(node));
    if (!focused) return { view, rows: were };
    await view.reveal(focused, { focus: true });
    return { view, rows: [focused] };
  }
  return undefined;
}

function areSame(some: readonly Node[], others: readonly Node[]): boolean {
  return some.length === others.length && some.every(node => others.includes(node));
}
