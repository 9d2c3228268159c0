/** Functions that run inside a page, and say what is drawn there. Each stands alone: the page knows nothing of this file. */
import type { ShownPanel } from '../../support/truth/shown.ts';

/** The parts of the DOM that are looked at; tests know no DOM types. */
interface Drawn {
  readonly textContent: string | null;
  readonly innerText: string;
  readonly children: ArrayLike<Drawn>;
  getAttribute(name: string): string | null;
  querySelector(selector: string): Drawn | null;
  querySelectorAll(selector: string): Iterable<Drawn>;
  closest(selector: string): Drawn | null;
  getBoundingClientRect(): { readonly height: number; readonly width: number };
}

interface Page {
  readonly document: { readonly documentElement: Drawn; querySelectorAll(selector: string): Iterable<Drawn> };
  readonly MutationObserver: new (
    callback: () => void,
  ) => { observe(target: unknown, options: Readonly<Record<string, boolean>>): void; disconnect(): void };
  getComputedStyle(element: Drawn, part?: string): { readonly content: string };
  requestAnimationFrame(callback: () => void): void;
  /** How often something has changed, and who waits for it. */
  mturkChanges?: { count: number; waiting: (() => void)[] };
}

export interface DrawnRow {
  readonly level: number;
  readonly siblings: number;
  readonly label: string;
  readonly description: string;
  readonly accessible: string;
  readonly mark: string;
}

interface DrawnPane {
  readonly rows: readonly DrawnRow[];
  readonly message: string;
  /** The text that stands in the place of rows. */
  readonly welcome: string;
}

interface DrawnWorkbench {
  /** In the order of the titles that were asked for; those that can't be seen are missing. */
  readonly panes: readonly (DrawnPane | null)[];
  readonly badge: string;
  readonly statusBar: string;
  readonly changes: number;
}

/** The views by their titles, the badge of their icon, and the status bar. */
export function drawnWorkbench(titles: readonly string[]): DrawnWorkbench {
  const page = globalThis as unknown as Page;
  const { document } = page;
  if (!page.mturkChanges) {
    const changes = { count: 0, waiting: [] as (() => void)[] };
    page.mturkChanges = changes;
    new page.MutationObserver(() => {
      changes.count += 1;
      for (const resolve of changes.waiting.splice(0)) resolve();
    }).observe(document.documentElement, { subtree: true, childList: true, attributes: true, characterData: true });
  }
  const text = (element: Drawn | null) => (element?.textContent ?? '').replace(/\s+/g, ' ').trim();
  const isSeen = (element: Drawn) => element.getBoundingClientRect().height > 0;
  const rowOf = (row: Drawn): DrawnRow => {
    const label = row.querySelector('.monaco-icon-label');
    const content = label ? page.getComputedStyle(label, '::after').content : 'none';
    return {
      level: Number(row.getAttribute('aria-level')),
      siblings: Number(row.getAttribute('aria-setsize')),
      label: text(row.querySelector('.label-name')),
      description: text(row.querySelector('.label-description')),
      accessible: row.getAttribute('aria-label') ?? '',
      // VS Code's own signs, such as the lock of what is open read-only, are icons of its font.
      mark: (/^"(.*)"$/.exec(content)?.[1] ?? '').replace(/[\u{E000}-\u{F8FF}]/gu, '').replace(/^, |, $/g, ''),
    };
  };
  const panes = [...document.querySelectorAll('.part.sidebar .pane')];
  return {
    panes: titles.map(title => {
      const pane = panes.find(each => each.querySelector(`.pane-header [aria-label="${title} actions" i]`));
      const body = pane?.querySelector('.pane-body');
      if (!body || !isSeen(body)) return null;
      // What VS Code repeats at the top of a scrolled tree is no row of it.
      const rows = [...body.querySelectorAll('.monaco-list-row')].filter(
        row => isSeen(row) && !row.closest('.monaco-tree-sticky-container'),
      );
      rows.sort((a, b) => Number(a.getAttribute('data-index')) - Number(b.getAttribute('data-index')));
      const welcome = body.querySelector('.welcome-view-content');
      const message = body.querySelector('.message');
      return {
        rows: rows.map(rowOf),
        message: message && isSeen(message) ? text(message) : '',
        welcome: welcome && isSeen(welcome) ? text(welcome) : '',
      };
    }),
    badge: text(
      [...document.querySelectorAll('.part.activitybar .action-item')]
        .find(item => item.querySelector('[aria-label^="MTurk"]'))
        ?.querySelector('.badge-content') ?? null,
    ),
    statusBar: text(
      [...document.querySelectorAll('.part.statusbar .statusbar-item')].find(item =>
        /mturk/i.test(item.getAttribute('id') ?? ''),
      ) ?? null,
    ),
    changes: page.mturkChanges.count,
  };
}

/** The HIT panel that is drawn in this page, if it is one and shows a HIT. */
export function drawnPanel(): ShownPanel | undefined {
  const { document } = globalThis as unknown as Page;
  const [where] = [...document.querySelectorAll('header .where')];
  const hitId = where?.querySelector('code')?.textContent;
  const [status] = [...document.querySelectorAll('header .where span:not(.environment)')].slice(-1);
  // Other panels name something else there; a page that says that the HIT is gone, or can’t be read, shows no HIT.
  if (!hitId || [...document.querySelectorAll('.counts .legend')].length === 0) return undefined;
  const counts: Record<string, number> = {};
  for (const item of document.querySelectorAll('.counts .legend li:not(.total)')) {
    const count = item.querySelector('strong')?.textContent ?? '';
    const word = (item.textContent ?? '').replace(count, '').trim();
    counts[word] = Number(count.replaceAll(/\D/g, ''));
  }
  const assignments = [...document.querySelectorAll('[data-assignment]')].map(each => ({
    id: each.getAttribute('data-assignment') ?? '',
    status: each.getAttribute('data-status') ?? '',
  }));
  return { hitId, status: status?.textContent ?? '', counts, assignments };
}

/** Resolves when the page has changed since its changes were `seen`, or from now on; then what belongs together is drawn. */
export function nextChange(seen?: number): Promise<void> {
  const page = globalThis as unknown as Page;
  const settled = (resolve: () => void) =>
    page.requestAnimationFrame(() => page.requestAnimationFrame(() => resolve()));
  return new Promise(resolve => {
    const changes = page.mturkChanges;
    if (changes && seen !== undefined) {
      if (changes.count !== seen) settled(resolve);
      else changes.waiting.push(() => settled(resolve));
      return;
    }
    const observer = new page.MutationObserver(() => {
      observer.disconnect();
      settled(resolve);
    });
    observer.observe(page.document.documentElement, {
      subtree: true,
      childList: true,
      attributes: true,
      characterData: true,
    });
  });
}
