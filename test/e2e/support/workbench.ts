/**
 * The workbench as a person uses it. Every operation ends when VS Code has taken it. Each file beside this one adds a subject: views,
 * rows, inputs, messages; here is the rest.
 */
import { basename, join } from 'node:path';
import type { FrameLocator, Locator } from 'playwright-core';
import { eventually, patiently, until } from './eventually.ts';
import { Messages } from './messages.ts';
import type { Text } from './onPage.ts';
import { Session, type SessionOptions } from './session.ts';

export class Workbench extends Messages {
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

  // Status bar, editors, hovers

  /** A status bar entry by a part of its text. */
  statusBar(text: Text): Locator {
    return this.page.locator('.part.statusbar .statusbar-item').filter({ hasText: text }).first();
  }

  async statusBarText(): Promise<string> {
    return (await this.page.locator('.part.statusbar').innerText()).replace(/\s+/g, ' ').trim();
  }

  /** Shows a file of the workspace in an editor. */
  async openFile(name: string): Promise<void> {
    await eventually(async () => {
      await this.page.keyboard.press('ControlOrMeta+P');
      // By its whole path: a name is searched for in what VS Code knew of the folder before, where a new file is missing.
      await this.type(join(this.workspace, name));
      try {
        await this.pick(basename(name), 5000);
      } catch (error) {
        await this.escape();
        throw error;
      }
    });
    await this.tab(basename(name)).waitFor();
  }

  /** The tab of an open editor or panel. */
  tab(title: Text): Locator {
    return this.page.locator('.part.editor').getByRole('tab').filter({ hasText: title }).first();
  }

  /** The text of the hover that appears over something, when it says what is expected: what others say of the place may come first. */
  async hover(target: Locator, expected: RegExp = /./): Promise<string> {
    const hover = this.openHover;
    // A hover starts when the pointer comes in, and goes when what is below it is drawn anew: then the pointer comes in again.
    return patiently(async timeout => {
      await this.leaveHover();
      await target.hover();
      await hover.waitFor({ timeout });
      // VS Code says that it loads until the extension has told it what to show.
      return until(
        `the hover says ${expected}`,
        async () => {
          const text = (await hover.innerText({ timeout })).trim();
          return text !== 'Loading...' && expected.test(text) ? text : '';
        },
        timeout,
      );
    });
  }

  get openHover(): Locator {
    return this.page.locator('.monaco-hover:visible, .workbench-hover:visible').last();
  }

  /** Takes the pointer away, until no hover is in the way of anything. None reaches the editors' far edge. */
  async leaveHover(): Promise<void> {
    const { width, height } = this.page.viewportSize() ?? { width: 1400, height: 900 };
    // A window that was behind another one may miss where the pointer went; a person moves it again.
    await patiently(async timeout => {
      await this.page.mouse.move(width - 60, height / 2);
      await this.page.mouse.move(width - 30, height / 2);
      await this.openHover.waitFor({ state: 'hidden', timeout });
    });
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
