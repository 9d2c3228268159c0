/** crowd-slider, of which the answer is a number, and the words beside it. */
import { CrowdElement, type Properties } from './element.ts';
import { type Answers, CrowdField, type Problem } from './field.ts';
import { make, setAttributes } from './make.ts';

export class CrowdSlider extends CrowdField {
  static override readonly properties: Properties = {
    name: 'text',
    value: 'number',
    label: 'text',
    min: 'number',
    max: 'number',
    step: 'number',
    secondaryProgress: 'number',
    disabled: 'flag',
    editable: 'flag',
    pin: 'flag',
    required: 'flag',
  };
  #control: HTMLInputElement | undefined;
  #output: HTMLOutputElement | undefined;
  #box: HTMLInputElement | undefined;

  protected draw(root: ShadowRoot): void {
    const control = make('input', { type: 'range' });
    const output = make('output');
    const box = make('input', { type: 'number', class: 'number', hidden: true });
    this.#control = control;
    this.#output = output;
    this.#box = box;
    // Content, such as labels, belongs below the bar.
    root.append(make('div', { class: 'range' }, control, output, box), make('slot'));
    for (const each of [control, box]) {
      each.addEventListener('input', () => {
        if (each.value !== '') this.setAttribute('value', each.value);
      });
      each.addEventListener('change', () => {
        this.setAttribute('value', each.value === '' ? control.value : each.value);
        this.changed();
      });
    }
    // The first value is an answer too: a worker who means it presses or clicks where the knob is.
    control.addEventListener('pointerup', () => this.setAttribute('value', control.value));
  }

  protected override refresh(): void {
    const [control, output, box] = [this.#control, this.#output, this.#box];
    if (!control || !output || !box) return;
    const range = {
      min: this.text('min', '0'),
      max: this.text('max', '100'),
      step: this.text('step', '1'),
    };
    for (const each of [control, box]) {
      setAttributes(each, {
        ...range,
        'aria-label': this.text('label') || this.fieldName || 'Value',
        'aria-required': this.isRequired ? 'true' : null,
      });
      each.disabled = this.isDisabled;
    }
    control.value = this.text('value', range.min);
    if (box.value !== control.value) box.value = control.value;
    output.value = this.hasAttribute('value') || !this.isRequired ? control.value : '–';
    box.hidden = !this.hasAttribute('editable');
    output.hidden = !box.hidden;
    super.refresh();
  }

  get value(): number {
    return Number(this.#control?.value ?? this.text('value', this.text('min', '0')));
  }

  set value(number: number | string) {
    this.setAttribute('value', String(number));
  }

  protected problem(): Problem | undefined {
    if (!this.#control || !this.isRequired || this.hasAttribute('value')) return undefined;
    return { words: 'Choose a value.', at: this.#control };
  }

  answers(): Answers {
    return this.fieldName ? { [this.fieldName]: this.value } : {};
  }
}

export class CrowdSliderLabel extends CrowdElement {
  protected draw(root: ShadowRoot): void {
    root.append(make('span', { class: 'note' }, make('slot')));
  }
}
