/** The same account in a real workbench: how long the window stands still, and what the extension host grows by. */
import { globSync, readFileSync } from 'node:fs';
import type { Locator } from 'playwright-core';
import { until } from '../../test/e2e/support/eventually.ts';
import { localAtService } from '../../test/e2e/support/localAtService.ts';
import type { Workbench } from '../../test/e2e/support/workbench.ts';
import { median } from '../support/measure.ts';
import { withWorkbenchOn } from '../support/onDatabase.ts';
import { withCopy } from './data.ts';
import { megabytes, milliseconds, type Report } from './listing.ts';
import { inspectable, LiveHeap } from './liveHeap.ts';

export async function measureWorkbench(report: Report): Promise<void> {
  await withCopy(file => withWorkbenchOn(file, { env: inspectable }, workbench => measure(workbench, report)));
}

async function measure(workbench: Workbench, report: Report): Promise<void> {
  const { page, session } = workbench;
  const pane = await workbench.view('HITs');
  const host = hostOf(session.server.dataDir);
  const heap = await LiveHeap.of(host);
  const before = { live: await heap.used(), resident: residentOf(host) };
  const grown = async (what: string) => {
    const resident = residentOf(host);
    report(`extension host: live growth, ${what}`, megabytes((await heap.used()) - before.live), '< 80 MB');
    report(`extension host: resident growth, ${what}`, megabytes(resident - before.resident));
    report(`extension host: the same, collected`, megabytes(residentOf(host) - before.resident));
  };
  await page.evaluate(watchLongTasks);
  await workbench.command('MTurk: Start Local');
  const started = performance.now();
  await pane.getByRole('treeitem').nth(3).waitFor();
  report('workbench: first rows after the start of Local', milliseconds(performance.now() - started));
  await page.evaluate(forgetLongTasks);
  await until('everything is listed', async () => (await pane.innerText()).includes('updated'), 120_000);
  report('workbench: longest block while loading', milliseconds(await page.evaluate(longestTask)), '< 100 ms');
  await grown('everything listed');
  await until(
    'all that waits is listed',
    async () => !(await page.locator('.part.sidebar').innerText()).includes('so far'),
    120_000,
  );
  await grown('what waits listed');
  heap.close();

  const choose = async (command: string, entry: string, sign: Sign = 'other rows') => {
    await workbench.command(command);
    return timed(workbench, pane, sign, () => workbench.pick(entry));
  };
  const filter = async (line: string) => {
    await workbench.command('MTurk: Filter HITs…');
    await workbench.type(line);
    const taken = await timed(workbench, pane, 'other rows', () => page.keyboard.press('Enter'));
    await workbench.command('MTurk: Clear HITs Filter');
    await until('all show again', async () => !(await pane.innerText()).includes('of 10,000'));
    return taken;
  };
  const unfold = async () => {
    const twistie = pane.getByRole('treeitem').first().locator('.monaco-tl-twistie');
    const taken = await timed(workbench, pane, 'deeper rows', () => twistie.click());
    await twistie.click();
    await until('it is folded', async () => (await pane.locator('[aria-level="2"]').count()) === 0);
    return taken;
  };
  const sortings = ['Title', 'Newest first'];
  const lines = ['status:unreviewed birds', '"receipts 2"', 'status:unreviewed colour', '-colour birds'];
  const groupings = ['Annotation or HIT type', 'HIT type', 'Day of creation'];
  await reportTimes(report, 'sort', times, time => choose('MTurk: Sort HITs…', sortings[time % sortings.length] ?? ''));
  await reportTimes(report, 'filter', times, time => filter(lines[time % lines.length] ?? ''));
  await reportTimes(report, 'group', times, time =>
    choose('MTurk: Group HITs…', groupings[time % groupings.length] ?? ''),
  );
  await reportTimes(report, 'unfold', times, unfold);
  process.kill(localAtService(workbench).local.pid);
}

/** Odd, for a middle one. */
const times = 7;

interface Answer {
  /** From the key or click to the rows, in ms. */
  readonly taken: number;
  readonly block: number;
}

async function timed({ page }: Workbench, pane: Locator, sign: Sign, operation: () => Promise<void>): Promise<Answer> {
  await page.evaluate(forgetLongTasks);
  // It watches before the operation begins, or a quick one would go by.
  await pane.evaluate(watchForAnswer, sign);
  await operation();
  return { taken: await page.evaluate(answerTime), block: await page.evaluate(longestTask) };
}

async function reportTimes(
  report: Report,
  what: string,
  count: number,
  operation: (time: number) => Promise<Answer>,
): Promise<void> {
  const answers: Answer[] = [];
  for (let time = 0; time < count; time += 1) answers.push(await operation(time));
  const taken = answers.map(each => each.taken);
  report(`workbench: ${what}, from the key or click to the rows, median`, milliseconds(median(taken)), '< 100 ms');
  report(`workbench: ${what}, the slowest of ${count}`, milliseconds(Math.max(...taken)));
  const block = Math.max(...answers.map(each => each.block));
  report(`workbench: longest block, ${what}`, milliseconds(block), '< 100 ms');
}

interface Watching {
  longTasks: number[];
  answered: Promise<number>;
}

/** What shows that the view has answered: rows that read differently, or rows below another. */
type Sign = 'other rows' | 'deeper rows';

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
function watchLongTasks(): void {
  const here = globalThis as unknown as Watching;
  here.longTasks = [];
  new PerformanceObserver(list => {
    here.longTasks.push(...list.getEntries().map(({ duration }) => duration));
    // Node's types do not know what browsers observe.
  }).observe({ type: 'longtask' as 'measure' });
}

function forgetLongTasks(): void {
  (globalThis as unknown as Watching).longTasks = [];
}

function longestTask(): number {
  return Math.max(0, ...(globalThis as unknown as Watching).longTasks);
}

/** The extension host of a server: the one that serves this data folder, told by its ancestors' command lines. */
function hostOf(dataDir: string): string {
  for (const entry of globSync('/proc/[0-9]*/cmdline')) {
    const id = entry.split('/')[2] ?? '';
    if (
      commandOf(id).includes('--type=extensionHost') &&
      ancestorsOf(id).some(each => commandOf(each).includes(dataDir))
    )
      return id;
  }
  throw new Error('the extension host runs');
}

function ancestorsOf(id: string): string[] {
  const parent = /PPid:\s+(\d+)/.exec(fileOf(id, 'status'))?.[1] ?? '0';
  return parent === '0' ? [] : [parent, ...ancestorsOf(parent)];
}

function commandOf(id: string): string {
  return fileOf(id, 'cmdline');
}

/** A file of a process; empty when it has ended meanwhile. */
function fileOf(id: string, name: string): string {
  try {
    return readFileSync(`/proc/${id}/${name}`, 'utf8');
  } catch {
    return '';
  }
}

function residentOf(id: string): number {
  const [, kilobytes = '0'] = /VmRSS:\s+(\d+)/.exec(fileOf(id, 'status')) ?? [];
  return Number(kilobytes) * 1024;
}
