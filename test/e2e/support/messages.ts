/** Modal dialogs and notifications. */
import type { Locator } from 'playwright-core';
import { Inputs } from './inputs.ts';
import { label, type Text } from './onPage.ts';

export class Messages extends Inputs {
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

  /** Accepts the open modal dialog by the keyboard, once its button has it, and sees it close; gives back what the dialog said. */
  async acceptDialog(): Promise<string> {
    const text = await this.dialog();
    const box = this.page.locator('.monaco-dialog-box');
    await box.locator('.monaco-button:focus').waitFor();
    await this.page.keyboard.press('Enter');
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
}
