/** The palette, quick picks and input boxes. */
import type { Locator } from 'playwright-core';
import { askedNow } from './askedNow.ts';
import { eventually, patience, patiently, until } from './eventually.ts';
import { focusedNow } from './focusedNow.ts';
import { escaped, type Text } from './onPage.ts';
import { Rows } from './rows.ts';

/** Milliseconds in which the palette must do what it is told. */
const paletteTimeout = 15_000;
/** Milliseconds in which a question must come, whatever has to be read before it. */
const questionTimeout = 60_000;
/** Milliseconds after which a question that looks as before is taken for the next one. */
const sameAgain = 15_000;

export class Inputs extends Rows {
  /** Runs a command by its title, with its category as the palette shows it: `MTurk: Refresh`. */
  async command(title: string): Promise<void> {
    // The palette offers what was there when it was opened; in a window that is still opening, more comes.
    await patiently(async timeout => {
      await this.page.keyboard.press('F1');
      // What gets the keyboard at this moment closes it.
      await this.#asked(timeout);
      await this.#input.fill(`>${title}`, { timeout: paletteTimeout });
      try {
        await this.#entry(title).waitFor({ timeout });
        await this.pick(title, paletteTimeout);
      } catch (error) {
        await this.escape();
        throw error;
      }
    });
  }

  /** What the palette offers for a text; it is closed again. */
  async commands(text: string): Promise<string[]> {
    await this.page.keyboard.press('F1');
    await this.#asked(paletteTimeout);
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

  /** Waits until something is asked. Where nothing is, the error says what has the keyboard instead. */
  async #asked(timeout = questionTimeout): Promise<void> {
    try {
      await this.#input.waitFor({ timeout });
    } catch (cause) {
      const focused = await this.page.evaluate(focusedNow).catch(() => 'a page that does not answer');
      throw new Error(`Nothing was asked in ${timeout / 1000} s. The keyboard is in ${focused}.`, { cause });
    }
  }

  /** The entries of the open quick pick, as far as they are in sight. */
  async picks(): Promise<string[]> {
    const rows = this.#quickInput.locator('.quick-input-list .monaco-list-row');
    const labels = await rows
      .locator('.quick-input-list-rows .quick-input-list-row:first-child .label-name')
      .allTextContents();
    return labels.length > 0 ? labels : rows.locator('.label-name').allTextContents();
  }

  /** Chooses an entry of the open quick pick by its label, and sees the list go: the next question may stand in the same place. */
  async pick(text: Text, timeout?: number): Promise<void> {
    await this.#goes(() => this.#clickEntry(this.#entry(text), timeout), timeout);
  }

  #entry(text: Text): Locator {
    const name = text instanceof RegExp ? text : new RegExp(`^\\s*${escaped(text)}\\s*$`);
    return this.#entries.filter({ has: this.page.locator('.label-name').filter({ hasText: name }) }).first();
  }

  /** Ticks entries of a quick pick that takes many, and accepts. */
  async pickMany(...texts: Text[]): Promise<void> {
    for (const text of texts) await this.#tick(this.#entries.filter({ hasText: text }).first());
    await this.acceptTicked();
  }

  async acceptTicked(): Promise<void> {
    await this.#goes(() => this.#quickInput.getByRole('button', { name: 'OK' }).click());
  }

  /** Searches a quick pick that takes many, and ticks what it puts first: the text that the first entry then has. */
  async tickFound(search: string, text: Text): Promise<void> {
    await this.type(search);
    // While the list is still being searched, a click may meet the entry that takes the place of the one aimed at.
    const first = this.#entries.first();
    await first.filter({ hasText: text }).waitFor();
    await this.#tick(first);
  }

  async #tick(entry: Locator): Promise<void> {
    const isTicked = async () => (await entry.getAttribute('aria-checked')) === 'true';
    await eventually(async () => {
      if (await isTicked()) return;
      await this.#clickEntry(entry);
      await until('the entry is ticked', isTicked, 2000);
    });
  }

  /** Answers what is asked, and waits until it is asked no more. */
  async #goes(answer: () => Promise<void>, timeout = questionTimeout): Promise<void> {
    await this.#asked(timeout);
    const { question } = await this.page.evaluate(askedNow);
    await answer();
    const isGone = async () => (await this.page.evaluate(askedNow)).question !== question;
    // A list that asks the very same again never goes.
    await until('the question goes', isGone, sameAgain).catch(() => undefined);
  }

  get #entries(): Locator {
    return this.#quickInput.locator('.quick-input-list .monaco-list-row');
  }

  /** Clicks an entry as a person does: where the hover of an entry under the resting pointer covers it, the pointer is moved away first. */
  async #clickEntry(entry: Locator, timeout = patience): Promise<void> {
    await eventually(async () => {
      try {
        await entry.click({ timeout: 5000 });
      } catch (error) {
        await this.page.mouse.move(0, 0);
        throw error;
      }
    }, timeout);
  }

  /** Types into the open input box, accepts, and sees it taken: the next question may stand in the same box. */
  async answer(value: string): Promise<void> {
    await this.type(value);
    const { question } = await this.page.evaluate(askedNow);
    await this.page.keyboard.press('Enter');
    await until('the answer is taken', async () => {
      const now = await this.page.evaluate(askedNow);
      return now.typed !== value || now.question !== question;
    });
  }

  /** Types into the open input box or quick pick without accepting. */
  async type(value: string): Promise<void> {
    await this.#asked();
    await this.#input.fill(value);
  }

  /** The prompt, or the reason why the input is not taken, below the input box. */
  async inputMessage(): Promise<string> {
    return (await this.#quickInput.locator('.quick-input-message').textContent()) ?? '';
  }

  /** Placeholder and title of the open quick input, to know which question is asked. */
  async inputTitle(): Promise<string> {
    await this.#asked();
    const title = (await this.#quickInput.locator('.quick-input-title').textContent()) ?? '';
    return `${title} ${(await this.#input.getAttribute('placeholder')) ?? ''}`.trim();
  }

  async escape(): Promise<void> {
    await this.page.keyboard.press('Escape');
    await this.#quickInput.waitFor({ state: 'hidden', timeout: paletteTimeout });
  }
}
