/** crowd-button, crowd-icon-button and crowd-fab, and what marks things: crowd-icon and crowd-badge. */
import { CrowdElement, type Properties } from './element.ts';
import { formOf } from './form.ts';
import { iconElement } from './icons.ts';
import { afterListeners, make, setAttributes } from './make.ts';

abstract class Button extends CrowdElement {
  protected inner: HTMLButtonElement | undefined;

  protected override get focusGoesInside(): boolean {
    return true;
  }

  protected draw(root: ShadowRoot): void {
    this.inner = make('button', { type: 'button' });
    root.append(this.inner);
    // Neither a click by script nor one beside the button acts while it is disabled.
    this.addEventListener(
      'click',
      event => {
        if (!this.hasAttribute('disabled')) return;
        event.preventDefault();
        event.stopImmediatePropagation();
      },
      true,
    );
  }

  protected override refresh(): void {
    if (this.inner) this.inner.disabled = this.hasAttribute('disabled');
  }
}

export class CrowdButton extends Button {
  static override readonly properties: Properties = {
    name: 'text',
    value: 'text',
    disabled: 'flag',
    formAction: 'text',
    href: 'text',
    icon: 'text',
    iconAlign: 'text',
    iconUrl: 'text',
    loading: 'flag',
    target: 'text',
    variant: 'text',
  };

  protected override draw(root: ShadowRoot): void {
    super.draw(root);
    this.addEventListener('click', event => afterListeners(event, () => this.#act()));
  }

  protected override refresh(): void {
    const { inner } = this;
    if (!inner) return;
    super.refresh();
    const loading = this.hasAttribute('loading');
    const icon = this.text('icon-url') || this.text('icon');
    inner.className = this.text('variant', 'normal');
    setAttributes(inner, { 'aria-busy': loading ? 'true' : null, title: this.getAttribute('title') });
    const parts: Node[] = [make('slot')];
    if (icon) parts.splice(this.getAttribute('icon-align') === 'right' ? 1 : 0, 0, iconElement(icon));
    if (loading) parts.unshift(make('span', { class: 'spinner', 'aria-hidden': 'true' }));
    inner.replaceChildren(...parts);
  }

  #act(): void {
    if (this.hasAttribute('disabled')) return;
    const address = this.getAttribute('href');
    if (address) {
      // In the frame, whatever the page asks: the site around it is not the page's to leave.
      make('a', { href: address, target: this.getAttribute('target'), rel: 'noopener' }).click();
      return;
    }
    const form = formOf(this);
    const action = this.text('form-action', 'submit');
    if (action === 'submit') form?.requestSubmit();
    if (action === 'reset') form?.reset();
  }
}

/** Pages write these without an end tag, so that what follows is inside: it is shown after the button. */
abstract class Picture extends Button {
  protected override draw(root: ShadowRoot): void {
    super.draw(root);
    root.append(make('slot'));
  }
}

export class CrowdIconButton extends Picture {
  static override readonly properties: Properties = { disabled: 'flag', icon: 'text', title: 'text' };

  protected override refresh(): void {
    super.refresh();
    this.inner?.replaceChildren(iconElement(this.text('icon', 'help')));
    if (this.inner) {
      this.inner.className = 'round';
      this.inner.setAttribute('aria-label', this.text('title') || this.text('icon') || 'Button');
    }
  }
}

export class CrowdFab extends Picture {
  static override readonly properties: Properties = { disabled: 'flag', icon: 'text', label: 'text', title: 'text' };

  protected override refresh(): void {
    super.refresh();
    if (!this.inner) return;
    const label = this.text('label');
    this.inner.className = 'round fab primary';
    this.inner.setAttribute('aria-label', this.text('title') || label || this.text('icon') || 'Button');
    this.inner.replaceChildren(label ? [...label].slice(0, 2).join('') : iconElement(this.text('icon', 'help')));
  }
}

export class CrowdIcon extends CrowdElement {
  static override readonly properties: Properties = { icon: 'text', src: 'text' };
  #box: HTMLElement | undefined;

  protected draw(root: ShadowRoot): void {
    this.#box = make('span');
    root.append(this.#box);
  }

  protected override refresh(): void {
    const icon = this.text('src') || this.text('icon');
    this.#box?.replaceChildren(...(icon ? [iconElement(icon)] : []));
  }
}

/** Floats over the upper right corner of the element that `for` names, or of the one around it. */
export class CrowdBadge extends CrowdElement {
  static override readonly properties: Properties = { for: 'text', icon: 'text', label: 'text' };
  #box: HTMLElement | undefined;
  #sizes: ResizeObserver | undefined;

  protected draw(root: ShadowRoot): void {
    this.#box = make('span', { class: 'badge' });
    root.append(this.#box, make('slot'));
  }

  protected override refresh(): void {
    const icon = this.text('icon');
    this.#box?.replaceChildren(icon ? iconElement(icon) : this.text('label'));
    this.#sizes?.disconnect();
    this.#sizes = new ResizeObserver(() => this.#place());
    for (const each of [this.#target, document.body]) if (each) this.#sizes.observe(each);
  }

  disconnectedCallback(): void {
    this.#sizes?.disconnect();
  }

  get #target(): Element | null {
    const id = this.text('for');
    return (id && document.getElementById(id)) || this.parentElement;
  }

  #place(): void {
    const box = this.#box;
    const target = this.#target?.getBoundingClientRect();
    if (!box || !target) return;
    box.style.transform = '';
    const own = box.getBoundingClientRect();
    const left = Math.min(target.right - own.width / 2, document.documentElement.clientWidth - own.width);
    box.style.transform = `translate(${left - own.left}px, ${target.top - own.height / 2 - own.top}px)`;
  }
}
