/** Whether what is shown stays in its place. What is measured is what the browser laid out. */
import assert from 'node:assert/strict';
import type { FrameLocator, Locator } from 'playwright-core';

/** The parts of the DOM that are measured; tests know no DOM types. */
interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly width: number;
  readonly height: number;
}
interface Measured {
  readonly tagName: string;
  readonly className: string;
  readonly textContent: string | null;
  readonly scrollWidth: number;
  readonly clientWidth: number;
  readonly offsetHeight: number;
  readonly parentElement: Measured | null;
  getBoundingClientRect(): Box;
  querySelectorAll(selector: string): Iterable<Measured>;
}

/** The heights of elements, in pixels. In one step: what is found in one and measured in the next may be gone between them. */
export function heightsIn(within: Locator, selector: string): Promise<number[]> {
  return within.evaluate(
    (element, wanted) =>
      [...(element as unknown as Measured).querySelectorAll(wanted)].map(({ offsetHeight }) => offsetHeight),
    selector,
  );
}

/** All rows in sight are as high as the others, and nothing in them is outside of them. */
export async function assertRowsInPlace(pane: Locator): Promise<void> {
  const faults = await pane.evaluate(element => {
    const rows = (element as unknown as Measured).querySelectorAll('.monaco-list-row');
    const found: string[] = [];
    for (const row of rows) {
      const box = row.getBoundingClientRect();
      if (Math.abs(box.height - 22) > 0.5) found.push(`a row is ${box.height} high: ${row.textContent?.slice(0, 80)}`);
      for (const part of row.querySelectorAll('.monaco-icon-label, .label-name, .label-description, .actions')) {
        const inner = part.getBoundingClientRect();
        if (inner.height > box.height + 0.5)
          found.push(`${part.className} is ${inner.height} high: ${row.textContent?.slice(0, 80)}`);
      }
    }
    return found;
  });
  assert.deepEqual(faults, []);
}

/** The page of a webview is not wider than its window, and no element in it (or in a part of it) is wider than what holds it, unless that scrolls. */
export async function assertPageInPlace(webview: FrameLocator, part = webview.locator('body')): Promise<void> {
  const faults = await part.evaluate(within => {
    const page = globalThis as unknown as {
      readonly innerWidth: number;
      readonly document: { readonly documentElement: { readonly scrollWidth: number } };
      getComputedStyle(element: Measured): { readonly overflowX: string; readonly position: string };
    };
    const found: string[] = [];
    const { scrollWidth } = page.document.documentElement;
    if (scrollWidth > page.innerWidth) found.push(`the page is ${scrollWidth} wide in a window of ${page.innerWidth}`);
    const scrolls = (element: Measured | null): boolean =>
      element !== null && (page.getComputedStyle(element).overflowX !== 'visible' || scrolls(element.parentElement));
    for (const element of (within as unknown as Measured).querySelectorAll('*')) {
      const { right, left, width } = element.getBoundingClientRect();
      if (width === 0 || (right <= page.innerWidth + 1 && left >= -1)) continue;
      if (!scrolls(element.parentElement))
        found.push(
          `${element.tagName}.${element.className} from ${left} to ${right}: ${element.textContent?.slice(0, 60)}`,
        );
    }
    return found.slice(0, 10);
  });
  assert.deepEqual(faults, []);
}
