/**
 * The page of a dashboard over 50,000 assignments in a browser: from the message to the picture, when it opens and at each change, with
 * what the host works out for it. `npm run bench -- dashboard [rounds] [folder for pictures]`.
 */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { root } from '../scripts/command.ts';
import { launchBrowser, provisionBrowser } from '../scripts/vscode/browser.ts';
import type { DashboardModel } from '../src/panels/dashboard/contract.ts';
import { SentModel } from '../src/panels/dashboard/sentModel.ts';
import { fieldReport } from '../src/statistics/dashboard/fieldReport.ts';
import { median, report, words } from './support/measure.ts';
import { change, filled, show } from './support/study.ts';

const rounds = Number(process.argv[2] ?? 15);
const pictures = process.argv[3];
const opens = 5;

/** The tokens that the page reads, as VS Code's own themes have them. */
const themes = {
  dark: {
    kind: 'vscode-dark',
    background: '#1F1F1F',
    foreground: '#CCCCCC',
    charts: ['#59a4f9', '#89D185', '#B180D7', '#F14C4C', '#CCA700'],
    border: '#454545',
  },
  light: {
    kind: 'vscode-light',
    background: '#FFFFFF',
    foreground: '#3B3B3B',
    charts: ['#0063d3', '#388A34', '#652D90', '#E51400', '#BF8803'],
    border: '#C8C8C8',
  },
  'high-contrast': {
    kind: 'vscode-high-contrast',
    background: '#000000',
    foreground: '#FFFFFF',
    charts: ['#59a4f9', '#89D185', '#B180D7', '#F48771', '#FFD370'],
    border: '#6FC3DF',
  },
} as const;
type Theme = keyof typeof themes;

function tokensOf(theme: Theme): string {
  const { background, foreground, charts, border } = themes[theme];
  const [blue, green, purple, red, yellow] = charts;
  const tokens = {
    ...{
      'editor-background': background,
      foreground,
      'editor-foreground': foreground,
      'charts-foreground': foreground,
    },
    ...{
      'charts-lines': `${foreground}80`,
      'charts-blue': blue,
      'charts-green': green,
      'charts-purple': purple,
      'charts-red': red,
    },
    ...{ 'charts-yellow': yellow, 'panel-border': border, descriptionForeground: foreground, focusBorder: blue },
    ...{
      'font-family': 'sans-serif',
      'font-size': '13px',
      'editor-font-family': 'monospace',
      'textLink-foreground': blue,
    },
    ...(theme === 'high-contrast' ? { contrastBorder: border, contrastActiveBorder: '#F38518' } : {}),
  };
  return Object.entries(tokens)
    .map(([name, value]) => `--vscode-${name}: ${value}`)
    .join('; ');
}

function pageOf(theme: Theme): string {
  return `<!DOCTYPE html><html lang="en" data-time-zone="UTC" style="${tokensOf(theme)}"><head><meta charset="UTF-8"><title>Dashboard</title>
    <link rel="stylesheet" href="/dashboard.css"><style>body { background: var(--vscode-editor-background); color: var(--vscode-foreground); font: 13px sans-serif }</style>
    <script>globalThis.acquireVsCodeApi = () => ({ postMessage() {}, getState() {}, setState() {} });</script>
    <script type="module" src="/dashboard.js"></script></head><body class="${themes[theme].kind}" data-vscode-theme-kind="${themes[theme].kind}"></body></html>`;
}

const server = createServer((request, response) => {
  const path = new URL(request.url ?? '/', 'http://localhost').pathname.slice(1);
  const theme = Object.keys(themes).find(name => name === path) as Theme | undefined;
  const type = theme ? 'text/html' : path.endsWith('.css') ? 'text/css' : 'text/javascript';
  response.setHeader('content-type', `${type}; charset=utf-8`);
  if (theme) response.end(pageOf(theme));
  else if (/^dashboard\.(?:js|css)$/.test(path)) response.end(readFileSync(join(root, 'dist/webview', path)));
  else response.writeHead(404).end();
});
await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

