/** Drives the real workbench through its main states in every theme and pictures them. */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Workbench } from '../test/e2e/support/workbench.ts';
import { build } from './build.ts';
import { root } from './command.ts';
import type { State } from './screenshots/state.ts';
import { states } from './screenshots/states.ts';
import type { Theme } from './vscode/settings.ts';

const usual = { width: 1440, height: 900 };
const small = { width: 1024, height: 700 };
/** Pixels: VS Code makes the side bar no narrower. */
const narrowest = 170;

const everyTheme: Theme[] = ['light', 'dark', 'high-contrast'];

interface Wanted {
  readonly states: readonly State[];
  /** The place of the last one. */
  readonly until: number;
  readonly folder: string;
  /** Also in a smaller window, and with the narrowest side bar. */
  readonly everySize: boolean;
}

async function picture(theme: Theme, { states: wanted, until, folder, everySize }: Wanted): Promise<number> {
  const workbench = await Workbench.open({ theme, viewport: usual });
  let failed = 0;
  try {
    // States build on each other: those before a wanted one are passed through without a picture.
    for (const state of states.slice(0, until + 1)) {
      try {
        await state.reach(workbench);
      } catch (error) {
        failed += 1;
        console.error(
          `✗ ${state.name} in ${theme}: ${String(error)}\n  see ${await workbench.session.keep(`${state.name}-${theme}`)}`,
        );
        continue;
      }
      if (!wanted.includes(state)) continue;
      const take = async (size: string) => {
        const path = join(folder, `${state.name}-${theme}${size}.png`);
        await workbench.page.screenshot({ path, animations: 'disabled' });
        console.log(path);
      };
      await take('');
      if (!everySize || state.closesOnResize) continue;
      await workbench.page.setViewportSize(small);
      await settle(workbench);
      await take('-1024');
      await workbench.page.setViewportSize(usual);
      if (!state.isModal) {
        const before = await resizeSideBar(workbench, narrowest);
        await take('-170');
        await resizeSideBar(workbench, before);
      }
    }
  } finally {
    await workbench.close();
  }
  return failed;
}

/** Two pictures of the browser: what was resized is laid out then. */
async function settle({ page }: Workbench): Promise<void> {
  for (const _ of [1, 2]) await page.screenshot();
}

/** Drags the edge of the side bar. Gives how wide it was. */
async function resizeSideBar(workbench: Workbench, width: number): Promise<number> {
  const { page } = workbench;
  const box = await page.locator('.part.sidebar').boundingBox();
  if (!box) throw new Error('the side bar shows');
  await page.mouse.move(box.x + box.width, usual.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + width, usual.height / 2, { steps: 5 });
  await page.mouse.up();
  await workbench.leaveHover();
  await settle(workbench);
  return box.width;
}

/** `screenshots [state…] [--theme dark] [--readme]`: without names all states, with `--readme` those that the README shows. */
export async function screenshots(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { readme: { type: 'boolean', default: false }, theme: { type: 'string', multiple: true } },
  });
  await build();
  const folder = join(root, values.readme ? 'media/readme' : 'artifacts/screenshots');
  const wanted = states.filter(state =>
    values.readme ? state.readme : positionals.length === 0 || positionals.includes(state.name),
  );
  if (wanted.length === 0) {
    console.error(`No such state; there are: ${states.map(state => state.name).join(', ')}`);
    return 1;
  }
  if (!values.readme && positionals.length === 0) rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const themes = values.readme
    ? (['light', 'dark'] as Theme[])
    : everyTheme.filter(theme => values.theme?.includes(theme) ?? true);
  const last = Math.max(...wanted.map(state => states.indexOf(state)));
  let failed = 0;
  for (const theme of themes)
    failed += await picture(theme, { states: wanted, until: last, folder, everySize: !values.readme });
  return failed === 0 ? 0 : 1;
}
