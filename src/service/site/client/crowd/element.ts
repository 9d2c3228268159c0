/** What all of these elements are: custom elements that draw themselves once and whose properties are their attributes. */
import { styleElement } from './make.ts';

/** How an attribute holds its property: as text, by being there, as a number, or as JSON. */
type PropertyKind = 'text' | 'flag' | 'number' | 'json';

/** Properties by name; their attributes have the same names with hyphens. */
export type Properties = Readonly<Record<string, PropertyKind>>;

export abstract class CrowdElement extends HTMLElement {
  static readonly properties: Properties = {};
  #root: ShadowRoot | undefined;

  /** Fills the shadow root, once. */
  protected abstract draw(root: ShadowRoot): void;

  /** Brings what is drawn in line with the attributes. Called after drawing, when attributes change, and when it moves. */
  protected refresh(): void {}

  protected get focusGoesInside(): boolean {
    return false;
  }

  connectedCallback(): void {
    if (!this.#root) {
      this.#root = this.attachShadow({ mode: 'open', delegatesFocus: this.focusGoesInside });
      this.#root.append(styleElement());
      this.draw(this.#root);
      takeEarlyProperties(this);
    }
    this.refresh();
  }

  attributeChangedCallback(_name: string, before: string | null, now: string | null): void {
    if (this.#root && before !== now) this.refresh();
  }

  protected text(attribute: string, otherwise = ''): string {
    return this.getAttribute(attribute) ?? otherwise;
  }

  protected number(attribute: string, otherwise: number): number {
    const text = this.getAttribute(attribute)?.trim();
    const value = Number(text);
    return text === undefined || text === '' || !Number.isFinite(value) ? otherwise : value;
  }
}

export interface CrowdElementClass extends CustomElementConstructor {
  readonly properties: Properties;
}

/** Registers an element, with an accessor for each of its properties that its class does not have. */
export function define(name: string, element: CrowdElementClass): void {
  for (const [property, kind] of Object.entries(element.properties))
    if (!(property in element.prototype)) Object.defineProperty(element.prototype, property, accessor(property, kind));
  Object.defineProperty(element, 'observedAttributes', {
    value: Object.keys(element.properties).map(attributeOf),
    configurable: true,
  });
  customElements.define(name, element);
}

function attributeOf(property: string): string {
  return property.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`);
}

function accessor(property: string, kind: PropertyKind): PropertyDescriptor & ThisType<Element> {
  const attribute = attributeOf(property);
  return {
    configurable: true,
    enumerable: true,
    get() {
      const text = this.getAttribute(attribute);
      if (kind === 'flag') return text !== null;
      if (kind === 'number') return text === null ? undefined : Number(text);
      return kind === 'json' ? looseJson(text ?? '') : (text ?? '');
    },
    set(value: unknown) {
      if (kind === 'flag') this.toggleAttribute(attribute, Boolean(value));
      else if (value === null || value === undefined) this.removeAttribute(attribute);
      else this.setAttribute(attribute, typeof value === 'object' ? JSON.stringify(value) : String(value));
    },
  };
}

/** What a page's script set before the element was one. */
function takeEarlyProperties(element: CrowdElement): void {
  const { properties } = element.constructor as CrowdElementClass;
  for (const property of Object.keys(properties)) {
    if (!Object.hasOwn(element, property)) continue;
    const value: unknown = Reflect.get(element, property);
    Reflect.deleteProperty(element, property);
    Reflect.set(element, property, value);
  }
}

/** JSON, or the lists in single quotes that many pages write; undefined for anything else. */
export function looseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    if (!/^\s*\[[^{]*\]\s*$/s.test(text)) return undefined;
    return [...text.matchAll(/'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"/g)].map(([, single, double]) =>
      (single ?? double ?? '').replace(/\\(.)/g, '$1'),
    );
  }
}

/** A list of texts, or of objects with a label, as texts. */
export function labelsIn(text: string): string[] {
  const list = looseJson(text);
  if (!Array.isArray(list)) return [];
  return list.map((each: unknown) =>
    typeof each === 'object' && each !== null && 'label' in each ? String(each.label) : String(each),
  );
}
