/** Draws templates into the test document and finds what users would. */
import assert from 'node:assert/strict';
import { render } from 'lit/html.js';

/** An empty element of the document, to render into. */
export function testRoot(): HTMLElement {
  const root = document.createElement('div');
  document.body.replaceChildren(root);
  return root;
}

/** What a template, or anything else that stands in one, draws. */
export function drawn(content: unknown): HTMLElement {
  const root = testRoot();
  render(content, root);
  return root;
}

/** All elements in `root`, in order. */
export function elementsOf(root: Element): HTMLElement[] {
  return [...root.querySelectorAll<HTMLElement>('*')];
}

export function textOf(node: Node | null | undefined): string {
  return node?.textContent ?? '';
}

/** What sizes and places look like that are set through the object model. */
const calculated = /^(?:(?:flex-grow: [\d.]+|(?:top|left|width|height): -?[\d.]+px); ?)*$/;

/** Names of the attributes, without a `style` of calculated sizes alone. */
export function attributesOf(element: Element): string[] {
  return [...element.attributes].flatMap(({ name, value }) =>
    name === 'style' && calculated.test(value) ? [] : [name],
  );
}

/** The button that is called or reads so. */
export function button(root: Element, label: string): HTMLElement {
  const found = elementsOf(root).find(
    each =>
      each.localName === 'button' &&
      [each.getAttribute('aria-label'), each.getAttribute('title'), each.textContent].includes(label),
  );
  assert.ok(found, label);
  return found;
}

export function press(root: Element, label: string): void {
  button(root, label).click();
}
