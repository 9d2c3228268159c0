/** Fields that one types into. */

const editing = new Set(['a', 'c', 'v', 'x', 'y', 'z']);

/** Whether a key edits the text of a field. The browser does it; the workbench, if it heard, would select or copy the whole page. */
export function editsField({ target, key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  const field = target instanceof HTMLInputElement && target.type === 'text';
  return field && (ctrlKey || metaKey) && !altKey && editing.has(key.toLowerCase());
}
