/** Watches a page that shows what strangers wrote: whether any of it runs, asks a host for something, or leads away. */
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { canary, marker } from '../../support/hostile/corpus.ts';

export class Watch {
  readonly #page: Page;
  readonly #address: string;
  readonly #faults: string[] = [];

  /** From now on; what the page asks of its own server is its own business. */
  constructor(page: Page) {
    this.#page = page;
    this.#address = page.url();
    const { host } = new URL(this.#address);
    const context = page.context();
    context.on('request', request => {
      const url = new URL(request.url());
      const own =
        url.host === host || url.host.endsWith('.vscode-cdn.net') || ['data:', 'blob:'].includes(url.protocol);
      if (!own || request.url().includes(canary)) this.#faults.push(`asked for ${request.url().slice(0, 200)}`);
    });
    context.on('page', opened => this.#faults.push(`opened ${opened.url()}`));
    page.on('dialog', dialog => {
      this.#faults.push(`a dialog of the page: ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on('download', download => this.#faults.push(`downloaded ${download.url()}`));
    page.on('console', message => {
      const text = message.text();
      // A parser without effects notes handlers and bases that it comes by, too; these alone were about to happen.
      if (
        /content security policy/i.test(text) &&
        /^(Loading|Connecting|Framing|Executing inline script|Refused)/.test(text)
      )
        this.#faults.push(`tried, and was stopped: ${text.slice(0, 300)}`);
    });
  }

  /** Nothing ran, nothing was asked for, nobody left. */
  async assertQuiet(): Promise<void> {
    for (const frame of this.#page.frames()) {
      const ran = await frame.evaluate(name => name in globalThis, marker).catch(() => false);
      if (ran) this.#faults.push(`ran in ${frame.url()}`);
    }
    assert.equal(new URL(this.#page.url()).origin, new URL(this.#address).origin);
    assert.deepEqual(this.#faults.splice(0), []);
  }
}
