/** What all of these elements are: custom elements that belong to their form, draw themselves once, and give answers. */
import { style } from './style.ts';

export type AnswerJson = string | number | boolean | { readonly [name: string]: AnswerJson } | readonly AnswerJson[];
export type Answers = Readonly<Record<string, AnswerJson>>;

/** An element with an answer for its form. */
export abstract class CrowdField extends HTMLElement {
  static formAssociated = true;
  readonly #internals: ElementInternals = this.attachInternals();
  #drawn = false;

  /** The answer as a member of the task's object; nothing without a name. */
  abstract answers(): Answers;
  /** Fills the shadow root, once. */
  protected abstract draw(root: ShadowRoot): void;
  /** What is wrong now, with the control to point to. */
  protected abstract problem(): { readonly words: string; readonly at: HTMLElement } | undefined;

  connectedCallback(): void {
    if (this.#drawn) return;
    this.#drawn = true;
    const root = this.attachShadow({ mode: 'open', delegatesFocus: true });
    root.append(styleElement());
    this.draw(root);
    this.check();
  }

  get name(): string {
    return this.getAttribute('name') ?? '';
  }

  get required(): boolean {
    return this.hasAttribute('required');
  }

  protected check(): void {
    const problem = this.problem();
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

export function styleElement(): HTMLStyleElement {
  const element = document.createElement('style');
  element.textContent = style;
  return element;
}

/** Makes an element. Text is text; there is no way to give markup. */
export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, string | boolean | null | undefined>> = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes))
    if (value === true) element.setAttribute(name, '');
    else if (typeof value === 'string') element.setAttribute(name, value);
  element.append(...children);
  return element;
}

let lastId = 0;
export function freshId(): string {
  lastId += 1;
  return `crowd-${lastId}`;
}
