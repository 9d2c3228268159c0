/** What the page of a workbench shows: what is drawn, read from its elements. */
import { readFileSync } from 'node:fs';
import type { ElementHandle, Frame } from 'playwright-core';
import { root } from '../../../scripts/command.ts';
import { agreed, type Witness } from '../../support/truth/agreement.ts';
import { answers, readTruth, type Truth } from '../../support/truth/service.ts';
import {
  type Shown,
  type ShownPanel,
  type ShownRow,
  type ShownView,
  type ViewName,
  viewNames,
} from '../../support/truth/shown.ts';
import { type DrawnRow, drawnPanel, drawnWorkbench, nextChange } from './drawn.ts';
import { noteOfLocal } from './localAtService.ts';
import type { Workbench } from './workbench.ts';

interface Manifest {
  readonly contributes: { readonly views: Readonly<Record<string, readonly { id: string; name: string }[]>> };
}
const manifest = JSON.parse(readFileSync(`${root}/package.json`, 'utf8')) as Manifest;
const titles = Object.values(manifest.contributes.views)
  .flat()
  .flatMap(({ id, name }) => {
    const view = viewNames.find(each => id === `mturk.${each}`);
    return view ? [{ view, title: name }] : [];
  });

class PageWitness implements Witness {
  readonly #workbench: Workbench;
  #seen = 0;

  constructor(workbench: Workbench) {
    this.#workbench = workbench;
  }

  async truth(): Promise<Truth | 'stopped' | 'unclear'> {
    const local = noteOfLocal(this.#workbench);
    if (!local || !(await answers(local))) return 'stopped';
    return (await readTruth(local)) ?? 'unclear';
  }

  async shown(): Promise<Shown> {
    const { page } = this.#workbench;
    const drawn = await page.evaluate(
      drawnWorkbench,
      titles.map(({ title }) => title),
    );
    this.#seen = drawn.changes;
    const views: Partial<Record<ViewName, ShownView>> = {};
    for (const [index, { view }] of titles.entries()) {
      const pane = drawn.panes[index];
      if (!pane) continue;
      views[view] = {
        rows: rowsOf(pane.rows, view),
        message: pane.message,
        ...(pane.rows.length === 0 ? { empty: pane.welcome } : {}),
      };
    }
    const panels: ShownPanel[] = [];
    for (const frame of await this.#frames()) {
      const panel = await frame.evaluate(drawnPanel).catch(() => undefined);
      if (panel) panels.push(panel);
    }
    const { badge, statusBar } = drawn;
    return { profile: /\bLOCAL\b/.test(statusBar) ? 'local' : 'other', views, badge, statusBar, panels };
  }

  async changed(): Promise<void> {
    const { page } = this.#workbench;
    const frames = await this.#frames();
    await Promise.race([
      page.evaluate(nextChange, this.#seen),
      // A page that goes away has changed, too.
      ...frames.map(frame => frame.evaluate(nextChange, undefined).catch(() => undefined)),
    ]);
  }

  /** The pages of the webviews in sight. */
  async #frames(): Promise<Frame[]> {
    const outer = await this.#workbench.page.locator('iframe.webview.ready:visible').elementHandles();
    const frames: Frame[] = [];
    for (const element of outer) {
      const frame = await contentOf(element);
      const inner = frame && (await frame.$('iframe#active-frame').catch(() => null));
      const content = inner && (await contentOf(inner));
      if (content) frames.push(content);
    }
    return frames;
  }
}

/** What all views of the page show is what the service says: at once, or as soon as it is drawn. */
export function assertTruth(workbench: Workbench): Promise<void> {
  return agreed(new PageWitness(workbench));
}

async function contentOf(element: ElementHandle): Promise<Frame | undefined> {
  return (await element.contentFrame().catch(() => null)) ?? undefined;
}

/** The rows with those they stand below; of what stands below a row that is out of sight, nothing is said. */
function rowsOf(drawn: readonly DrawnRow[], view: ViewName): ShownRow[] {
  const path: ShownRow[] = [];
  const rows: ShownRow[] = [];
  for (const { level, label, description, accessible, mark, siblings } of drawn) {
    path.length = Math.min(path.length, level - 1);
    if (path.length < level - 1) continue;
    const under = path.at(-1);
    const kind = kindOf(view, level, accessible);
    const row: ShownRow = { kind, label, description, accessible, mark, siblings, ...(under ? { under } : {}) };
    path.push(row);
    rows.push(row);
  }
  return rows;
}

function kindOf(view: ViewName, level: number, accessible: string): ShownRow['kind'] {
  if (accessible.includes(', group, ')) return 'group';
  if (accessible.startsWith('Show more')) return 'more';
  if (view === 'workers')
    return level === 1
      ? accessible.startsWith('Worker ')
        ? 'worker'
        : 'note'
      : accessible.startsWith('HIT ')
        ? 'assignment'
        : 'note';
  if (/^Worker .*, (Submitted|Approved|Rejected)|^Rejected assignment of worker /.test(accessible)) return 'assignment';
  return accessible.includes(', HIT, ') ? 'hit' : 'note';
}
