/** Elements made by code: text is text, and there is no way to give markup. */
import { style } from './style.ts';

type Attributes = Readonly<Record<string, string | boolean | null | undefined>>;

/** Makes an element. An attribute of `true` is there without a value; `false`, null and undefined are left out. */
export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  setAttributes(element, attributes);
  element.append(...children);
  return element;
}

/** Sets attributes, and removes those that have no value. */
export function setAttributes(element: Element, attributes: Attributes): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) element.setAttribute(name, '');
    else if (typeof value === 'string') element.setAttribute(name, value);
    else element.removeAttribute(name);
  }
}

/** Calls when the page's markup has been read, at once if it has been. */
export function whenRead(then: () => void): void {
  if (document.readyState === 'loading') addEventListener('DOMContentLoaded', then, { once: true });
  else then();
}

/**
 * Does what an event is for unless the page prevents it, as a native control does: after the page's own listeners and before anything
 * else can happen. What a person types next must not count for the click before it.
 */
export function afterListeners(event: Event, act: () => void): void {
  let over = false;
  const end = () => {
    removeEventListener(event.type, end);
    if (!over && !event.defaultPrevented) act();
    over = true;
  };
  // The last listener on the way out. Where one stops the event on its way, the next moment has to do.
  addEventListener(event.type, end);
  setTimeout(end);
}

export function styleElement(): HTMLStyleElement {
  return make('style', {}, style);
}

let lastId = 0;
export function freshId(): string {
  lastId += 1;
  return `crowd-${lastId}`;
}
