/** As much of a document as `render` touches, in plain Node. Markup is never parsed: there is no way to hand it any. */

class LightNode {
  readonly childNodes: LightNode[] = [];
  parent: LightNode | undefined;
  nodeValue: string | null = null;
  readonly nodeType: number;
  readonly ownerDocument: LightDocument;

  constructor(nodeType: number, ownerDocument: LightDocument) {
    this.nodeType = nodeType;
    this.ownerDocument = ownerDocument;
  }

  get firstChild(): LightNode | null {
    return this.childNodes[0] ?? null;
  }

  get nextSibling(): LightNode | null {
    const siblings = this.parent?.childNodes ?? [];
    return siblings[siblings.indexOf(this) + 1] ?? null;
  }

  get textContent(): string {
    return this.nodeValue ?? this.childNodes.map(child => child.textContent).join('');
  }

  remove(): void {
    const siblings = this.parent?.childNodes ?? [];
    siblings.splice(siblings.indexOf(this), 1);
    this.parent = undefined;
  }

  insertBefore(node: LightNode, place: LightNode | null): void {
    this.ownerDocument.moves += 1;
    if (node.parent) node.remove();
    this.childNodes.splice(place ? this.childNodes.indexOf(place) : this.childNodes.length, 0, node);
    node.parent = this;
  }
}

export class LightElement extends LightNode {
  readonly tagName: string;
  readonly attributes = new Map<string, string>();
  readonly style: Record<string, string> = {};
  readonly listeners = new Map<string, (event: unknown) => void>();

  constructor(tagName: string, ownerDocument: LightDocument) {
    super(1, ownerDocument);
    this.tagName = tagName;
  }

  getAttribute(name: string): string | null {
    return this.attributes.get(name) ?? null;
  }

  setAttribute(name: string, value: string): void {
    this.attributes.set(name, value);
  }

  removeAttribute(name: string): void {
    this.attributes.delete(name);
  }

  addEventListener(name: string, listener: (event: unknown) => void): void {
    if (this.listeners.has(name)) throw new Error(`${this.tagName} listens to ${name} twice`);
    this.listeners.set(name, listener);
  }

  append(node: LightNode): void {
    this.insertBefore(node, null);
  }

  set innerHTML(_markup: string) {
    throw new Error('markup was handed to an element');
  }

  /** This element and all below it. */
  *elements(): Generator<LightElement> {
    yield this;
    for (const child of this.childNodes) if (child instanceof LightElement) yield* child.elements();
  }
}

export class LightDocument {
  /** How often a node was put somewhere. */
  moves = 0;

  createElement(tagName: string): LightElement {
    return new LightElement(tagName, this);
  }

  createTextNode(text: string): LightNode {
    const node = new LightNode(3, this);
    node.nodeValue = text;
    return node;
  }
}

/** A root to render into. Puts the two globals that `render` asks about in place. */
export function lightRoot(): { readonly root: LightElement; readonly parent: Element } {
  Object.assign(globalThis, { Node: { TEXT_NODE: 3 }, HTMLElement: LightElement });
  const root = new LightElement('div', new LightDocument());
  return { root, parent: root as unknown as Element };
}
