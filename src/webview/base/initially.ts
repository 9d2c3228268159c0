/** What an element has when it is made, and the reader owns from then on: no later update touches it. */

import { Directive, directive, type ElementPart, type PartInfo, PartType } from 'lit/directive.js';
import { noChange } from 'lit/html.js';

export interface Beginning {
  readonly open?: boolean;
  readonly value?: string;
  /** An element that is made elsewhere. It is kept as long as this one, which has no other content. */
  readonly content?: () => Element;
}

class Initially extends Directive {
  #done = false;

  constructor(part: PartInfo) {
    super(part);
    if (part.type !== PartType.ELEMENT) throw new Error('`initially` stands inside a tag');
  }

  override update({ element }: ElementPart, [{ open, value, content }]: [Beginning]): typeof noChange {
    if (this.#done) return noChange;
    this.#done = true;
    if (open) element.setAttribute('open', '');
    if (value) element.setAttribute('value', value);
    if (content) element.append(content());
    return noChange;
  }

  render(_beginning: Beginning): typeof noChange {
    return noChange;
  }
}

/** `<details ${initially({ open: true })}>` */
export const initially = directive(Initially);
