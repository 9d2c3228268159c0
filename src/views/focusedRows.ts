/** Which rows a key means. */
import * as vscode from 'vscode';
import type { Node } from './nodes.ts';

export interface Selectable {
  readonly selection: readonly Node[];
  reveal(node: Node, options: { focus: boolean }): Promise<void>;
}

/** VS Code's command that takes the focused row into the selection, or out of it, and opens and folds nothing. */
const toggleSelection = 'list.toggleSelection';

/**
 * The rows that a key acts on, in the view that has the keyboard: all that are selected, if several are; else the focused one,
 * which the arrow keys move without selecting it, and which is selected then.
 */
export async function focusedRows<View extends Selectable>(
  views: readonly View[],
): Promise<{ readonly view: View; readonly rows: readonly Node[] } | undefined> {
  const before = views.map(({ selection }) => selection);
  // VS Code reports to extensions what is selected, not what has the focus; toggling the focused row shows it.
  await vscode.commands.executeCommand(toggleSelection);
  const after = views.map(({ selection }) => selection);
  await vscode.commands.executeCommand(toggleSelection);
  for (const [index, view] of views.entries()) {
    const were = before[index] ?? [];
    const are = after[index] ?? [];
    if (are.length === were.length) continue;
    if (were.length > 1) return { view, rows: were };
    const focused = are.find(node => !were.includes(node));
    if (!focused) return { view, rows: were };
    await view.reveal(focused, { focus: true });
    return { view, rows: [focused] };
  }
  return undefined;
}
