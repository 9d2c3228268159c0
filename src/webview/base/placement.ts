/** Sizes and places that are worked out, set through the object model: the page's policy forbids `style` attributes. */

import { Directive, directive, type ElementPart, type PartInfo, PartType } from 'lit/directive.js';
import { noChange } from 'lit/html.js';

/** Where an element is and how big it is, in pixels. */
export interface Place {
  readonly top?: number;
  readonly left?: number;
  readonly width?: number;
  readonly height?: number;
}

const sides = ['top', 'left', 'width', 'height'] as const;

abstract class Styled extends Directive {
  readonly #before = new Map<string, string>();

  constructor(part: PartInfo) {
    super(part);
    if (part.type !== PartType.ELEMENT) throw new Error('a size or place stands inside a tag');
  }

  protected set({ element }: ElementPart, property: string, value: string): void {
    if (!(element instanceof HTMLElement) || (this.#before.get(property) ?? '') === value) return;
    this.#before.set(property, value);
    element.style.setProperty(property, value);
  }
}

class Grow extends Styled {
  override update(part: ElementPart, [share]: [number | undefined]): typeof noChange {
    this.set(part, 'flex-grow', share === undefined ? '' : String(share));
    return noChange;
  }

  render(_share: number | undefined): typeof noChange {
    return noChange;
  }
}

class Placed extends Styled {
  override update(part: ElementPart, [place]: [Place]): typeof noChange {
    for (const side of sides) {
      const value = place[side];
      this.set(part, side, value === undefined ? '' : `${value}px`);
    }
    return noChange;
  }

  render(_place: Place): typeof noChange {
    return noChange;
  }
}

/** The share of the row, for bars: `<span ${grow(0.4)}>`. */
export const grow = directive(Grow);

/** What is laid out by calculation: `<div ${placed({ top: 4, left: 8 })}>`. */
export const placed = directive(Placed);
