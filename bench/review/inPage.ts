/** What runs in the page that is measured. Each function is sent there alone, so it holds all that it needs. */

/** As much of a browser as is used here: the measurements themselves are Node's, which has none. */
interface InPage {
  textContent: string | null;
  readonly contentDocument?: typeof document | null;
  value: string;
  click(): void;
  dispatchEvent(event: Event): void;
  scrollTo(place: { top?: number; left?: number }): void;
  scrollBy(way: { top: number; left: number }): void;
  readonly scrollTop: number;
  readonly style: Record<string, string>;
  append(...children: readonly InPage[]): void;
  remove(): void;
}
declare const document: {
  readonly body: InPage;
  createElement(name: string): InPage;
  querySelector(selector: string): InPage | null;
  querySelectorAll(selector: string): Iterable<InPage>;
};
declare function requestAnimationFrame(callback: (time: number) => void): number;
declare function addEventListener(
  name: 'message',
  listener: (event: { readonly data: Message; readonly timeStamp: number }) => void,
): void;
declare const window: { firstRowAfter?: number };
interface Message {
  readonly name?: string;
  readonly params?: { readonly reading?: boolean };
}

/**
 * Notes when the grid has its first row: milliseconds since its panel came. From outside, where a page is asked again and again, that
 * would be up to half a second late. The frame around the grid looks: the grid's own document is opened again and written into, which
 * ends what was begun there.
 */
export function noteFirstRow(): void {
  const look = () => {
    const frames = [...document.querySelectorAll('iframe')];
    if (frames.every(frame => !frame.contentDocument?.querySelector('.line.row'))) requestAnimationFrame(look);
    else window.firstRowAfter = performance.now();
  };
  requestAnimationFrame(look);
}

export function firstRowAfter(): number | undefined {
  return window.firstRowAfter;
}

/** Waits for the word that everything is read, and gives the time from there to the picture after it. */
export function paintedAfterTheLastRow(): Promise<number> {
  return new Promise(resolve => {
    addEventListener('message', ({ data, timeStamp }) => {
      if (data.name !== 'progress' || data.params?.reading !== false) return;
      // From when it came: the page's own listener has been called before.
      requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - timeStamp)));
    });
  });
}

/** The time from the last letter to the picture. */
export async function filterBy(line: string): Promise<number> {
  const input = document.querySelector('#search');
  if (!input) throw new Error('the search is there');
  await new Promise(requestAnimationFrame);
  const from = performance.now();
  input.value = line;
  input.dispatchEvent(new Event('input', { bubbles: true }));
  // One frame for the search, one for the grid; the task after it comes when the picture is made.
  await new Promise(requestAnimationFrame);
  await new Promise(requestAnimationFrame);
  await new Promise(resolve => setTimeout(resolve));
  return performance.now() - from;
}

/** The time from a click on a head to the picture. */
export async function sortBy(label: string): Promise<number> {
  const scroller = document.querySelector('.scroller');
  const find = () =>
    [...document.querySelectorAll('[role="columnheader"]')].find(each => each.textContent?.startsWith(label));
  for (let left = 0; !find() && left < 10_000; left += 300) {
    scroller?.scrollTo({ left });
    await new Promise(requestAnimationFrame);
    await new Promise(requestAnimationFrame);
  }
  const head = find();
  if (!head) throw new Error(`there is a column ${label}`);
  await new Promise(requestAnimationFrame);
  const from = performance.now();
  head.click();
  await new Promise(requestAnimationFrame);
  await new Promise(resolve => setTimeout(resolve));
  return performance.now() - from;
}

/** Scrolls in each frame, and gives how long each took. */
export async function scroll({
  frames,
  step,
  side = 0,
}: {
  frames: number;
  step: number;
  side?: number;
}): Promise<number[]> {
  const scroller = document.querySelector('.scroller');
  if (!scroller) throw new Error('the grid scrolls');
  scroller.scrollTo({ top: 0, left: 0 });
  const times: number[] = [];
  let last = await new Promise<number>(requestAnimationFrame);
  for (let frame = 0; frame < frames; frame += 1) {
    scroller.scrollBy({ top: step, left: side });
    const now = await new Promise<number>(requestAnimationFrame);
    times.push(now - last);
    last = now;
  }
  return times;
}

/** Scrolls the least that a list can be in the same page, lines of one text each: what the browser itself manages here. */
export async function scrollPlain({ frames, step }: { frames: number; step: number }): Promise<number[]> {
  const scroller = document.createElement('div');
  const place = {
    position: 'fixed',
    inset: '0',
    zIndex: '9',
    overflow: 'auto',
    contain: 'strict',
    background: 'black',
  };
  Object.assign(scroller.style, place);
  const canvas = document.createElement('div');
  Object.assign(canvas.style, { position: 'relative', height: '1200000px' });
  const lines = Array.from({ length: 46 }, () => {
    const line = document.createElement('div');
    Object.assign(line.style, { position: 'absolute', height: '24px', whiteSpace: 'nowrap' });
    return line;
  });
  canvas.append(...lines);
  scroller.append(canvas);
  document.body.append(scroller);
  const times: number[] = [];
  let last = await new Promise<number>(requestAnimationFrame);
  for (let frame = 0; frame < frames; frame += 1) {
    scroller.scrollBy({ top: step, left: 0 });
    const first = Math.floor(scroller.scrollTop / 24);
    for (let row = first; row < first + lines.length; row += 1) {
      const line = lines[row % lines.length];
      const top = `${row * 24}px`;
      if (!line || line.style.top === top) continue;
      line.style.top = top;
      line.textContent = `row ${row} with some words to be seen `.repeat(4);
    }
    const now = await new Promise<number>(requestAnimationFrame);
    times.push(now - last);
    last = now;
  }
  scroller.remove();
  return times;
}
