/** What opens over the task: crowd-modal, and the instructions with their regions. */
import { CrowdElement, type Properties } from './element.ts';
import { freshId, make } from './make.ts';

/** A button or link that opens a window. */
abstract class Opener extends CrowdElement {
  static override readonly properties: Properties = { linkText: 'text', linkType: 'text', opened: 'flag' };
  #trigger: HTMLButtonElement | undefined;
  #dialog: HTMLDialogElement | undefined;

  protected abstract readonly words: string;
  protected abstract content(): Node[];

  protected draw(root: ShadowRoot): void {
    const trigger = make('button', { type: 'button', 'aria-haspopup': 'dialog' });
    const close = make('button', { type: 'button', class: 'close', 'aria-label': 'Close' }, '✕');
    const dialog = make('dialog', {}, close, ...this.content());
    this.#trigger = trigger;
    this.#dialog = dialog;
    trigger.addEventListener('click', () => this.open());
    close.addEventListener('click', () => this.close());
    dialog.addEventListener('close', () => this.close());
    // A click beside the window is one on the dialog itself.
    dialog.addEventListener('click', event => event.target === dialog && this.close());
    root.append(trigger, dialog);
  }

  protected override refresh(): void {
    const [trigger, dialog] = [this.#trigger, this.#dialog];
    if (!trigger || !dialog) return;
    trigger.textContent = this.text('link-text') || this.words;
    trigger.className = this.text('link-type', 'link') === 'button' ? 'normal' : 'link';
    dialog.setAttribute('aria-label', trigger.textContent);
    const opened = this.hasAttribute('opened');
    if (opened && !dialog.open) dialog.showModal();
    if (!opened && dialog.open) dialog.close();
  }

  open(): void {
    this.setAttribute('opened', '');
  }

  close(): void {
    this.removeAttribute('opened');
  }
}

export class CrowdModal extends Opener {
  protected readonly words = 'Click to open modal';

  protected content(): Node[] {
    return [make('slot')];
  }
}

/** The regions of crowd-instructions, by tab. */
const pages = [
  ['Summary', ['short-summary']],
  ['Detailed Instructions', ['detailed-instructions']],
  ['Examples', ['positive-example', 'negative-example']],
] as const;

export class CrowdInstructions extends Opener {
  protected readonly words = 'Click for instructions';

  protected content(): Node[] {
    const list = make('div', { class: 'tabs', role: 'tablist' });
    const panels = pages.map(([title, regions], index) => {
      const id = freshId();
      const slots = regions.map(region => make('slot', { name: region }));
      const panel = make('div', { role: 'tabpanel', id, 'aria-label': title }, ...slots);
      const tab = make('button', { type: 'button', role: 'tab', 'aria-controls': id }, title);
      tab.addEventListener('click', () => choose(index));
      list.append(tab);
      // Regions come as the page is read; a tab without any is not shown.
      for (const slot of slots) slot.addEventListener('slotchange', () => settle());
      return { tab, panel, slots };
    });
    let chosen = 0;
    const choose = (index: number): void => {
      chosen = index;
      settle();
    };
    const settle = (): void => {
      const filled = panels.map(({ slots }) => slots.some(slot => slot.assignedElements().length > 0));
      const shown = filled[chosen] ? chosen : filled.indexOf(true);
      for (const [index, { tab, panel }] of panels.entries()) {
        tab.hidden = !filled[index];
        panel.hidden = index !== shown;
        tab.setAttribute('aria-selected', String(index === shown));
      }
      list.hidden = filled.filter(Boolean).length < 2;
    };
    settle();
    return [list, ...panels.map(({ panel }) => panel), make('slot')];
  }
}

/** A part of instructions: a page of crowd-instructions, or, anywhere else, just shown. */
export class Region extends CrowdElement {
  protected heading: string | undefined;

  protected draw(root: ShadowRoot): void {
    if (this.heading) root.append(make('h2', {}, this.heading));
    root.append(make('slot'));
  }

  protected override refresh(): void {
    if (this.parentElement instanceof CrowdInstructions) this.slot = this.localName;
  }
}

export class PositiveExample extends Region {
  protected override heading = 'Good example';
}

export class NegativeExample extends Region {
  protected override heading = 'Bad example';
}

/** Instructions that open in place when asked for; as a region of crowd-instructions they are simply there. */
export class FullInstructions extends CrowdElement {
  static override readonly properties: Properties = { header: 'text' };
  #summary: HTMLElement | undefined;
  #details: HTMLDetailsElement | undefined;

  protected draw(root: ShadowRoot): void {
    this.#summary = make('summary');
    this.#details = make('details', { class: 'box' }, this.#summary, make('slot'));
    root.append(this.#details);
  }

  protected override refresh(): void {
    if (this.#summary) this.#summary.textContent = this.text('header') || 'Instructions';
    if (!(this.parentElement instanceof CrowdInstructions)) return;
    this.slot = this.localName;
    this.#summary?.remove();
    if (this.#details) {
      this.#details.className = '';
      this.#details.open = true;
    }
  }
}
