/** Things that are on or off: crowd-checkbox, crowd-toggle-button, crowd-radio-button and the group that makes it one of many. */
import { type Answers, CrowdField, freshId, make } from './field.ts';

/** The answer is an object of the name, with the value as its member: `{"name": {"value": true}}`. */
abstract class OnOff extends CrowdField {
  #control: HTMLInputElement | undefined;

  protected abstract readonly kind: 'checkbox' | 'radio';
  protected abstract readonly words: string;

  protected draw(root: ShadowRoot): void {
    const id = freshId();
    const control = make('input', { type: this.kind, id });
    control.checked = this.hasAttribute('checked');
    control.disabled = this.hasAttribute('disabled');
    this.#control = control;
    root.append(make('div', { class: 'choice' }, control, make('label', { for: id }, make('slot'))));
    control.addEventListener('change', () => this.changed());
  }

  get checked(): boolean {
    return this.#control ? this.#control.checked : this.hasAttribute('checked');
  }

  set checked(on: boolean) {
    if (this.#control) this.#control.checked = on;
    else this.toggleAttribute('checked', on);
    this.check();
  }

  get value(): string {
    return this.getAttribute('value') ?? 'on';
  }

  get disabled(): boolean {
    return this.hasAttribute('disabled');
  }

  protected problem(): { readonly words: string; readonly at: HTMLElement } | undefined {
    return this.#control && this.required && !this.checked ? { words: this.words, at: this.#control } : undefined;
  }

  answers(): Answers {
    return this.name ? { [this.name]: { [this.value]: this.checked } } : {};
  }
}

export class CrowdCheckbox extends OnOff {
  protected readonly kind = 'checkbox';
  protected readonly words = 'Please tick this box.';
}

export class CrowdToggleButton extends OnOff {
  protected readonly kind = 'checkbox';
  protected readonly words = 'Please switch this on.';

  protected override draw(root: ShadowRoot): void {
    super.draw(root);
    root.querySelector('input')?.setAttribute('role', 'switch');
  }
}

export class CrowdRadioButton extends OnOff {
  protected readonly kind = 'radio';
  protected readonly words = 'Please choose one.';
}

/** Keeps one of its buttons chosen at most, and lets the arrow keys go from one to the next. */
export class CrowdRadioGroup extends HTMLElement {
  connectedCallback(): void {
    if (!this.hasAttribute('role')) this.setAttribute('role', 'radiogroup');
    this.addEventListener('change', this.#onChange);
    this.addEventListener('keydown', this.#onKey);
  }

  disconnectedCallback(): void {
    this.removeEventListener('change', this.#onChange);
    this.removeEventListener('keydown', this.#onKey);
  }

  get #buttons(): CrowdRadioButton[] {
    return [...this.querySelectorAll('crowd-radio-button')].filter(each => each instanceof CrowdRadioButton);
  }

  readonly #onChange = (event: Event): void => {
    const chosen = event.target;
    if (!(chosen instanceof CrowdRadioButton) || !chosen.checked) return;
    for (const button of this.#buttons) if (button !== chosen) button.checked = false;
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    const buttons = this.#buttons.filter(button => !button.disabled);
    if (step === undefined || !(event.target instanceof CrowdRadioButton)) return;
    const at = buttons.indexOf(event.target);
    event.preventDefault();
    const next = buttons[(at + step + buttons.length) % buttons.length];
    if (!next) return;
    for (const button of buttons) button.checked = button === next;
    next.focus();
    next.dispatchEvent(new Event('change', { bubbles: true }));
  };
}
