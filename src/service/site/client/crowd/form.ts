/** crowd-form: gathering the answers and posting them as MTurk's own elements do (reference.md §6.12). */
import { type AnswerJson, isField } from './field.ts';
import { make, whenRead } from './make.ts';

const notAvailable = 'ASSIGNMENT_ID_NOT_AVAILABLE';
const acceptFirst = 'You must ACCEPT the HIT before you can submit the results.';
const submitters = 'crowd-button:not([form-action="none"]), button:not([type="button"]), input[type="submit"]';

type Native = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

export class CrowdForm extends HTMLElement {
  readonly #form = make('form', { method: 'post' });
  #wrapped = false;

  connectedCallback(): void {
    // Its children are there only when the page has been read.
    whenRead(() => this.#wrap());
  }

  /** The native form that is posted. */
  get form(): HTMLFormElement {
    return this.#form;
  }

  /** Posts without checking, as a native form's method does; in a preview, and outside MTurk, there is nobody to post to. */
  submit(): void {
    this.#wrap();
    if (this.#assignmentId === null) this.#show();
    else if (this.#assignmentId !== notAvailable) this.#form.submit();
  }

  /** Posts what is valid, as a click on Submit does. */
  requestSubmit(): void {
    this.#wrap();
    this.#form.requestSubmit();
  }

  reset(): void {
    this.#form.reset();
  }

  get #assignmentId(): string | null {
    return new URLSearchParams(location.search).get('assignmentId');
  }

  #wrap(): void {
    if (this.#wrapped) return;
    this.#wrapped = true;
    const form = this.#form;
    const host = new URLSearchParams(location.search).get('turkSubmitTo') ?? '';
    form.action = `${host.replace(/\/$/, '')}/mturk/externalSubmit`;
    form.append(...this.childNodes);
    this.append(form);
    const assignmentId = this.#assignmentId;
    if (!form.querySelector(submitters))
      form.append(make('crowd-button' as 'div', { variant: 'primary', 'form-action': 'submit' }, 'Submit'));
    if (assignmentId === notAvailable) this.#refuse(form);
    form.addEventListener('formdata', ({ formData }) => this.#fill(formData, assignmentId ?? ''));
    // A form inside this one has nowhere to go: its fields are answers of this one. Browsers let its event go no further up.
    for (const inner of form.querySelectorAll('form'))
      inner.addEventListener('submit', event => {
        if (event.defaultPrevented) return;
        event.preventDefault();
        setTimeout(() => form.requestSubmit());
      });
    if (assignmentId === null)
      this.addEventListener('submit', event => {
        if (event.defaultPrevented) return;
        event.preventDefault();
        this.#show();
      });
  }

  #refuse(form: HTMLFormElement): void {
    for (const button of form.querySelectorAll(submitters)) {
      button.setAttribute('disabled', '');
      button.setAttribute('title', acceptFirst);
    }
    form.addEventListener('submit', event => event.preventDefault());
    form.append(make('p', { style: 'font: 16px/1.5 system-ui, sans-serif' }, acceptFirst));
  }

  /** The browser posts the content of `data`: in place of the form's own fields, the answers as one. */
  #fill(data: FormData, assignmentId: string): void {
    const answers = this.#answers();
    for (const name of [...data.keys()]) data.delete(name);
    data.append('assignmentId', assignmentId);
    if (this.getAttribute('answer-format') === 'flatten-objects')
      for (const [name, value] of flattened(answers)) data.append(name, value);
    else data.append('taskAnswers', JSON.stringify([answers]));
  }

  #answers(): Record<string, AnswerJson> {
    const answers = new Map<string, AnswerJson>();
    for (const element of this.querySelectorAll('*')) {
      const given = isField(element) ? element.answers() : isNative(element) ? nativeAnswers(element) : {};
      for (const [name, value] of Object.entries(given)) {
        const before = answers.get(name);
        answers.set(name, isObject(before) && isObject(value) ? { ...before, ...value } : value);
      }
    }
    return Object.fromEntries(answers);
  }

  /** Outside MTurk the results stand at the top of the page, as with Amazon's elements. */
  #show(): void {
    document.body.prepend(make('pre', {}, JSON.stringify([this.#answers()], undefined, 2)));
    scrollTo(0, 0);
  }
}

/** The form that a button acts on: the crowd-form's, even where a form of the page's own is between them. */
export function formOf(element: Element): HTMLFormElement | null {
  const crowd = element.closest('crowd-form');
  return crowd instanceof CrowdForm ? crowd.form : element.closest('form');
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
function flattened(value: Readonly<Record<string, AnswerJson>>, path = ''): [string, string][] {
  return Object.entries(value).flatMap(([name, each]): [string, string][] =>
    isObject(each)
      ? flattened(each, `${path}${name}.`)
      : [[path + name, typeof each === 'object' ? JSON.stringify(each) : String(each)]],
  );
}
