/** What keys do in the grid. */
import type { ReviewAction } from '../../panels/review/contract.ts';
import { headLine } from './gridLines.ts';
import type { GridModel } from './gridModel.ts';

export interface KeyTarget {
  readonly model: GridModel;
  readonly pageLines: number;
  perform(action: ReviewAction): void;
  focusSearch(): void;
  read(): void;
  copy(): void;
  openHIT(): void;
  openColumn(id: string): void;
  openKeys(): void;
  /** The keyboard goes to the message of the status line. */
  focusMessage(): void;
  moveColumn(by: -1 | 1): void;
  /** The keyboard or the selection is elsewhere now. */
  moved(): void;
  /** The lines are others now. */
  rearranged(): void;
}

const letters: Readonly<Record<string, ReviewAction>> = { a: 'approve', r: 'reject', b: 'bonus', u: 'reverse' };

/** The keys of the views, which menus show beside their items: by where they are, because with Alt a Mac types other letters. */
const viewKeys: Readonly<Record<string, ReviewAction>> = {
  KeyA: 'approve',
  KeyR: 'reject',
  KeyB: 'bonus',
  KeyU: 'reread',
};

/** Does what a key stands for. Returns whether it has a meaning. */
export function pressKey(target: KeyTarget, event: KeyboardEvent): boolean {
  const { model } = target;
  const control = event.ctrlKey || event.metaKey;
  if (event.altKey && event.shiftKey) return !control && asInViews(target, event.code);
  if (event.altKey) return !control && moveColumn(target, event.key);
  const line = lineOf(target, event.key, control);
  if (line !== undefined) {
    if (event.shiftKey) model.extendTo(line);
    else {
      model.anchor();
      model.goTo(line);
    }
    target.moved();
    return true;
  }
  if (control) return withControl(target, event.key.toLowerCase());
  return alone(target, event.key);
}

/** Where a key leads to, for those that move between lines. */
function lineOf({ model, pageLines }: KeyTarget, key: string, control: boolean): number | undefined {
  switch (key) {
    case 'ArrowDown':
      return control ? model.count - 1 : model.line + 1;
    case 'ArrowUp':
      return control ? 0 : model.line - 1;
    case 'PageDown':
      return model.line + pageLines;
    case 'PageUp':
      return Math.max(0, model.line - pageLines);
    case 'Home':
      return control ? 0 : undefined;
    case 'End':
      return control ? model.count - 1 : undefined;
    default:
      return undefined;
  }
}

function withControl(target: KeyTarget, key: string): boolean {
  switch (key) {
    case 'a':
      target.model.selectAll();
      target.moved();
      return true;
    case 'c':
      target.copy();
      return true;
    case 'enter':
      target.openHIT();
      return true;
    default:
      return false;
  }
}

function alone(target: KeyTarget, key: string): boolean {
  const { model } = target;
  const action = letters[key];
  if (action) {
    target.perform(action);
    return true;
  }
  switch (key) {
    case 'ArrowLeft':
    case 'ArrowRight':
      return sideways(target, key === 'ArrowLeft' ? -1 : 1);
    case 'Home':
      model.goTo(model.line, 0);
      break;
    case 'End':
      model.goTo(model.line, model.columns.length - 1);
      break;
    case 's':
    case ' ':
      if (model.line === headLine) sortByFocused(model);
      else model.toggle();
      break;
    case 'p':
      model.selectPending();
      break;
    case 'n':
      model.goToUndecided();
      break;
    case 'Escape':
      model.selected.clear();
      break;
    case 'Enter':
      enter(target);
      return true;
    case '/':
      target.focusSearch();
      return true;
    case 'o':
      target.openHIT();
      return true;
    case 'm':
      target.focusMessage();
      return true;
    case '?':
      target.openKeys();
      return true;
    default:
      return false;
  }
  target.moved();
  return true;
}

function sideways(target: KeyTarget, by: -1 | 1): boolean {
  const { model } = target;
  const at = model.at(model.line);
  if (at?.kind === 'group') {
    model.fold(at.group.key, by === -1);
    target.rearranged();
  } else {
    model.goTo(model.line, model.column + by);
    target.moved();
  }
  return true;
}

function sortByFocused(model: GridModel): void {
  const column = model.columns[model.column];
  if (column) model.sortBy(column.id, false);
}

function enter(target: KeyTarget): void {
  const { model } = target;
  const at = model.at(model.line);
  const column = model.columns[model.column];
  if (at?.kind === 'head' && column) target.openColumn(column.id);
  else if (at?.kind === 'group') {
    model.fold(at.group.key, !model.folded.has(at.group.key));
    target.rearranged();
  } else target.read();
}

function asInViews(target: KeyTarget, code: string): boolean {
  const action = viewKeys[code];
  if (action) target.perform(action);
  return action !== undefined;
}

function moveColumn(target: KeyTarget, key: string): boolean {
  if (key !== 'ArrowLeft' && key !== 'ArrowRight') return false;
  target.moveColumn(key === 'ArrowLeft' ? -1 : 1);
  return true;
}
