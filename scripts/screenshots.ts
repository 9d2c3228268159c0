/** Drives the real workbench through its main states in every theme and pictures them. */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Workbench } from '../test/e2e/support/workbench.ts';
import { build } from './build.ts';
import { root } from './command.ts';
import { type State, states } from './screenshots/states.ts';
import type { Theme } from './vscode/settings.ts';

const everyTheme: Theme[] = ['light', 'dark', 'high-contrast'];

async function picture(theme: Theme, wanted: State[], until: number, folder: string, suffix: string): Promise<number> {
  const workbench = await Workbench.open({ theme });
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
      const path = join(folder, `${state.name}${suffix}.png`);
      await workbench.page.screenshot({ path });
      console.log(path);
    }
  } finally {
    await workbench.close();
  }
  return failed;
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
  for (const theme of themes) failed += await picture(theme, wanted, last, folder, `-${theme}`);
  return failed === 0 ? 0 : 1;
}
