/** Fields for text and numbers: crowd-input, crowd-text-area, crowd-slider. */
import { type Answers, CrowdField, freshId, make } from './field.ts';

type TextControl = HTMLInputElement | HTMLTextAreaElement;

/** The answer is the text. */
abstract class TextField extends CrowdField {
  #control: TextControl | undefined;

  protected abstract makeControl(id: string): TextControl;

  protected draw(root: ShadowRoot): void {
    const id = freshId();
    const control = this.makeControl(id);
    this.#control = control;
    control.value = this.getAttribute('value') ?? '';
    control.disabled = this.hasAttribute('disabled');
    const label = this.getAttribute('label');
    if (label) root.append(make('label', { for: id }, label));
    else control.setAttribute('aria-label', this.getAttribute('placeholder') ?? this.name);
    root.append(control);
    control.addEventListener('input', () => {
      this.check();
      this.dispatchEvent(new Event('input', { bubbles: true }));
    });
    control.addEventListener('change', () => this.changed());
    if (this.hasAttribute('auto-focus')) control.focus();
  }

  get value(): string {
    return this.#control ? this.#control.value : (this.getAttribute('value') ?? '');
  }

  set value(text: string) {
    if (!this.#control) {
      this.setAttribute('value', text);
      return;
    }
    this.#control.value = text;
    this.check();
  }

  protected problem(): { readonly words: string; readonly at: HTMLElement } | undefined {
    const at = this.#control;
    if (!at) return undefined;
    const words = this.wordsOf(this.value);
    return words === undefined ? undefined : { words, at };
  }

  protected wordsOf(text: string): string | undefined {
    if (text === '') return this.required ? 'Please fill in this field.' : undefined;
    const least = Number(this.getAttribute('min-length') ?? 0);
    return text.length < least ? `Please write at least ${least} characters.` : undefined;
  }

  answers(): Answers {
    return this.name ? { [this.name]: this.value } : {};
  }
}

const inputTypes = ['text', 'number', 'email', 'password', 'url', 'tel', 'date'];

export class CrowdInput extends TextField {
  protected makeControl(id: string): HTMLInputElement {
    const type = this.getAttribute('type') ?? 'text';
    return make('input', {
      id,
      type: inputTypes.includes(type) ? type : 'text',
      placeholder: this.getAttribute('placeholder'),
      maxlength: this.getAttribute('max-length'),
      min: this.getAttribute('min'),
      max: this.getAttribute('max'),
      step: this.getAttribute('step'),
    });
  }

  protected override wordsOf(text: string): string | undefined {
    const pattern = this.getAttribute('allowed-pattern');
    const allowed = !pattern || text === '' || [...text].every(character => matches(pattern, character));
    return allowed ? super.wordsOf(text) : (this.getAttribute('error-message') ?? 'Some characters are not allowed.');
  }
}

function matches(pattern: string, text: string): boolean {
  try {
    return new RegExp(pattern).test(text);
  } catch {
    return true;
  }
}

export class CrowdTextArea extends TextField {
  protected makeControl(id: string): HTMLTextAreaElement {
    return make('textarea', {
      id,
      rows: this.getAttribute('rows') ?? '3',
      placeholder: this.getAttribute('placeholder'),
      maxlength: this.getAttribute('max-length'),
    });
  }
}

/** The answer is a number. */
export class CrowdSlider extends CrowdField {
  #control: HTMLInputElement | undefined;
  #output: HTMLOutputElement | undefined;
  #touched = false;

  protected draw(root: ShadowRoot): void {
    const min = this.getAttribute('min') ?? '0';
    const control = make('input', {
      type: 'range',
      min,
      max: this.getAttribute('max') ?? '100',
      step: this.getAttribute('step') ?? '1',
      disabled: this.hasAttribute('disabled'),
      'aria-label': this.getAttribute('label') ?? this.name,
    });
    control.value = this.getAttribute('value') ?? min;
    this.#touched = this.hasAttribute('value');
    const output = make('output', {}, control.value);
    this.#control = control;
    this.#output = output;
    root.append(make('div', { class: 'range' }, control, output));
    control.addEventListener('input', () => {
      this.#touched = true;
      output.value = control.value;
      this.check();
    });
    control.addEventListener('change', () => {
      this.#touched = true;
      this.changed();
    });
  }

  get value(): number {
    return Number(this.#control?.value ?? this.getAttribute('value') ?? 0);
  }

  set value(number: number) {
    this.#touched = true;
    if (!this.#control || !this.#output) {
      this.setAttribute('value', String(number));
      return;
    }
    this.#control.value = String(number);
    this.#output.value = this.#control.value;
    this.check();
  }

  protected problem(): { readonly words: string; readonly at: HTMLElement } | undefined {
    if (!this.#control || !this.required || this.#touched) return undefined;
    return { words: 'Please choose a value.', at: this.#control };
  }

  answers(): Answers {
    return this.name ? { [this.name]: this.value } : {};
  }
}
