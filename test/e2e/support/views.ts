/** Views of the side bar and their actions. */
import type { Locator } from 'playwright-core';
import { until } from './eventually.ts';
import { escaped, label, OnPage, type Text } from './onPage.ts';

/** Where a header has its arrow. In its middle, an action of the view may come up under the pointer. */
const onTitle = { x: 10, y: 10 };

export class Views extends OnPage {
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
    if ((await header.isVisible()) && (await header.getAttribute('aria-expanded')) === 'false')
      await header.click({ position: onTitle });
    return pane;
  }

  /** Folds a view of the side bar, which leaves its place to the others. */
  async foldView(title: string): Promise<void> {
    const header = (await this.view(title)).locator('> .pane-header');
    await header.click({ position: onTitle });
    await until(`${title} is folded`, async () => (await header.getAttribute('aria-expanded')) === 'false');
  }

  /** Shows one view of the side bar, and folds all others. */
  async viewAlone(title: string): Promise<Locator> {
    const shown = await this.view(title);
    const others = this.page
      .locator('.part.sidebar .pane > .pane-header[aria-expanded="true"]')
      .filter({ hasNot: this.page.locator(`[aria-label="${title} actions" i]`) });
    await until(`${title} is alone`, async () => {
      const other = others.first();
      if ((await other.count()) === 0) return true;
      await other.click({ position: onTitle });
      return (await others.count()) === 0;
    });
    return shown;
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
}
