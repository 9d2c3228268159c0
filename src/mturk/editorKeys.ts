/** Keys of the editor that also work while a previewed task has the keyboard: saving, the palette, editors, parts of the window. */

export interface EditorKey {
  readonly key: string;
  readonly code: string;
  readonly keyCode: number;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
}

interface Pressed {
  readonly code?: unknown;
  readonly ctrlKey?: unknown;
  readonly metaKey?: unknown;
  readonly shiftKey?: unknown;
  readonly altKey?: unknown;
}

interface Known {
  readonly key: string;
  readonly keyCode: number;
  /** Whether Ctrl, or the command key of a Mac, goes with it. */
  readonly control: boolean;
  /** Whether it may go with Shift. */
  readonly shift: boolean;
}

const known: ReadonlyMap<string, Known> = new Map<string, Known>([
  ['F1', { key: 'F1', keyCode: 112, control: false, shift: false }],
  ['F6', { key: 'F6', keyCode: 117, control: false, shift: true }],
  ['KeyS', { key: 's', keyCode: 83, control: true, shift: false }],
  ['KeyP', { key: 'p', keyCode: 80, control: true, shift: true }],
  ['KeyW', { key: 'w', keyCode: 87, control: true, shift: false }],
  ['PageUp', { key: 'PageUp', keyCode: 33, control: true, shift: false }],
  ['PageDown', { key: 'PageDown', keyCode: 34, control: true, shift: false }],
  ...Array.from({ length: 9 }, (_, at): [string, Known] => [
    `Digit${at + 1}`,
    { key: String(at + 1), keyCode: 49 + at, control: true, shift: false },
  ]),
]);

/** The key of the editor that was pressed; nothing for any other, which belongs to the page. The input is untrusted. */
export function editorKeyOf({ code, ctrlKey, metaKey, shiftKey, altKey }: Pressed): EditorKey | undefined {
  const found = typeof code === 'string' ? known.get(code) : undefined;
  if (!found || altKey === true) return undefined;
  const [control, meta, shift] = [ctrlKey === true, metaKey === true, shiftKey === true];
  if ((control && meta) || (control || meta) !== found.control || (shift && !found.shift)) return undefined;
  const { key, keyCode } = found;
  return {
    key: shift ? key.toUpperCase() : key,
    code: String(code),
    keyCode,
    ctrlKey: control,
    metaKey: meta,
    shiftKey: shift,
  };
}
