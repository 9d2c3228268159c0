/** What is typed and chosen in a page, as a list from which the same page, or nearly the same, can be filled in again. */

/** A field by its name and its place among those of that name. */
export interface TypedField {
  readonly name: string;
  readonly nth: number;
  readonly value?: string;
  readonly checked?: boolean;
  readonly selected?: readonly string[];
}

const mostFields = 500;
const longestValue = 20_000;
/** An assignment's own, which the next one has to fill in itself. */
const reserved: ReadonlySet<string> = new Set(['assignmentId', 'hitId', 'workerId', 'turkSubmitTo']);

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement | CrowdField;
interface CrowdField extends HTMLElement {
  value?: unknown;
  checked?: unknown;
}

export function readTyped(page: Document): TypedField[] {
  return fieldsOf(page).flatMap(({ field, name, nth }) => {
    const typed = typedIn(field);
    return typed ? [{ name, nth, ...typed }] : [];
  });
}

/** Leaves alone what has another kind by now, or is gone. */
export function restoreTyped(page: Document, typed: readonly TypedField[]): void {
  const kept = new Map(typed.slice(0, mostFields).map(each => [`${each.nth} ${each.name}`, each]));
  for (const { field, name, nth } of fieldsOf(page)) {
    const before = kept.get(`${nth} ${name}`);
    if (!before || !give(field, before)) continue;
    for (const event of ['input', 'change']) field.dispatchEvent(new Event(event, { bubbles: true, composed: true }));
  }
}

function fieldsOf(page: Document): { readonly field: Field; readonly name: string; readonly nth: number }[] {
  const counts = new Map<string, number>();
  const found: { field: Field; name: string; nth: number }[] = [];
  for (const field of page.querySelectorAll<Field>('input, textarea, select, [name]')) {
    const name = field.getAttribute('name') ?? field.id;
    if (name === '' || reserved.has(name)) continue;
    const nth = counts.get(name) ?? 0;
    counts.set(name, nth + 1);
    found.push({ field, name, nth });
    if (found.length >= mostFields) break;
  }
  return found;
}

const withoutValue: ReadonlySet<string> = new Set(['hidden', 'submit', 'button', 'reset', 'image', 'file', 'password']);

function typedIn(field: Field): Omit<TypedField, 'name' | 'nth'> | undefined {
  if (field instanceof HTMLSelectElement) return { selected: [...field.selectedOptions].map(({ value }) => value) };
  if (field instanceof HTMLInputElement) {
    if (withoutValue.has(field.type)) return undefined;
    if (field.type === 'checkbox' || field.type === 'radio') return { checked: field.checked };
    return { value: field.value.slice(0, longestValue) };
  }
  if (field instanceof HTMLTextAreaElement) return { value: field.value.slice(0, longestValue) };
  if (!field.localName.includes('-')) return undefined;
  if (typeof field.checked === 'boolean') return { checked: field.checked };
  return typeof field.value === 'string' ? { value: field.value.slice(0, longestValue) } : undefined;
}

/** Whether that changed anything. */
function give(field: Field, { value, checked, selected }: TypedField): boolean {
  if (field instanceof HTMLSelectElement) {
    if (!selected) return false;
    let changed = false;
    for (const option of field.options) {
      const on = selected.includes(option.value);
      if (option.selected !== on) changed = true;
      option.selected = on;
    }
    return changed;
  }
  if (typeof checked === 'boolean' && 'checked' in field && field.checked !== checked) {
    field.checked = checked;
    return true;
  }
  const hidden = field instanceof HTMLInputElement && withoutValue.has(field.type);
  if (typeof value !== 'string' || hidden || !('value' in field) || field.value === value) return false;
  field.value = value;
  return true;
}
