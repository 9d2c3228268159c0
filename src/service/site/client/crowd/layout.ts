/** What surrounds the fields: cards, alerts, tabs, toasts; and the note in place of an element that is not covered. */
import { CrowdElement, type CrowdElementClass, type Properties } from './element.ts';
import { freshId, make } from './make.ts';

/** Shows its content as it is. */
export class Plain extends CrowdElement {
  protected draw(root: ShadowRoot): void {
    root.append(make('slot'));
  }
}

export class CrowdCard extends CrowdElement {
  static override readonly properties: Properties = { heading: 'text', image: 'text' };
  #heading: HTMLElement | undefined;
  #image: HTMLImageElement | undefined;

  protected draw(root: ShadowRoot): void {
    this.#heading = make('h2', { hidden: true });
    this.#image = make('img', { alt: '', hidden: true });
    root.append(make('div', { class: 'box' }, this.#heading, this.#image, make('slot')));
  }

  protected override refresh(): void {
    const [heading, image] = [this.text('heading'), this.text('image')];
    if (this.#heading) {
      this.#heading.textContent = heading;
      this.#heading.hidden = heading === '';
    }
    if (!this.#image) return;
    this.#image.hidden = image === '';
    if (image !== '' && this.#image.getAttribute('src') !== image) this.#image.src = image;
  }
}

const tones: ReadonlyMap<string, string> = new Map([
  ['error', 'bad'],
  ['success', 'good'],
  ['warning', 'warning'],
]);

export class CrowdAlert extends CrowdElement {
  static override readonly properties: Properties = { type: 'text', dismissible: 'flag' };
  #box: HTMLElement | undefined;
  #button: HTMLButtonElement | undefined;

  protected draw(root: ShadowRoot): void {
    this.#button = make('button', { type: 'button', class: 'link' }, 'Dismiss');
    this.#button.addEventListener('click', () => this.remove());
    this.#box = make('div', {}, make('slot'), this.#button);
    root.append(this.#box);
  }

  protected override refresh(): void {
    const type = this.text('type', 'info');
    if (this.#box) {
      this.#box.className = `box ${tones.get(type) ?? ''}`.trim();
      this.#box.setAttribute('role', type === 'error' ? 'alert' : 'status');
    }
    if (this.#button) this.#button.hidden = !this.hasAttribute('dismissible');
  }
}

export class CrowdTab extends Plain {
  static override readonly properties: Properties = { header: 'text' };
}

/** Shows one of its tabs at a time. */
export class CrowdTabs extends CrowdElement {
  static override readonly properties: Properties = { selected: 'number' };
  #list: HTMLElement | undefined;

  protected draw(root: ShadowRoot): void {
    this.#list = make('div', { class: 'tabs', role: 'tablist' });
    const slot = make('slot');
    slot.addEventListener('slotchange', () => this.refresh());
    root.append(this.#list, slot);
    this.#list.addEventListener('keydown', event => this.#onKey(event));
    new MutationObserver(() => this.refresh()).observe(this, { attributeFilter: ['header'], subtree: true });
    this.addEventListener('invalid', event => this.#reveal(event.target), true);
  }

  #revealing = false;

  /** A field that holds the form back on a tab that is not shown could not be pointed to: the first one's tab is shown. */
  #reveal(field: EventTarget | null): void {
    if (this.#revealing || !(field instanceof Element)) return;
    this.#revealing = true;
    setTimeout(() => {
      this.#revealing = false;
    });
    const index = this.#tabs.findIndex(tab => tab.contains(field));
    if (index >= 0) this.#choose(index, false);
  }

  protected override refresh(): void {
    const tabs = this.#tabs;
    const chosen = Math.min(Math.max(Math.trunc(this.number('selected', 0)), 0), Math.max(tabs.length - 1, 0));
    const buttons = tabs.map((tab, index) => {
      tab.hidden = index !== chosen;
      tab.id ||= freshId();
      tab.setAttribute('role', 'tabpanel');
      const words = tab.getAttribute('header') ?? `Tab ${index + 1}`;
      tab.setAttribute('aria-label', words);
      const button = make(
        'button',
        {
          type: 'button',
          role: 'tab',
          'aria-selected': String(index === chosen),
          tabindex: index === chosen ? '0' : '-1',
        },
        words,
      );
      button.addEventListener('click', () => this.#choose(index, false));
      return button;
    });
    this.#list?.replaceChildren(...buttons);
  }

  get #tabs(): HTMLElement[] {
    return [...this.querySelectorAll<HTMLElement>(':scope > crowd-tab')];
  }

  #choose(index: number, focus: boolean): void {
    this.setAttribute('selected', String(index));
    if (focus) this.#list?.querySelector<HTMLElement>('[aria-selected="true"]')?.focus();
  }

  #onKey(event: KeyboardEvent): void {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const count = this.#tabs.length;
    if (step === undefined || count === 0) return;
    event.preventDefault();
    this.#choose((this.number('selected', 0) + step + count) % count, true);
  }
}

/** A message that goes away after a while; the latest takes the place of the one before. */
export class CrowdToast extends CrowdElement {
  static override readonly properties: Properties = { duration: 'number', text: 'text', opened: 'flag' };
  static #shown: CrowdToast | undefined;
  #box: HTMLElement | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  protected draw(root: ShadowRoot): void {
    this.#box = make('div', { class: 'toast', role: 'status' });
    root.append(this.#box);
  }

  protected override refresh(): void {
    const box = this.#box;
    if (!box) return;
    const opened = this.hasAttribute('opened');
    box.hidden = !opened;
    clearTimeout(this.#timer);
    if (!opened) return;
    box.replaceChildren(this.text('text'), make('slot'));
    if (CrowdToast.#shown !== this) CrowdToast.#shown?.close();
    CrowdToast.#shown = this;
    const duration = this.number('duration', 3000);
    if (duration > 0) this.#timer = setTimeout(() => this.close(), Math.min(duration, 2 ** 31 - 1));
  }

  open(): void {
    this.setAttribute('opened', '');
  }

  show(): void {
    this.open();
  }

  close(): void {
    this.removeAttribute('opened');
  }

  hide(): void {
    this.close();
  }
}

/** Says that the element of this name does nothing here. */
export function notCovered(name: string): CrowdElementClass {
  return class extends CrowdElement {
    protected draw(root: ShadowRoot): void {
      const words = `Local does not cover <${name}>. You can’t work with it here, and it gives no answer.`;
      root.append(make('div', { class: 'box bad', role: 'note' }, words), make('slot'));
    }
  };
}
