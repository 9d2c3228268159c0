/**
 * A definition of ten thousand rows with a page of 60 kB: problems after a keystroke, the preview of a row after a save, what is held
 * in memory, and how long the window waits meanwhile. `npm run bench -- definitions`.
 */
import { setImmediate as turn } from 'node:timers/promises';
import { launchBrowser, provisionBrowser } from '../scripts/vscode/browser.ts';
import { checkDefinition } from '../src/definitions/checkDefinition.ts';
import { FileCache } from '../src/definitions/files.ts';
import { type LoadedDefinition, loadDefinition } from '../src/definitions/load.ts';
import { ScratchLocal } from '../src/local/scratch.ts';
import { PreviewHITs } from '../src/trial/previewHIT.ts';
import { largeDefinition } from './definitions/data.ts';
import { loadedInFrame, openFrame } from './definitions/inPage.ts';
import { median, report, timed } from './support/measure.ts';

const rows = 10_000;
const rounds = 10;
const { name, reader, edit, text } = largeDefinition(rows);

/** The longest turn of the event loop during a job, in ms of this thread's processor time: other programs don't count. */
async function longestTurn(job: () => Promise<unknown>): Promise<number> {
  const spent = () => {
    const { user, system } = process.threadCpuUsage();
    return (user + system) / 1000;
  };
  let going = true;
  let longest = 0;
  let last = spent();
  const probe = (async () => {
    while (going) {
      await turn();
      const now = spent();
      longest = Math.max(longest, now - last);
      last = now;
    }
  })();
  await job();
  going = false;
  await probe;
  return longest;
}

/** Does a job so often, twice: gives the median of its time, and of its longest turn. */
async function measured(job: (round: number) => Promise<unknown>): Promise<{ time: number; wait: number }> {
  const times: number[] = [];
  const waits: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    times.push(await timed(() => job(2 * round)));
    waits.push(await longestTurn(() => job(2 * round + 1)));
  }
  return { time: median(times), wait: median(waits) };
}

function reportWait(what: string, wait: number): void {
  report(`${what}, the longest turn of the window`, `${wait.toFixed(0)} ms`, {
    words: 'at most 50 ms',
    met: wait <= 50,
  });
}

async function keystrokes(): Promise<void> {
  const cache = new FileCache();
  const check = async (title: string, thorough = false) =>
    checkDefinition(await loadDefinition(text(title), reader, undefined, { cache }), { thorough });
  await check('First');
  const typed = await measured(round => check(`Typed ${round} \${c3}`));
  report(`${name}, problems after a keystroke`, `${typed.time.toFixed(0)} ms`, {
    words: 'under 300 ms',
    met: typed.time < 300,
  });
  reportWait('a keystroke in the definition', typed.wait);
  const inPage = await measured(async () => {
    edit('page');
    await check('First');
  });
  report(`${name}, problems after a keystroke in the page`, `${inPage.time.toFixed(0)} ms`);
  reportWait('a keystroke in the page', inPage.wait);
  const inData = await measured(async () => {
    edit('data');
    await check('First');
  });
  report(`${name}, problems after a change of the data`, `${inData.time.toFixed(0)} ms`);
  reportWait('a change of the data', inData.wait);
  const whole = await measured(async () => {
    edit('page');
    await check('First', true);
  });
  report(`${name}, every row checked in every way`, `${whole.time.toFixed(0)} ms`);
  reportWait('every row checked in every way', whole.wait);
}

async function previews(): Promise<void> {
  const scratch = new ScratchLocal({ program: 'dist/mturk-local.cjs' });
  const browser = await launchBrowser(await provisionBrowser());
  const { local, release } = await scratch.acquire();
  try {
    const page = await browser.newPage();
    await page.goto(`${local.workerSite}/signin`);
    await page.evaluate(openFrame);
    const hits = new PreviewHITs(local);
    const cache = new FileCache();
    const show = async (loaded: LoadedDefinition) => {
      const frame = await hits.show(loaded, 5_000, { accepted: true, layout: undefined });
      await page.evaluate(loadedInFrame, frame.url);
    };
    const saved = async () => {
      edit('page');
      await show(await loadDefinition(text('First'), reader, undefined, { cache }));
    };
    for (let warm = 0; warm < 5; warm += 1) await saved();
    const { time, wait } = await measured(saved);
    report(`${name}, a row in the frame after a save`, `${time.toFixed(0)} ms`, {
      words: 'under 150 ms',
      met: time < 150,
    });
    reportWait('a save with a preview', wait);
  } finally {
    release();
    scratch.dispose();
    await browser.close();
  }
}

/** Rows are read one after the other: what stays is the text and where each row begins. */
async function memory(): Promise<void> {
  const cache = new FileCache();
  const heap = () => {
    globalThis.gc?.();
    return process.memoryUsage().heapUsed / 1e6;
  };
  const before = heap();
  const loaded = await loadDefinition(text('First'), reader, undefined, { cache });
  await checkDefinition(loaded, { thorough: true });
  const held = heap() - before;
  const limit = 30;
  report(`${name}, held in memory after a check of every row`, `${held.toFixed(0)} MB`, {
    words: `under ${limit} MB, where the rows filled in have 600`,
    met: held < limit,
  });
  if (loaded.rowCount !== rows) throw new Error('every row is there');
}

await memory();
await keystrokes();
await previews();
