/** Rows of trees: finding, folding, selecting them, and their menus. */
import type { Locator } from 'playwright-core';
import { patiently, until } from './eventually.ts';
import { label, type Text } from './onPage.ts';
import { Views } from './views.ts';

export class Rows extends Views {
  /** A row of a tree by its text or its accessible name; the first that matches. */
  row(text: Text, within: Locator = this.page.locator('.part.sidebar')): Locator {
    return within.getByRole('treeitem').filter({ hasText: text }).first();
  }

  /** The rows of HITs, by what is read aloud of them: below a group that says their title they begin with what differs. */
  hits(title = '', within: Locator = this.page.locator('.part.sidebar')): Locator {
    return within.locator(`[role="treeitem"][aria-label*=${JSON.stringify(`${title}, HIT, `)}]`);
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
    const folds = async () => (await row.getAttribute('aria-expanded')) !== when;
    // Not the row itself: a click on it also runs the command that it may carry. One that is being refreshed may miss the click.
    await patiently(async timeout => {
      if (await folds()) return;
      await row.locator('.monaco-tl-twistie').click();
      await until('the row folds', folds, timeout);
    });
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
    let clicked = false;
    await patiently(async timeout => {
      const item = this.#menu.getByRole('menuitem', { name: label(path.at(-1) ?? path[0]) }).last();
      if (!clicked) {
        await this.#openMenuWith(row, path[0]);
        // A menu that closed by itself meanwhile is opened anew; once something was clicked, nothing may be chosen twice.
        for (const name of path)
          await this.#menu
            .getByRole('menuitem', { name: label(name) })
            .last()
            .hover({ timeout });
      }
      // For a moment after it opens, VS Code's menu lets no mouse button choose, so that the opening click can't.
      if (await item.isVisible()) {
        await item.click({ timeout });
        clicked = true;
      }
      await this.#menu.first().waitFor({ state: 'hidden', timeout: 500 });
    });
  }

  get #menu(): Locator {
    return this.page.locator('.monaco-menu-container, .context-view .monaco-menu');
  }

  /** A menu holds what its row had when it was opened; a person whose row has changed since closes it and opens it again. */
  async #openMenuWith(row: Locator, name: Text): Promise<void> {
    await patiently(async timeout => {
      await this.#openMenu(row);
      try {
        await this.#menu
          .getByRole('menuitem', { name: label(name) })
          .last()
          .waitFor({ timeout });
      } catch (error) {
        await this.page.keyboard.press('Escape');
        throw error;
      }
    });
  }

  async #openMenu(row: Locator): Promise<void> {
    const first = this.#menu.getByRole('menuitem').first();
    // A window behind another one draws no frames, so that nothing in its menu ever comes to rest.
    await this.page.bringToFront();
    // VS Code opens none for a row that it is drawing anew at that moment; a person clicks again.
    await patiently(async timeout => {
      if (await first.isVisible()) return;
      await row.scrollIntoViewIfNeeded();
      try {
        await row.click({ button: 'right', timeout });
      } catch (error) {
        // The hover of another row may lie over this one, until the pointer goes elsewhere.
        await this.page.mouse.move(0, 0);
        throw error;
      }
      await first.waitFor({ timeout });
    });
  }
}
