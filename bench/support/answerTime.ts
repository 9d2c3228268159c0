/** How long a view of the real workbench takes from a key or a click to its rows, and how long the window stands still meanwhile. */
import type { Locator } from 'playwright-core';
import type { Workbench } from '../../test/e2e/support/workbench.ts';
import { milliseconds, type Report } from '../explorer/listing.ts';
import { median } from './measure.ts';

/** Odd, for a middle one. */
export const times = 7;

interface Answer {
  /** From the key or click to the rows, in ms. */
  readonly taken: number;
  readonly block: number;
}

export async function timed(
  { page }: Workbench,
  pane: Locator,
  sign: Sign,
  operation: () => Promise<void>,
): Promise<Answer> {
  await page.evaluate(forgetLongTasks);
  // It watches before the operation begins, or a quick one would go by.
  await pane.evaluate(watchForAnswer, sign);
  await operation();
  return { taken: await page.evaluate(answerTime), block: await page.evaluate(longestTask) };
}

export async function reportTimes(
  report: Report,
  what: string,
  count: number,
  operation: (time: number) => Promise<Answer>,
  wanted = '< 100 ms',
): Promise<void> {
  const answers: Answer[] = [];
  for (let time = 0; time < count; time += 1) answers.push(await operation(time));
  const taken = answers.map(each => each.taken);
  report(`workbench: ${what}, from the key or click to the rows, median`, milliseconds(median(taken)), wanted);
  report(`workbench: ${what}, the slowest of ${count}`, milliseconds(Math.max(...taken)));
  const block = Math.max(...answers.map(each => each.block));
  report(`workbench: longest block, ${what}`, milliseconds(block), '< 100 ms');
}

interface Watching {
  longTasks: number[];
  answered: Promise<number>;
}

/** What shows that the view has answered: rows that read differently, or rows below another. */
export type Sign = 'other rows' | 'deeper rows';

/** What of a page's objects is used here; Node's types do not know them. */
interface PageElement {
  querySelectorAll(selector: string): Iterable<{ readonly textContent: string }>;
}
interface Page {
  addEventListener(name: string, listener: (event: { timeStamp: number }) => void, capture: boolean): void;
  requestAnimationFrame(callback: () => void): void;
  MutationObserver: new (
    callback: () => void,
  ) => { observe(target: unknown, what: Record<string, boolean>): void; disconnect(): void };
}

/** Runs in the page: begins to measure from the last key or click until the view shows the sign in a frame. */
function watchForAnswer(view: unknown, sign: Sign): void {
  const page = globalThis as unknown as Page & Watching;
  const pane = view as PageElement;
  const rows = sign === 'other rows' ? '[role=treeitem]' : '[aria-level="2"]';
  const look = () => [...pane.querySelectorAll(rows)].map(({ textContent }) => textContent).join('\n');
  const before = look();
  let from: number | undefined;
  for (const name of ['keydown', 'mouseup'])
    page.addEventListener(
      name,
      ({ timeStamp }) => {
        from = timeStamp;
      },
      true,
    );
  page.answered = new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error(`The view shows no ${sign}`)), 20_000);
    const observer = new page.MutationObserver(() => {
      const after = look();
      if (from === undefined || after === before) return;
      const since = from;
      observer.disconnect();
      page.requestAnimationFrame(() => resolve(performance.now() - since));
    });
    observer.observe(view, { subtree: true, childList: true, characterData: true });
  });
}

/** Runs in the page: milliseconds. */
function answerTime(): Promise<number> {
  return (globalThis as unknown as Watching).answered;
}

/** Runs in the page: notes how long each task holds the window up; the browser tells of those over 50 ms. */
export function watchLongTasks(): void {
  const here = globalThis as unknown as Watching;
  here.longTasks = [];
  new PerformanceObserver(list => {
    here.longTasks.push(...list.getEntries().map(({ duration }) => duration));
    // Node's types do not know what browsers observe.
  }).observe({ type: 'longtask' as 'measure' });
}

export function forgetLongTasks(): void {
  (globalThis as unknown as Watching).longTasks = [];
}

export function longestTask(): number {
  return Math.max(0, ...(globalThis as unknown as Watching).longTasks);
}