const table = filled();
const tables = await fieldReport(table, 'colour');
const model = (): DashboardModel => ({
  identity: { profileId: 'bench', selection: { kind: 'search', line: '' } },
  title: 'the whole account',
  profile: { name: 'Bench', environment: 'local' },
  progress: { reading: false, done: 5000, total: 5000, stopped: false },
  ...show(table),
  fields: [...table.fields.keys()],
  field: 'colour',
  tables: tables
    ? [tables.agreement, ...(tables.workers ? [tables.workers] : []), ...(tables.labels ? [tables.labels] : [])]
    : [],
  bonusesUnread: 0,
});

/** Posts a model or what changed in it as the host does, and resolves when the picture with it is made. */
async function drawn([name, text]: readonly [name: 'model' | 'changes', text: string]): Promise<void> {
  postMessage({ type: 'notification', name, params: JSON.parse(text) as unknown }, '*');
  await new Promise(resolve => setTimeout(resolve));
  // The task after a frame comes when its picture is made. Charts that come into view with it are drawn for the next one.
  for (let frame = 0; frame < 2; frame += 1) {
    await new Promise(requestAnimationFrame);
    await new Promise(resolve => setTimeout(resolve));
  }
}
declare function requestAnimationFrame(callback: (time: number) => void): number;
declare function scrollTo(left: number, top: number): void;
declare function postMessage(message: unknown, origin: string): void;

/** A page, with the processor time that its main thread took for a picture in ms, which other programs do not change much. */
async function paintedPage(browser: Browser) {
  const page = await browser.newPage({ viewport: { width: 1200, height: 900 } });
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const taken = async (): Promise<number> => {
    const { metrics } = await session.send('Performance.getMetrics');
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) * 1000;
  };
  await page.goto(`${address}/dark`);
  return {
    page,
    draw: async (message: readonly ['model' | 'changes', string]): Promise<number> => {
      const before = await taken();
      await page.evaluate(drawn, message);
      return (await taken()) - before;
    },
  };
}

/** The processor time of this process in ms, and what was worked out. */
function worked<T>(work: () => T): readonly [T, number] {
  const start = process.cpuUsage();
  const result = work();
  const { user, system } = process.cpuUsage(start);
  return [result, (user + system) / 1000];
}

const browser = await launchBrowser(await provisionBrowser());
try {
  const opening: number[] = [];
  for (let round = 0; round < opens; round += 1) {
    const { page, draw } = await paintedPage(browser);
    const [first, took] = worked(() => JSON.stringify({ ...model(), ...show(filled()) }));
    opening.push(took + (await draw(['model', first])));
    await page.close();
  }
  report('Dashboard of 50,000 assignments, opened and drawn', `${words(opening)} of processor time`, {
    words: '< 1000 ms',
    met: median(opening) < 1000,
  });

  const { page, draw } = await paintedPage(browser);
  const sent = new SentModel();
  sent.changes(model());
  let changed = 0;
  await draw(['model', JSON.stringify(model())]);
  for (const [where, place] of [
    ['at its top', 0],
    ['at its end', Number.MAX_SAFE_INTEGER],
  ] as const) {
    await page.evaluate(top => scrollTo(0, top), place);
    const [host, draws, all]: [number[], number[], number[]] = [[], [], []];
    for (let round = 0; round < rounds; round += 1) {
      change(table, changed);
      changed += 1;
      const [text, took] = worked(() => JSON.stringify(sent.changes(model())));
      const drew = await draw(['changes', text]);
      host.push(took);
      draws.push(drew);
      all.push(took + drew);
    }
    report('  worked out by the host', words(host));
    report('  drawn by the page', words(draws));
    report(`Dashboard of 50,000 assignments, one update and its picture, ${where}`, `${words(all)} of processor time`, {
      words: '< 50 ms',
      met: median(all) < 50,
    });
  }
  await page.close();

  if (pictures)
    for (const theme of Object.keys(themes) as Theme[]) {
      // High enough for all charts to be in view.
      const shown = await browser.newPage({ viewport: { width: 1200, height: 2000 } });
      await shown.goto(`${address}/${theme}`);
      await shown.evaluate(drawn, ['model', JSON.stringify(model())] as const);
      await shown.screenshot({ path: join(pictures, `dashboard-${theme}.png`), fullPage: true });
      await shown.close();
    }
} finally {
  await browser.close();
  server.close();
}
