/** Runs inside a task: fills in what a worker could fill in, and says what stands in the way of submitting it. */

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** A page may show further fields when one is filled in: so many times it is looked through. */
const rounds = 6;

/** Every field that can be reached, also inside the elements of a page. */
function* controls(root: Document | ShadowRoot): Iterable<Control> {
  for (const element of root.querySelectorAll('*')) {
    if (
      element instanceof HTMLInputElement ||
      element instanceof HTMLTextAreaElement ||
      element instanceof HTMLSelectElement
    )
      yield element;
    if (element.shadowRoot) yield* controls(element.shadowRoot);
  }
}

function isOpen(control: Control): boolean {
  if (control.disabled || (!(control instanceof HTMLSelectElement) && control.readOnly)) return false;
  return control.checkVisibility();
}

function hostOf(control: Control): Element | undefined {
  const root = control.getRootNode();
  return root instanceof ShadowRoot ? root.host : undefined;
}

/** What a worker would write: fitting the field, and told apart from others by its place. */
function textFor(control: HTMLInputElement | HTMLTextAreaElement, place: number): string {
  const host = hostOf(control);
  const pattern = control.getAttribute('pattern') ?? host?.getAttribute('allowed-pattern') ?? '';
  switch (control.type) {
    case 'number':
    case 'range': {
      const least = Number(control.getAttribute('min') ?? 1);
      const most = Number(control.getAttribute('max') ?? least + 5);
      const step = Number(control.getAttribute('step')) || 1;
      return String(least + step * Math.floor((most - least) / step / 2));
    }
    case 'email':
      return `worker${place}@example.org`;
    case 'url':
      return `https://example.org/${place}`;
    case 'date':
      return '2024-03-05';
    case 'time':
      return '10:15';
    case 'color':
      return '#336699';
    case 'tel':
      return '+1 555 0100';
    default: {
      const numeric = /\\d|0-9/.test(pattern) && !/[a-zA-Z]-[a-zA-Z]/.test(pattern);
      const text = numeric ? '12345' : `Answer ${place}: “ä” & <b>`;
      const least = Number(control.getAttribute('minlength') ?? host?.getAttribute('min-length') ?? 0);
      const most = control.maxLength > 0 ? control.maxLength : text.length + least;
      return text.padEnd(least, '.').slice(0, most);
    }
  }
}

function write(control: Control, text: string): void {
  const prototype = Object.getPrototypeOf(control) as object;
  // As typing does: past what a page or an element may have put in front of the property.
  Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(control, text);
  control.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  control.dispatchEvent(new Event('change', { bubbles: true }));
}

const done = new WeakSet<Control>();
const groups = new Set<string>();

/** Chooses the first of radio buttons, and of check boxes of one name the first two. */
function choose(control: HTMLInputElement): boolean {
  const host = hostOf(control);
  const name = control.name || host?.getAttribute('name') || '';
  const group = host?.closest('crowd-radio-group');
  const form = [...document.forms].indexOf(control.form as HTMLFormElement);
  const key = `${control.type} ${form} ${group ? [...document.querySelectorAll('crowd-radio-group')].indexOf(group) : name}`;
  const taken = groups.has(key);
  groups.add(key);
  if (control.type === 'radio' ? taken : taken && groups.has(`${key} twice`)) return false;
  if (taken) groups.add(`${key} twice`);
  if (control.checked) return false;
  control.click();
  return true;
}

function fillOne(control: Control, place: number): boolean {
  if (control instanceof HTMLSelectElement) {
    const options = [...control.options].filter(option => !option.disabled && option.value !== '');
    if (control.multiple) {
      for (const option of options.slice(0, 2)) option.selected = true;
      control.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
      control.dispatchEvent(new Event('change', { bubbles: true }));
      return options.length > 0;
    }
    // Ranks want each number once: the next free one.
    const option =
      options[
        hostOf(control)
          ? [...controls(control.getRootNode() as ShadowRoot)].indexOf(control) % options.length
          : options.length - 1
      ];
    if (option) write(control, option.value);
    return option !== undefined;
  }
  switch (control.type) {
    case 'hidden':
    case 'submit':
    case 'button':
    case 'reset':
    case 'image':
    case 'file':
      return false;
    case 'radio':
    case 'checkbox':
      return choose(control as HTMLInputElement);
    default:
      write(control, textFor(control, place));
      return true;
  }
}

/** How many fields were filled in. */
async function fill(): Promise<number> {
  let filled = 0;
  for (let round = 0; round < rounds; round += 1) {
    let some = false;
    for (const control of [...controls(document)]) {
      if (done.has(control) || !isOpen(control)) continue;
      done.add(control);
      if (!fillOne(control, filled + 1)) continue;
      filled += 1;
      some = true;
    }
    // Once around, so that the page's own scripts can show what comes next.
    await new Promise(resolve => setTimeout(resolve, 20));
    if (!some) break;
  }
  return filled;
}

/** The fields that hold the form back, each with the browser's or the element's words. */
function obstacles(): string[] {
  const found: string[] = [];
  for (const element of document.querySelectorAll('*')) {
    if (!('validity' in element) || !('validationMessage' in element)) continue;
    const { validity, validationMessage } = element as HTMLInputElement;
    if (validity && !validity.valid)
      found.push(`${element.getAttribute('name') ?? element.localName}: ${validationMessage}`);
  }
  return found.slice(0, 5);
}

/** The notes of elements that are not covered. */
function notes(): string[] {
  const found = [...document.querySelectorAll('*')].flatMap(({ shadowRoot }) =>
    [...(shadowRoot?.querySelectorAll('[role=note]') ?? [])].map(note => note.textContent ?? ''),
  );
  return [...new Set(found)];
}

/** Fields with a name that a worker could see, as answers should name them. */
function names(): string[] {
  const found = new Set<string>();
  for (const element of document.querySelectorAll<HTMLElement>('[name]')) {
    const name = element.getAttribute('name') ?? '';
    const isField = 'answers' in element || /^(?:input|select|textarea)$/.test(element.localName);
    if (isField && name !== '' && !element.matches(':disabled') && element.checkVisibility()) found.add(name);
  }
  return [...found];
}

Object.assign(globalThis, { corpus: { fill, obstacles, notes, names } });
