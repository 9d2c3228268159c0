/** Elements with an answer for their form: they belong to it as native fields do. */
import { CrowdElement } from './element.ts';

export type AnswerJson = string | number | boolean | { readonly [name: string]: AnswerJson } | readonly AnswerJson[];
export type Answers = Readonly<Record<string, AnswerJson>>;

/** What is wrong, with the control to point to. */
export interface Problem {
  readonly words: string;
  readonly at: HTMLElement;
}

export abstract class CrowdField extends CrowdElement {
  static formAssociated = true;
  readonly #internals: ElementInternals = this.attachInternals();
  #first: Readonly<Record<string, string | null>> | undefined;

  /** The answer as a member of the task's object; nothing without a name. */
  abstract answers(): Answers;
  protected abstract problem(): Problem | undefined;

  /** The attribute that holds what a worker changes. */
  protected readonly state: string = 'value';

  protected override get focusGoesInside(): boolean {
    return true;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#first ??= { [this.state]: this.getAttribute(this.state) };
  }

  protected override refresh(): void {
    this.check();
  }

  formResetCallback(): void {
    for (const [name, value] of Object.entries(this.#first ?? {}))
      if (value === null) this.removeAttribute(name);
      else this.setAttribute(name, value);
  }

  formDisabledCallback(): void {
    this.refresh();
  }

  get form(): HTMLFormElement | null {
    return this.#internals.form;
  }

  get validity(): ValidityState {
    return this.#internals.validity;
  }

  get validationMessage(): string {
    return this.#internals.validationMessage;
  }

  checkValidity(): boolean {
    return this.#internals.checkValidity();
  }

  reportValidity(): boolean {
    return this.#internals.reportValidity();
  }

  protected get fieldName(): string {
    return this.text('name');
  }

  /** By itself, or with a fieldset around it. */
  protected get isDisabled(): boolean {
    return this.matches(':disabled') || this.hasAttribute('disabled');
  }

  protected get isRequired(): boolean {
    return this.hasAttribute('required');
  }

  protected check(): void {
    const problem = this.isDisabled ? undefined : this.problem();
    if (problem) this.#internals.setValidity({ customError: true }, problem.words, problem.at);
    else this.#internals.setValidity({});
  }

  /** Tells the page, as a native field would. */
  protected changed(): void {
    this.check();
    this.dispatchEvent(new Event('change', { bubbles: true }));
  }
}

export function isField(element: Element): element is CrowdField {
  return element instanceof CrowdField;
}
