/** What is on or off: crowd-checkbox, crowd-toggle-button, crowd-radio-button and the group that makes it one of many. */
import { CrowdElement, type Properties } from './element.ts';
import { type Answers, CrowdField, type Problem } from './field.ts';
import { freshId, make } from './make.ts';

/** The answer is an object of the name, with the value as its member: `{"name": {"value": true}}`. */
abstract class OnOff extends CrowdField {
  static override readonly properties: Properties = {
    name: 'text',
    value: 'text',
    checked: 'flag',
    disabled: 'flag',
    required: 'flag',
    invalid: 'flag',
  };
  protected override readonly state = 'checked';
  #control: HTMLInputElement | undefined;

  protected abstract readonly kind: 'checkbox' | 'radio';
  protected abstract readonly words: string;

  protected draw(root: ShadowRoot): void {
    const id = freshId();
    const control = make('input', { type: this.kind, id });
    this.#control = control;
    root.append(make('div', { class: 'choice' }, control, make('label', { for: id }, make('slot'))));
    // The control's own input event goes on to the page; its change event ends at the shadow root.
    control.addEventListener('input', () => this.toggleAttribute('checked', control.checked));
    control.addEventListener('change', () => this.changed());
  }

  protected override refresh(): void {
    const control = this.#control;
    if (!control) return;
    control.checked = this.hasAttribute('checked');
    control.disabled = this.isDisabled;
    super.refresh();
  }

  get checked(): boolean {
    return this.hasAttribute('checked');
  }

  set checked(on: boolean) {
    this.toggleAttribute('checked', Boolean(on));
  }

  get value(): string {
    return this.text('value', 'on');
  }

  set value(text: string) {
    this.setAttribute('value', text);
  }

  protected get satisfied(): boolean {
    return this.checked;
  }

  protected problem(): Problem | undefined {
    const at = this.#control;
    return at && this.isRequired && !this.satisfied ? { words: this.words, at } : undefined;
  }

  /** Looks again at what depends on others. */
  recheck(): void {
    this.check();
  }

  answers(): Answers {
    return this.fieldName ? { [this.fieldName]: { [this.value]: this.checked } } : {};
  }
}

export class CrowdCheckbox extends OnOff {
  protected readonly kind = 'checkbox';
  protected readonly words = 'Check this box.';
}

export class CrowdToggleButton extends OnOff {
  protected readonly kind = 'checkbox';
  protected readonly words = 'Turn this on.';

  protected override draw(root: ShadowRoot): void {
    super.draw(root);
    root.querySelector('input')?.setAttribute('role', 'switch');
  }
}

export class CrowdRadioButton extends OnOff {
  protected readonly kind = 'radio';
  protected readonly words = 'Choose one.';

  get #group(): CrowdRadioGroup | undefined {
    const group = this.closest('crowd-radio-group');
    return group instanceof CrowdRadioGroup ? group : undefined;
  }

  /** One chosen button answers for its whole group. */
  protected override get satisfied(): boolean {
    return this.checked || (this.#group?.buttons.some(button => button.checked) ?? false);
  }

  protected override get isDisabled(): boolean {
    return super.isDisabled || (this.#group?.hasAttribute('disabled') ?? false);
  }

  protected override refresh(): void {
    super.refresh();
    this.#group?.settle(this.checked ? this : undefined);
  }
}

/** Keeps one of its buttons chosen at most, and lets the arrow keys go from one to the next. */
export class CrowdRadioGroup extends CrowdElement {
  static override readonly properties: Properties = { disabled: 'flag', allowEmptySelection: 'flag' };
  #settling = false;

  protected draw(root: ShadowRoot): void {
    root.append(make('slot'));
    if (!this.hasAttribute('role')) this.setAttribute('role', 'radiogroup');
    this.addEventListener('keydown', this.#onKey);
    this.addEventListener('click', this.#onClick, true);
  }

  protected override refresh(): void {
    for (const button of this.buttons) button.formDisabledCallback();
  }

  get buttons(): CrowdRadioButton[] {
    return [...this.querySelectorAll('crowd-radio-button')].filter(each => each instanceof CrowdRadioButton);
  }

  /** The value of the button that is chosen. */
  get value(): string {
    return this.buttons.find(button => button.checked)?.value ?? '';
  }

  set value(value: string) {
    for (const button of this.buttons) button.checked = button.value === value;
  }

  /** Takes the choice from all others when a button gets it. */
  settle(chosen: CrowdRadioButton | undefined): void {
    if (this.#settling) return;
    this.#settling = true;
    for (const button of this.buttons) {
      if (chosen && button !== chosen) button.checked = false;
      button.recheck();
    }
    this.#settling = false;
  }

  /** With `allow-empty-selection` a click on the chosen button takes the choice back. */
  readonly #onClick = (event: Event): void => {
    const button = event.target;
    if (!this.hasAttribute('allow-empty-selection') || !(button instanceof CrowdRadioButton) || !button.checked) return;
    event.preventDefault();
    queueMicrotask(() => {
      button.checked = false;
      button.dispatchEvent(new Event('change', { bubbles: true }));
    });
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    const buttons = this.buttons.filter(button => !button.matches(':disabled, [disabled]'));
    if (step === undefined || !(event.target instanceof CrowdRadioButton)) return;
    const at = buttons.indexOf(event.target);
    event.preventDefault();
    const next = buttons[(at + step + buttons.length) % buttons.length];
    if (!next) return;
    next.checked = true;
    next.focus();
    next.dispatchEvent(new Event('change', { bubbles: true }));
  };
}
