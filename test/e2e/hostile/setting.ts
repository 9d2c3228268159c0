/** The workbench on a hostile service that the walks through it share, and how they look at what it shows. */
import assert from 'node:assert/strict';
import type { FrameLocator, Locator } from 'playwright-core';
import { type HostileEndpoint, hostileEndpoint } from '../../support/hostile/endpoint.ts';
import { until } from '../support/eventually.ts';
import { heightsIn } from '../support/layout.ts';
import { useWorkbench } from '../support/suite.ts';
import { Watch } from '../support/watch.ts';
import type { Workbench } from '../support/workbench.ts';

/** The titles of the HITs that hold everything: as submitted, and as rejected work. */
export const crowded = 'Every hostile answer at once';
export const rejected = 'Every hostile rejection';
/** How the name of the qualification type begins that everybody has; others have it in their midst. */
export const firstType = /^<script>g/;

/** Elements that no panel of ours has, but for the one script that VS Code puts into every webview. */
const foreign = 'script:not([src], #_vscodeApiScript), img, svg, object, embed, form, a[href], base';

export interface Hostile {
  readonly endpoint: HostileEndpoint;
  readonly on: Workbench;
  /** The HITs view. */
  readonly hits: Locator;
}

/** Call it inside `describe`; the function it gives is for use inside tests. Each test ends with a look at what ran and was asked for. */
export function useHostile(): () => Hostile {
  let endpoint: HostileEndpoint | undefined;
  let hits: Locator | undefined;
  let watch: Watch | undefined;
  const workbench = useWorkbench(async () => {
    endpoint = await hostileEndpoint();
    return {
      settings: {
        'mturk.profiles': [{ name: 'hostile', endpoint: endpoint.url, environment: 'sandbox', keys: 'environment' }],
        'workbench.enableCommandUriLinks': true,
        // Texts that are made to be hard to compare are shown side by side all the same.
        'diffEditor.maxComputationTime': 100,
      },
      env: { AWS_ACCESS_KEY_ID: 'HOSTILEREQUESTER', AWS_SECRET_ACCESS_KEY: 'of no use anywhere else' },
      viewport: { width: 1400, height: 1200 },
    };
  });
  after(async () => endpoint?.close());

  before('switch to it', async () => {
    const on = workbench();
    watch = new Watch(on.page);
    await on.openView('MTurk');
    await on.command('MTurk: Switch Profile…');
    await on.pick('hostile');
    await on.clickDialog('Use');
    hits = await on.view('HITs');
    await on.row(crowded, hits).waitFor();
    await groupHITs(on, 'No groups');
    await moveIn(on, hits, 'End');
    await showMore(on, hits);
    await goToTop(on, hits);
  });
  afterEach('nothing ran and nothing was asked for', async () => {
    await watch?.assertQuiet();
  });

  return () => {
    assert.ok(endpoint && hits, 'the hostile service is in use inside tests only');
    return { endpoint, hits, on: workbench() };
  };
}

/** Arranges the HITs view by an entry of its list of groupings. */
export async function groupHITs(on: Workbench, grouping: string): Promise<void> {
  await on.command('MTurk: Group HITs…');
  await on.pick(grouping);
}

/** Brings the keyboard to a view's list, and the list to its beginning. */
export async function goToTop(on: Workbench, pane: Locator): Promise<void> {
  await moveIn(on, pane, 'Home');
}

/** Brings the keyboard to a view's list and presses a key that moves in it. */
export async function moveIn(on: Workbench, pane: Locator, key: 'Home' | 'End' | 'PageDown'): Promise<void> {
  const list = pane.locator('.monaco-list');
  await list.getByRole('treeitem').first().waitFor();
  await list.focus();
  await on.page.keyboard.press(key);
}

/** Asks for the rows that the views hold back, where this one says so in sight. */
async function showMore(on: Workbench, pane: Locator): Promise<void> {
  const more = pane.getByRole('treeitem', { name: /^Show more/ });
  while ((await more.count()) > 0) {
    await on.command('MTurk: Show More Rows');
    await more.first().waitFor({ state: 'hidden' });
    await pane.locator('.monaco-list').focus();
  }
}

/** Goes through all rows of a view, a page at a time, and looks at each page. */
export async function walk(on: Workbench, pane: Locator, look: () => Promise<void>): Promise<void> {
  const list = pane.locator('.monaco-list');
  await goToTop(on, pane);
  for (let last = ''; ; ) {
    await showMore(on, pane);
    await look();
    await on.page.keyboard.press('PageDown');
    const focused = (await list.getAttribute('aria-activedescendant')) ?? '';
    if (focused === last) return;
    last = focused;
  }
}

export async function assertNothingForeign(panel: FrameLocator): Promise<void> {
  assert.deepEqual(await sources(panel.locator(foreign)), []);
}

/** Elements as the page has them. */
function sources(elements: Locator): Promise<string[]> {
  return elements.evaluateAll(all => all.map(element => (element as unknown as { outerHTML: string }).outerHTML));
}

/** The hover over something: text with links to our own commands alone. Gives the text. */
export async function assertHover(on: Workbench, target: Locator, expected: RegExp): Promise<string> {
  const text = await on.hover(target, expected);
  const hover = on.openHover;
  assert.deepEqual(
    await sources(hover.locator('img, svg, script, iframe, .codicon:not(.hover-copy-button), h1, table, style')),
    [],
    text,
  );
  for (const link of await hover.locator('a').all())
    assert.match((await link.getAttribute('data-href')) ?? '', /^command:mturk\./, text);
  await on.leaveHover();
  return text;
}

/** The entries of the list to pick from that is open: as high as entries are, without an icon that nobody of ours put there. */
export async function assertPicksInPlace(on: Workbench): Promise<Locator> {
  const list = on.page.locator('.quick-input-widget:visible .quick-input-list');
  await list.locator('.monaco-list-row').first().waitFor();
  assert.deepEqual(await sources(list.locator('.label-name .codicon, .label-description .codicon')), []);
  for (const height of await heightsIn(list, '.monaco-list-row')) assert.ok(height <= 50, `an entry is ${height} high`);
  return list;
}

/** Closes the editor or panel that is shown, and sees it go. What was never saved is thrown away. */
export async function closeEditor(on: Workbench, unsaved = false): Promise<void> {
  const tabs = on.page.locator('.part.editor').getByRole('tab');
  const before = await tabs.count();
  await on.page
    .locator('.part.editor .editor-group-container.active .tab.active')
    .getByRole('button', { name: /^Close/ })
    .click();
  if (unsaved) await on.clickDialog("Don't Save");
  await until('the editor is closed', async () => (await tabs.count()) < before);
}

/** Tabs are as high as tabs are, and what they are called neither turns nor hides anything. */
export async function assertTabsInPlace({ page }: Workbench): Promise<void> {
  const tabs = await page
    .locator('.part.editor')
    .getByRole('tab')
    .evaluateAll(elements =>
      elements.map(element => ({
        height: (element as unknown as { offsetHeight: number }).offsetHeight,
        text: element.textContent ?? '',
      })),
    );
  for (const { height, text } of tabs) {
    assert.ok(height <= 40, `a tab is ${height} high`);
    assert.doesNotMatch(text, /[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]|\p{M}{6}/u);
    assert.ok(text.length < 200, `a tab is called by ${text.length} characters`);
  }
}
