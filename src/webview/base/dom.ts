/**
 * Descriptions of elements, and the one place that turns them into DOM. Text becomes text nodes and nothing else; the tags
 * and attributes that can load, run or navigate can't be written at all. An update changes only what differs, so focus,
 * scroll, text selection and open `<details>` stay as the reader left them.
 */

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

export interface Described {
  readonly tag: Tag;
  readonly props: Props;
  readonly children: readonly (Described | string)[];
}

export type Child = Described | string | number | undefined | false | readonly Child[];

export function h(tag: Tag, props: Props | string, ...children: readonly Child[]): Described {
  const full = typeof props === 'string' ? (props === '' ? {} : { attributes: { class: props } }) : props;
  return { tag, props: full, children: children.flatMap(flat) };
}

function flat(child: Child): (Described | string)[] {
  if (child === undefined || child === false || child === '') return [];
  if (typeof child === 'string') return [child];
  if (typeof child === 'number') return [String(child)];
  return isList(child) ? child.flatMap(flat) : [child];
}

function isList(child: Child): child is readonly Child[] {
  return Array.isArray(child);
}

/** What an element was last made from. */
const described = new WeakMap<Node, Described>();
/** The events that an element listens to. */
const listened = new WeakMap<Node, Set<EventName>>();

/** Makes the children of `parent` match. */
export function render(parent: Element, children: readonly (Described | string)[]): void {
  const reusable = [...parent.childNodes];
  const matched = children.map(child => {
    const index = reusable.findIndex(node => fits(node, child));
    return index === -1 ? undefined : reusable.splice(index, 1)[0];
  });
  // Gone first: what stays is then already in place and need not move, and moving would lose focus.
  for (const node of reusable) node.remove();
  let place = parent.firstChild;
  children.forEach((child, index) => {
    const node = matched[index] ?? make(parent.ownerDocument, child);
    if (node === place) place = place.nextSibling;
    else parent.insertBefore(node, place);
    update(node, child);
  });
}

function fits(node: Node, child: Described | string): boolean {
  if (typeof child === 'string') return node.nodeType === Node.TEXT_NODE;
  const before = described.get(node);
  return (
    before !== undefined &&
    before.tag === child.tag &&
    before.props.key === child.props.key &&
    hasContent(before) === hasContent(child)
  );
}

function hasContent({ props }: Described): boolean {
  return props.initially?.content !== undefined;
}

function make(document: Document, child: Described | string): Node {
  if (typeof child === 'string') return document.createTextNode(child);
  const element = document.createElement(child.tag);
  if (child.props.initially?.open) element.setAttribute('open', '');
  const content = child.props.initially?.content;
  if (content) element.append(content());
  if (child.props.initially?.value) element.setAttribute('value', child.props.initially.value);
  return element;
}

function update(node: Node, child: Described | string): void {
  if (typeof child === 'string') {
    if (node.nodeValue !== child) node.nodeValue = child;
    return;
  }
  if (!(node instanceof HTMLElement)) return;
  const before = described.get(node);
  // Who hands over the very same description says that nothing changed.
  if (before === child) return;
  described.set(node, child);
  updateAttributes(node, before?.props.attributes ?? {}, child.props.attributes ?? {});
  listen(node, child.props);
  if (child.props.grow !== before?.props.grow) node.style.flexGrow = String(child.props.grow ?? '');
  setPlace(node, child.props.place, before?.props.place);
  if (!hasContent(child)) render(node, child.children);
}

/** One listener for each event that any description asked for; it calls the handler of the last one, if that has any. */
function listen(element: HTMLElement, { on }: Props): void {
  if (!on) return;
  const names = listened.get(element) ?? new Set();
  listened.set(element, names);
  for (const name of Object.keys(on) as EventName[]) {
    if (names.has(name)) continue;
    names.add(name);
    element.addEventListener(name, event => described.get(element)?.props.on?.[name]?.(event));
  }
}

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
