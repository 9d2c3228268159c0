/** Descriptions of elements for pages that are not templates yet. */

import { Directive, directive } from 'lit/directive.js';
import { repeat } from 'lit/directives/repeat.js';
import { render as draw, html, nothing, type TemplateResult } from 'lit/html.js';
import type { Child as Part } from './templateChild.ts';

export type Tag =
  | 'article'
  | 'aside'
  | 'b'
  | 'bdi'
  | 'blockquote'
  | 'br'
  | 'button'
  | 'caption'
  | 'code'
  | 'dd'
  | 'details'
  | 'div'
  | 'dl'
  | 'dt'
  | 'em'
  | 'fieldset'
  | 'figcaption'
  | 'figure'
  | 'footer'
  | 'h1'
  | 'h2'
  | 'h3'
  | 'h4'
  | 'header'
  | 'hr'
  | 'i'
  | 'input'
  | 'kbd'
  | 'label'
  | 'legend'
  | 'li'
  | 'main'
  | 'ol'
  | 'option'
  | 'p'
  | 'pre'
  | 's'
  | 'section'
  | 'select'
  | 'span'
  | 'strong'
  | 'sub'
  | 'summary'
  | 'sup'
  | 'table'
  | 'tbody'
  | 'td'
  | 'textarea'
  | 'tfoot'
  | 'th'
  | 'thead'
  | 'time'
  | 'tr'
  | 'u'
  | 'ul';

type Attribute =
  | 'class'
  | 'colspan'
  | 'datetime'
  | 'dir'
  | 'disabled'
  | 'for'
  | 'id'
  | 'placeholder'
  | 'role'
  | 'rows'
  | 'rowspan'
  | 'scope'
  | 'spellcheck'
  | 'tabindex'
  | 'title'
  | 'type'
  | `aria-${string}`
  | `data-${string}`;

type EventName = 'click' | 'toggle' | 'keydown' | 'input' | 'pointerdown';

export type Attributes = { readonly [A in Attribute]?: string | number | boolean | undefined };

export interface Props {
  /** Identity among siblings: the element follows its key through reorderings. */
  readonly key?: string;
  readonly attributes?: Attributes;
  readonly on?: { readonly [E in EventName]?: (event: Event) => void };
  /** Set once, when the element is made; the reader owns it from then on. */
  readonly initially?: {
    readonly open?: boolean;
    readonly value?: string;
    /** An element that is made elsewhere, in the place of children. It is kept as long as this one. */
    readonly content?: () => HTMLElement;
  };
  /** Share of the row, for bars. Set through the object model, which the page's policy allows. */
  readonly grow?: number;
  /** Where it is and how big it is, in pixels, for what is laid out by calculation. */
  readonly place?: Place;
}

export interface Place {
  readonly top?: number;
  readonly left?: number;
  readonly width?: number;
  readonly height?: number;
}

export interface Described extends TemplateResult {
  readonly tag: Tag;
  readonly props: Props;
  readonly children: readonly (Described | string)[];
}

export type Child = Part | Described | false | readonly Child[];

export function h(tag: Tag, props: Props | string, ...children: readonly Child[]): Described {
  const full = typeof props === 'string' ? (props === '' ? {} : { attributes: { class: props } }) : props;
  const described = { tag, props: full, children: children.flatMap(flat) };
  const template = html`${made(described)}`;
  return Object.assign(template, described);
}

interface Description {
  readonly tag: Tag;
  readonly props: Props;
  readonly children: readonly (Described | string)[];
}

function flat(child: Child): (Described | string)[] {
  if (child === undefined || child === false || child === '' || child === nothing) return [];
  if (typeof child === 'number') return [String(child)];
  return Array.isArray(child) ? child.flatMap(flat) : [child as Described | string];
}

/** Makes the children of `parent` match. */
export function render(parent: Element, children: readonly (Part | Described)[]): void {
  draw(list(children as readonly (Described | string)[]), parent as HTMLElement);
}

function list(children: readonly (Described | string)[]): unknown {
  const seen = new Map<string, number>();
  const keys = children.map((child, index) => {
    const base = typeof child === 'string' ? 'text' : `${child.tag ?? `template ${index}`} ${child.props?.key ?? ''}`;
    const count = seen.get(base) ?? 0;
    seen.set(base, count + 1);
    return `${base} ${count}`;
  });
  return repeat(
    children,
    (_, index) => keys[index],
    child => child,
  );
}

class Made extends Directive {
  #element: HTMLElement | undefined;
  #before: Description | undefined;
  #after: Description | undefined;
  readonly #heard = new Set<string>();

  render(after: Description): HTMLElement {
    const { tag, props, children } = after;
    const isNew = this.#element?.localName !== tag;
    if (isNew) this.#before = undefined;
    const element = isNew || !this.#element ? document.createElement(tag) : this.#element;
    this.#element = element;
    const before = this.#before;
    this.#after = after;
    if (before === after) return element;
    this.#before = after;
    if (isNew) {
      this.#heard.clear();
      if (props.initially?.open) element.setAttribute('open', '');
      if (props.initially?.content) element.append(props.initially.content());
      if (props.initially?.value) element.setAttribute('value', props.initially.value);
    }
    updateAttributes(element, before?.props.attributes ?? {}, props.attributes ?? {});
    for (const name of Object.keys(props.on ?? {}) as EventName[]) {
      if (this.#heard.has(name)) continue;
      this.#heard.add(name);
      element.addEventListener(name, event => this.#after?.props.on?.[name]?.(event));
    }
    if (props.grow !== before?.props.grow) element.style.flexGrow = String(props.grow ?? '');
    setPlace(element, props.place, before?.props.place);
    if (!props.initially?.content) draw(list(children), element);
    return element;
  }
}

const made = directive(Made);

function setPlace(element: HTMLElement, place: Place | undefined, before: Place | undefined): void {
  if (place === before) return;
  for (const side of ['top', 'left', 'width', 'height'] as const) {
    const value = place?.[side];
    if (value !== before?.[side]) element.style[side] = value === undefined ? '' : `${value}px`;
  }
}

function updateAttributes(element: HTMLElement, before: Attributes, after: Attributes): void {
  for (const name of Object.keys(before) as Attribute[]) if (!isSet(after[name])) element.removeAttribute(name);
  for (const name of Object.keys(after) as Attribute[]) {
    const value = after[name];
    if (!isSet(value)) continue;
    const text = value === true ? '' : String(value);
    if (element.getAttribute(name) !== text) element.setAttribute(name, text);
  }
}

function isSet(value: string | number | boolean | undefined): boolean {
  return value !== undefined && value !== false;
}
