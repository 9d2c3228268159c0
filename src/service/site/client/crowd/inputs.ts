/** Fields for text: crowd-input and crowd-text-area. */
import { counted } from '../../../../mturk/plurals.ts';
import type { Properties } from './element.ts';
import { type Answers, CrowdField, type Problem } from './field.ts';
import { freshId, make, setAttributes } from './make.ts';

type TextControl = HTMLInputElement | HTMLTextAreaElement;

const shared = {
  name: 'text',
  value: 'text',
  label: 'text',
  placeholder: 'text',
  disabled: 'flag',
  required: 'flag',
  autoFocus: 'flag',
  autoValidate: 'flag',
  allowedPattern: 'text',
  errorMessage: 'text',
  minLength: 'number',
  maxLength: 'number',
} as const;

/** The answer is the text. */
abstract class TextField extends CrowdField {
  #control: TextControl | undefined;
  #label: HTMLLabelElement | undefined;
  #error: HTMLElement | undefined;
  #visited = false;

  protected abstract makeControl(): TextControl;
  /** What only one of the two has. */
  protected abstract shape(control: TextControl): void;
  protected written(_text: string): void {}

  protected draw(root: ShadowRoot): void {
    const id = freshId();
    const control = this.makeControl();
    control.id = id;
    const error = make('p', { class: 'error', id: `${id}-error`, hidden: true });
    this.#control = control;
    this.#label = make('label', { for: id });
    this.#error = error;
    // Markup without an end tag takes in what follows it: that is shown too.
    root.append(this.#label, control, error, make('slot'));
    // Its own input event goes on to the page; its change event ends at the shadow root.
    control.addEventListener('input', () => this.setAttribute('value', control.value));
    control.addEventListener('change', () => this.changed());
    control.addEventListener('blur', () => {
      this.#visited = true;
      this.refresh();
    });
    if (this.hasAttribute('auto-focus')) queueMicrotask(() => control.focus());
  }

  protected override refresh(): void {
    const control = this.#control;
    if (!control) return;
    const text = this.value;
    // Writing the same value would move the caret.
    if (control.value !== text) control.value = text;
    control.disabled = this.isDisabled;
    const label = this.text('label');
    const placeholder = this.getAttribute('placeholder');
    setAttributes(control, {
      placeholder,
      maxlength: this.getAttribute('max-length'),
      'aria-required': this.isRequired ? 'true' : null,
      'aria-label': label ? null : placeholder || this.fieldName || null,
    });
    this.shape(control);
    if (this.#label) {
      this.#label.hidden = label === '';
      this.#label.textContent = label;
    }
    this.written(text);
    super.refresh();
    this.#showError(control);
  }

  /** With `auto-validate`, the fault is shown below as soon as the field is left. */
  #showError(control: TextControl): void {
    const words = this.#visited && this.hasAttribute('auto-validate') ? this.wordsOf(this.value) : undefined;
    if (this.#error) {
      this.#error.hidden = words === undefined;
      this.#error.textContent = words ?? '';
    }
    setAttributes(control, {
      'aria-invalid': words === undefined ? null : 'true',
      'aria-describedby': words === undefined ? null : `${control.id}-error`,
    });
  }

  get value(): string {
    return this.text('value');
  }

  set value(text: string | null | undefined) {
    this.setAttribute('value', text ?? '');
  }

  protected problem(): Problem | undefined {
    const at = this.#control;
    const words = at && this.wordsOf(this.value);
    return words === undefined || !at ? undefined : { words, at };
  }

  protected wordsOf(text: string): string | undefined {
    const own = this.getAttribute('error-message') || undefined;
    if (text === '') return this.isRequired ? (own ?? 'Fill in this field.') : undefined;
    const least = this.number('min-length', 0);
    if (text.length < least) return own ?? `Write at least ${counted(least, 'character')}.`;
    const pattern = this.getAttribute('allowed-pattern');
    const allowed = !pattern || [...text].every(character => matches(pattern, character));
    return allowed ? undefined : (own ?? 'Some characters are not allowed.');
  }

  answers(): Answers {
    return this.fieldName ? { [this.fieldName]: this.value } : {};
  }
}

function matches(pattern: string, text: string): boolean {
  try {
    return new RegExp(pattern).test(text);
  } catch {
    return true;
  }
}

const inputTypes = ['text', 'number', 'email', 'password', 'url', 'tel', 'date', 'time', 'search', 'color'];

export class CrowdInput extends TextField {
  static override readonly properties: Properties = {
    ...shared,
    type: 'text',
    min: 'number',
    max: 'number',
    step: 'number',
  };

  protected makeControl(): HTMLInputElement {
    return make('input');
  }

  protected shape(control: HTMLInputElement): void {
    const type = this.text('type', 'text').toLowerCase();
    const shown = inputTypes.includes(type) ? type : 'text';
    // As an attribute too, by which the style goes.
    if (control.getAttribute('type') !== shown) control.setAttribute('type', shown);
    for (const name of ['min', 'max', 'step']) setAttributes(control, { [name]: this.getAttribute(name) });
  }

  /** A native field knows what is not a number, address or date. */
  protected override problem(): Problem | undefined {
    const found = super.problem();
    const control = this.shadowRoot?.querySelector('input');
    if (found || !control || control.validity.valid) return found;
    return { words: this.text('error-message') || control.validationMessage, at: control };
  }
}

export class CrowdTextArea extends TextField {
  static override readonly properties: Properties = {
    ...shared,
    rows: 'number',
    maxRows: 'number',
    charCounter: 'flag',
  };
  #count: HTMLElement | undefined;

  protected makeControl(): HTMLTextAreaElement {
    return make('textarea');
  }

  protected override draw(root: ShadowRoot): void {
    super.draw(root);
    this.#count = make('p', { class: 'note', hidden: true });
    root.append(this.#count);
  }

  protected shape(control: HTMLTextAreaElement): void {
    control.rows = Math.min(Math.max(this.number('rows', 3), 1), 60);
  }

  protected override written(text: string): void {
    if (!this.#count) return;
    this.#count.hidden = !this.hasAttribute('char-counter');
    const most = this.getAttribute('max-length');
    this.#count.textContent = most ? `${text.length} of ${most} characters` : counted(text.length, 'character');
  }
}
