/** What surrounds the fields: cards, alerts, instructions, tabs; and what stands where an element is not covered. */
import { make, styleElement } from './field.ts';

/** Draws itself once, around its content. */
abstract class Box extends HTMLElement {
  #drawn = false;

  protected abstract draw(root: ShadowRoot): void;

  connectedCallback(): void {
    if (this.#drawn) return;
    this.#drawn = true;
    const root = this.attachShadow({ mode: 'open' });
    root.append(styleElement());
    this.draw(root);
  }
}

/** Instructions that open when asked for. */
export class Instructions extends Box {
  protected draw(root: ShadowRoot): void {
    const header = this.getAttribute('header') ?? this.getAttribute('link-text') ?? 'Instructions';
    root.append(make('details', { class: 'box' }, make('summary', {}, header), make('slot')));
  }
}

export class Plain extends Box {
  protected draw(root: ShadowRoot): void {
    root.append(make('slot'));
  }
}
export class ShortInstructions extends Plain {}
export class ClassificationTarget extends Plain {}

export class CrowdCard extends Box {
  protected draw(root: ShadowRoot): void {
    const box = make('div', { class: 'box' });
    const heading = this.getAttribute('heading');
    const image = this.getAttribute('image');
    if (heading) box.append(make('h2', {}, heading));
    if (image) box.append(make('img', { src: image, alt: '' }));
    box.append(make('slot'));
    root.append(box);
  }
}

export class CrowdAlert extends Box {
  protected draw(root: ShadowRoot): void {
    const type = this.getAttribute('type');
    const tone = type === 'error' ? ' bad' : type === 'success' ? ' good' : '';
    const box = make('div', { class: `box${tone}`, role: type === 'error' ? 'alert' : 'status' }, make('slot'));
    if (this.hasAttribute('dismissible')) {
      const button = make('button', { type: 'button', class: 'link' }, 'Dismiss');
      button.addEventListener('click', () => this.remove());
      box.append(button);
    }
    root.append(box);
  }
}

export class CrowdTab extends Plain {}

export class CrowdTabs extends HTMLElement {
  connectedCallback(): void {
    if (document.readyState === 'loading') addEventListener('DOMContentLoaded', () => this.#draw(), { once: true });
    else this.#draw();
  }

  #draw(): void {
    if (this.shadowRoot) return;
    const tabs = [...this.querySelectorAll<HTMLElement>(':scope > crowd-tab')];
    const buttons = tabs.map((tab, index) => {
      const button = make('button', { type: 'button', role: 'tab' }, tab.getAttribute('header') ?? `Tab ${index + 1}`);
      button.addEventListener('click', () => choose(index));
      return button;
    });
    const choose = (chosen: number): void => {
      for (const [index, tab] of tabs.entries()) tab.hidden = index !== chosen;
      for (const [index, button] of buttons.entries()) button.setAttribute('aria-selected', String(index === chosen));
    };
    const root = this.attachShadow({ mode: 'open' });
    root.append(styleElement(), make('div', { class: 'tabs', role: 'tablist' }, ...buttons), make('slot'));
    choose(0);
  }
}

/** Says that the element of this name does nothing here. */
export function notCovered(name: string): CustomElementConstructor {
  return class extends Box {
    protected draw(root: ShadowRoot): void {
      const words = `Local’s stand-in for Amazon’s elements does not cover <${name}>: it gives no answer here.`;
      root.append(make('div', { class: 'box bad', role: 'note' }, words), make('slot'));
    }
  };
}
