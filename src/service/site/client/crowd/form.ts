/** crowd-form and crowd-button: gathering the answers and posting them as MTurk's own elements do (mturk-api.md §6.12). */
import { type AnswerJson, CrowdField, isField, make } from './field.ts';

const notAvailable = 'ASSIGNMENT_ID_NOT_AVAILABLE';
const acceptFirst = 'You must ACCEPT the HIT before you can submit the results.';

type Native = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

export class CrowdForm extends HTMLElement {
  #form: HTMLFormElement | undefined;

  connectedCallback(): void {
    // Its children are there only when the page has been read.
    if (document.readyState === 'loading') addEventListener('DOMContentLoaded', () => this.#wrap(), { once: true });
    else this.#wrap();
  }

  /** Posts without checking, as a native form's method does. */
  submit(): void {
    this.#form?.submit();
  }

  #wrap(): void {
    if (this.#form) return;
    const parameters = new URLSearchParams(location.search);
    const host = parameters.get('turkSubmitTo') ?? '';
    const form = make('form', { method: 'post', action: `${host.replace(/\/$/, '')}/mturk/externalSubmit` });
    form.append(...this.childNodes);
    this.append(form);
    this.#form = form;
    const assignmentId = parameters.get('assignmentId');
    if (
      !form.querySelector('crowd-button:not([form-action="none"]), button:not([type="button"]), input[type="submit"]')
    )
      form.append(make('crowd-button' as 'div', { variant: 'primary', 'form-action': 'submit' }, 'Submit'));
    if (assignmentId === notAvailable) this.#refuse(form);
    form.addEventListener('formdata', ({ formData }) => this.#fill(formData, assignmentId ?? ''));
    // Outside MTurk there is nobody to post to.
    if (assignmentId === null) this.addEventListener('submit', event => this.#show(event));
  }

  #refuse(form: HTMLFormElement): void {
    for (const button of form.querySelectorAll('crowd-button, button, input[type="submit"]')) {
      button.setAttribute('disabled', '');
      button.setAttribute('title', acceptFirst);
    }
    form.addEventListener('submit', event => event.preventDefault());
    form.append(make('p', { style: 'font: 16px/1.5 system-ui, sans-serif' }, acceptFirst));
  }

  /** The browser posts what stands in `data`: in place of the form's own fields, the answers as one. */
  #fill(data: FormData, assignmentId: string): void {
    const answers = this.#answers();
    for (const name of [...data.keys()]) data.delete(name);
    data.append('assignmentId', assignmentId);
    if (this.getAttribute('answer-format') === 'flatten-objects')
      for (const [name, value] of flattened(answers)) data.append(name, value);
    else data.append('taskAnswers', JSON.stringify([answers]));
  }

  #answers(): Record<string, AnswerJson> {
    const answers: Record<string, AnswerJson> = {};
    for (const element of this.querySelectorAll('*')) {
      const given = isField(element) ? element.answers() : isNative(element) ? nativeAnswers(element) : {};
      for (const [name, value] of Object.entries(given)) {
        const before = answers[name];
        answers[name] = isObject(before) && isObject(value) ? { ...before, ...value } : value;
      }
    }
    return answers;
  }

  #show(event: Event): void {
    if (event.defaultPrevented) return;
    event.preventDefault();
    const results = make('pre', {}, JSON.stringify([this.#answers()], undefined, 2));
    document.body.prepend(results);
    scrollTo(0, 0);
  }
}

function isNative(element: Element): element is Native {
  return (
    element instanceof HTMLInputElement ||
    element instanceof HTMLSelectElement ||
    element instanceof HTMLTextAreaElement
  );
}

function nativeAnswers(element: Native): Record<string, AnswerJson> {
  const { name } = element;
  if (name === '' || element.disabled) return {};
  if (element instanceof HTMLInputElement) {
    if (element.type === 'radio' || element.type === 'checkbox')
      return { [name]: { [element.value]: element.checked } };
    if (['button', 'submit', 'reset', 'image', 'file'].includes(element.type)) return {};
  }
  if (element instanceof HTMLSelectElement && element.multiple)
    return { [name]: [...element.selectedOptions].map(option => option.value) };
  return { [name]: element.value };
}

function isObject(value: AnswerJson | undefined): value is { readonly [name: string]: AnswerJson } {
  return typeof value === 'object' && !Array.isArray(value);
}

/** One field for each leaf, named by its path. */
function flattened(value: Record<string, AnswerJson>, path = ''): [string, string][] {
  return Object.entries(value).flatMap(([name, each]): [string, string][] =>
    isObject(each)
      ? flattened(each, `${path}${name}.`)
      : [[path + name, typeof each === 'object' ? JSON.stringify(each) : String(each)]],
  );
}

export class CrowdButton extends CrowdField {
  static observedAttributes = ['disabled'];
  #button: HTMLButtonElement | undefined;

  protected draw(root: ShadowRoot): void {
    const variant = this.getAttribute('variant') ?? 'normal';
    const button = make('button', { type: 'button', class: variant }, make('slot'));
    button.disabled = this.hasAttribute('disabled');
    this.#button = button;
    root.append(button);
    // After the page's own listeners, so that they may prevent it.
    this.addEventListener('click', event => setTimeout(() => event.defaultPrevented || this.#act()));
  }

  attributeChangedCallback(): void {
    if (this.#button) this.#button.disabled = this.hasAttribute('disabled');
  }

  #act(): void {
    const form = this.closest('form');
    if (!form || this.hasAttribute('disabled')) return;
    const action = this.getAttribute('form-action') ?? 'submit';
    if (action === 'submit') form.requestSubmit();
    if (action === 'reset') form.reset();
  }

  protected problem(): undefined {
    return undefined;
  }

  answers(): Record<string, never> {
    return {};
  }
}
