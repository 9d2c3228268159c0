/** What axe finds in a page or in the page of a webview. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Locator } from 'playwright-core';

const source = readFileSync(new URL('../../../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');

interface AxeResult {
  readonly violations: readonly {
    readonly id: string;
    readonly impact?: string | null;
    readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
  }[];
}

/** Fails when axe finds something serious in the document that an element is in. The page's policy does not bind the debugger. */
export async function assertAccessible(within: Locator, name: string): Promise<void> {
  const violations = await within.evaluate(async (_, axe) => {
    // biome-ignore lint/security/noGlobalEval: it runs in the page under test
    globalThis.eval(axe);
    const run = (globalThis as unknown as { axe: { run(options: unknown): Promise<AxeResult> } }).axe.run;
    return (await run({ resultTypes: ['violations'] })).violations;
  }, source);
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  assert.deepEqual(
    serious.map(
      ({ id, nodes }) => `${name}: ${id}: ${nodes.map(node => `${node.html} ${node.failureSummary}`).join('; ')}`,
    ),
    [],
  );
}
