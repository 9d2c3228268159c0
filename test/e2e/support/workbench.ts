/** The workbench as a person uses it: views, rows, menus, palette, dialogs, webviews. Every act ends when VS Code has taken it. */
import type { FrameLocator, Locator, Page } from 'playwright-core';
import { eventually, patience, until } from './eventually.ts';
import { Session, type SessionOptions } from './session.ts';

export type Text = string | RegExp;

/** A literal text as a pattern that matches it alone, but for the key binding that VS Code adds in parentheses. */
function label(text: Text): RegExp {
  return text instanceof RegExp ? text : new RegExp(`^${escaped(text)}( \\(.*\\))?$`);
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

export class Workbench {
  readonly session: Session;
  readonly page: Page;

  constructor(session: Session) {
    this.session = session;
    this.page = session.page;
    this.page.setDefaultTimeout(patience);
  }

  static async open(options?: SessionOptions): Promise<Workbench> {
    return new Workbench(await Session.open(options));
  }

  close(): Promise<void> {
    return this.session.close();
  }

  /** The folder that is open, a copy of the example. */
  get workspace(): string {
    return this.session.workspace;
  }

  // Views

  /** Shows a view container of the activity bar by its title. */
  async openView(container: string): Promise<void> {
    const tab = this.page.locator('.part.activitybar').getByRole('tab', { name: new RegExp(`^${escaped(container)}`) });
    await tab.waitFor();
    if ((await tab.getAttribute('aria-selected')) !== 'true') await tab.click();
    await this.page
      .locator('.part.sidebar .composite.title', { hasText: new RegExp(escaped(container), 'i') })
      .waitFor();
  }

  /** The badge's number on a container's icon, as text; empty when there is none. */
  async badge(container: string): Promise<string> {
    const item = this.page.locator('.part.activitybar .action-item', {
      has: this.page.locator(`[aria-label^="${container}"]`),
    });
    const badge = item.locator('.badge-content');
    return (await badge.count()) > 0 ? ((await badge.first().textContent()) ?? '') : '';
  }

  /** One view of the side bar, opened if it was folded. A view that is alone in its container has no header to be seen. */
  async view(title: string): Promise<Locator> {
    // The header's name varies with the view's description and with its being alone; the bar of its actions keeps the plain title.
    const pane = this.page.locator(`.part.sidebar .pane:has(> .pane-header [aria-label="${title} actions" i])`);
    await pane.waitFor();
    const header = pane.locator('> .pane-header');
    if ((await header.isVisible()) && (await header.getAttribute('aria-expanded')) === 'false') await header.click();
    return pane;
  }

  /** Runs an action in a view's title bar, or in the container's when the view is alone there. */
  async viewAction(view: string, action: Text): Promise<void> {
    const header = (await this.view(view)).locator('.pane-header');
    const alone = !(await header.isVisible());
    if (!alone) await header.hover();
    const bar = alone ? this.page.locator('.part.sidebar .composite.title') : header;
    await bar.getByRole('button', { name: label(action) }).click();
  }

  /** The text that a view shows while it has no rows, with its buttons: `welcome('HITs').getByRole('button', …)`. */
  async welcome(view: string): Promise<Locator> {
    return (await this.view(view)).locator('.welcome-view-content');
  }

  // Rows

  /** A row of a tree by its text or its accessible name; the first that matches. */
  row(text: Text, within: Locator = this.page.locator('.part.sidebar')): Locator {
    return within.getByRole('treeitem').filter({ hasText: text }).first();
  }

  /** The texts of all rows in sight, label and description in one. */
  async rows(within: Locator = this.page.locator('.part.sidebar')): Promise<string[]> {
    const texts = await within
      .getByRole('treeitem')
      .locator('.monaco-icon-label-container')
      .evaluateAll(labels =>
        labels.map(each =>
          [...each.querySelectorAll('.label-name, .label-description')].map(part => part.textContent).join(' '),
        ),
      );
    return texts.map(text => text.replace(/\s+/g, ' ').trim());
  }

  async expand(row: Locator): Promise<void> {
    await this.#fold(row, 'false');
  }

  async collapse(row: Locator): Promise<void> {
    await this.#fold(row, 'true');
  }

  async #fold(row: Locator, when: 'true' | 'false'): Promise<void> {
    await row.waitFor();
    if ((await row.getAttribute('aria-expanded')) !== when) return;
    // Not the row itself: a click on it also runs the command that it may carry.
    await row.locator('.monaco-tl-twistie').click();
    await until('the row folds', async () => (await row.getAttribute('aria-expanded')) !== when);
  }

  /** Selects several rows, as a person does with Ctrl held. */
  async select(...rows: Locator[]): Promise<void> {
    for (const [index, row] of rows.entries()) {
      await row.click(index === 0 ? {} : { modifiers: ['ControlOrMeta'] });
      await until('the row is selected', async () => (await row.getAttribute('aria-selected')) === 'true');
    }
  }

  /** Runs an inline action, which shows only while the pointer is on the row. */
  async rowAction(row: Locator, action: Text): Promise<void> {
    await row.hover();
    await row.getByRole('button', { name: label(action) }).click();
  }

  /** What a row's context menu offers; the menu is closed again. Greyed entries are told apart by `enabled`. */
  async menuItems(row: Locator): Promise<{ label: string; enabled: boolean }[]> {
    await this.#openMenu(row);
    const items = this.#menu.getByRole('menuitem');
    const found = await items.evaluateAll(elements =>
      elements.map(element => ({
        label: element.querySelector('.action-label')?.getAttribute('aria-label') ?? element.textContent ?? '',
        enabled: !element.classList.contains('disabled') && element.getAttribute('aria-disabled') !== 'true',
      })),
    );
    await this.page.keyboard.press('Escape');
    await this.#menu.first().waitFor({ state: 'hidden' });
    return found;
  }

  /** Right-clicks a row and chooses an entry; more names go down into submenus. */
  async choose(row: Locator, ...path: [Text, ...Text[]]): Promise<void> {
    await this.#openMenu(row);
    for (const [index, name] of path.entries()) {
      const item = this.#menu.getByRole('menuitem', { name: label(name) }).last();
      await item.hover();
      if (index < path.length - 1) continue;
      // For a moment after it opens, VS Code's menu lets no mouse button choose, so that the opening click can't.
      await eventually(async () => {
        if (await item.isVisible()) await item.click({ timeout: 1000 });
        await this.#menu.first().waitFor({ state: 'hidden', timeout: 500 });
      });
    }
  }

  get #menu(): Locator {
    return this.page.locator('.monaco-menu-container, .context-view .monaco-menu');
  }

  async #openMenu(row: Locator): Promise<void> {
    await row.scrollIntoViewIfNeeded();
    await row.click({ button: 'right' });
    await this.#menu.getByRole('menuitem').first().waitFor();
  }

  // Palette and inputs

  /** Runs a command by its title, with its category as the palette shows it: `MTurk: Refresh`. */
  async command(title: string): Promise<void> {
    await this.page.keyboard.press('F1');
    await this.#input.waitFor();
    await this.#input.fill(`>${title}`);
    await this.pick(title);
  }

  /** What the palette offers for a text; it is closed again. */
  async commands(text: string): Promise<string[]> {
    await this.page.keyboard.press('F1');
    await this.#input.waitFor();
    await this.#input.fill(`>${text}`);
    const found = await eventually(async () => {
      const labels = await this.picks();
      if (labels.length === 0) throw new Error('the palette is still empty');
      return labels;
    });
    await this.escape();
    return found;
  }

  get #quickInput(): Locator {
    return this.page.locator('.quick-input-widget:visible');
  }

  get #input(): Locator {
    return this.#quickInput.locator('.quick-input-box input');
  }

  /** The entries of the open quick pick, as far as they are in sight. */
  async picks(): Promise<string[]> {
    const rows = this.#quickInput.locator('.quick-input-list .monaco-list-row');
    const labels = await rows
      .locator('.quick-input-list-rows .quick-input-list-row:first-child .label-name')
      .allTextContents();
    return labels.length > 0 ? labels : rows.locator('.label-name').allTextContents();
  }

  /** Chooses an entry of the open quick pick by its label. */
  async pick(text: Text): Promise<void> {
    const name = text instanceof RegExp ? text : new RegExp(`^\\s*${escaped(text)}\\s*$`);
    const rows = this.#quickInput.locator('.quick-input-list .monaco-list-row');
    await rows
      .filter({ has: this.page.locator('.label-name').filter({ hasText: name }) })
      .first()
      .click();
  }

  /** Ticks entries of a quick pick that takes many, and accepts. */
  async pickMany(...texts: Text[]): Promise<void> {
    for (const text of texts)
      await this.#quickInput.locator('.quick-input-list .monaco-list-row').filter({ hasText: text }).first().click();
    await this.#quickInput.getByRole('button', { name: 'OK' }).click();
  }

  /** Types into the open input box, accepts, and sees it taken: the next question may stand in the same box. */
  async answer(value: string): Promise<void> {
    await this.type(value);
    await this.page.keyboard.press('Enter');
    await until('the answer is taken', async () => {
      const boxes = await this.#input.all();
      const values = await Promise.all(boxes.map(box => box.inputValue({ timeout: 500 }).catch(() => '')));
      return !values.includes(value);
    });
  }

  /** Types into the open input box or quick pick without accepting. */
  async type(value: string): Promise<void> {
    await this.#input.waitFor();
    await this.#input.fill(value);
  }

  /** The prompt, or the reason why the input is not taken, below the input box. */
  async inputMessage(): Promise<string> {
    return (await this.#quickInput.locator('.quick-input-message').textContent()) ?? '';
  }

  /** Placeholder and title of the open quick input, to know which question is asked. */
  async inputTitle(): Promise<string> {
    await this.#input.waitFor();
    const title = (await this.#quickInput.locator('.quick-input-title').textContent()) ?? '';
    return `${title} ${(await this.#input.getAttribute('placeholder')) ?? ''}`.trim();
  }

  async escape(): Promise<void> {
    await this.page.keyboard.press('Escape');
    await this.#quickInput.waitFor({ state: 'hidden' });
  }

  // Messages

  /** The text of the open modal dialog, message and detail. */
  async dialog(): Promise<string> {
    const box = this.page.locator('.monaco-dialog-box');
    await box.waitFor();
    return (await box.locator('.dialog-message-container').innerText()).trim();
  }

  /** Presses a button of the open modal dialog and sees it close; gives back what the dialog said. */
  async clickDialog(button: Text): Promise<string> {
    const text = await this.dialog();
    const box = this.page.locator('.monaco-dialog-box');
    await box.getByRole('button', { name: label(button) }).click();
    await box.waitFor({ state: 'hidden' });
    return text;
  }

  /** The texts of the notifications in sight. */
  async notifications(): Promise<string[]> {
    const toasts = this.page.locator('.notifications-toasts .notification-list-item-message');
    return (await toasts.allInnerTexts()).map(text => text.trim());
  }

  /** Waits for a notification and gives its text. */
  async notification(text: Text): Promise<string> {
    const message = this.#toast(text).locator('.notification-list-item-message');
    await message.waitFor();
    return (await message.innerText()).trim();
  }

  async clickNotification(text: Text, button: Text): Promise<void> {
    await this.#toast(text)
      .getByRole('button', { name: label(button) })
      .click();
  }

  async clearNotifications(): Promise<void> {
    if ((await this.page.locator('.notifications-toasts .notification-toast').count()) === 0) return;
    await this.command('Notifications: Clear All Notifications');
    await this.page.locator('.notifications-toasts .notification-toast').first().waitFor({ state: 'hidden' });
  }

  #toast(text: Text): Locator {
    return this.page.locator('.notifications-toasts .notification-toast').filter({ hasText: text }).first();
  }

  // Status bar, editors, hovers

  /** A status bar entry by a part of its text. */
  statusBar(text: Text): Locator {
    return this.page.locator('.part.statusbar .statusbar-item').filter({ hasText: text }).first();
  }

  async statusBarText(): Promise<string> {
    return (await this.page.locator('.part.statusbar').innerText()).replace(/\s+/g, ' ').trim();
  }

  /** The tab of an open editor or panel. */
  tab(title: Text): Locator {
    return this.page.locator('.part.editor').getByRole('tab').filter({ hasText: title }).first();
  }

  /** The text of the hover that appears over something. */
  async hover(target: Locator): Promise<string> {
    const hover = this.page.locator('.monaco-hover:visible, .workbench-hover:visible').last();
    // Away first, until an earlier hover is gone: a hover starts when the pointer comes in.
    await this.page.mouse.move(700, 450);
    await hover.waitFor({ state: 'hidden' });
    await target.hover();
    await hover.waitFor();
    return (await hover.innerText()).trim();
  }

  // Webviews

  /** The content of a webview: the visible one, or the nth of several. */
  webview(nth = 0): FrameLocator {
    return this.page
      .locator('iframe.webview.ready:visible')
      .nth(nth)
      .contentFrame()
      .locator('iframe#active-frame')
      .contentFrame();
  }
}
