/** What axe finds in a page or in the page of a webview. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Locator, Page } from 'playwright-core';

const source = readFileSync(new URL('../../../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');

interface AxeResult {
  readonly violations: readonly {
    readonly id: string;
    readonly impact?: string | null;
    readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
  }[];
}

/** Fails when axe finds something serious on the page, or in the document that an element is in; what is framed there is not ours. */
export async function assertAccessible(within: Page | Locator, name: string): Promise<void> {
  const document = 'goto' in within ? within : await (await within.elementHandle())?.ownerFrame();
  assert.ok(document, `${name} is there`);
  // Through the debugger, which the page's policy does not bind.
  await document.evaluate(source);
  const { violations } = await document.evaluate(
    async () =>
      (await (globalThis as unknown as { axe: { run(context: unknown, options: unknown): Promise<unknown> } }).axe.run(
        { exclude: [['iframe']] },
        { resultTypes: ['violations'] },
      )) as AxeResult,
  );
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  assert.deepEqual(
    serious.map(
      ({ id, nodes }) => `${name}: ${id}: ${nodes.map(node => `${node.html} ${node.failureSummary}`).join('; ')}`,
    ),
    [],
  );
}
