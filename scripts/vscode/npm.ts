/** npm as a means to fetch things into the cache. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { capture } from '../command.ts';

/** Runs npm in a folder; its words are shown only when it fails. */
export async function npm(folder: string, args: string[], env: NodeJS.ProcessEnv = {}): Promise<void> {
  const { code, output } = await capture('npm', [...args, '--no-audit', '--no-fund'], {
    cwd: folder,
    shell: process.platform === 'win32',
    env: { ...process.env, ...env },
  });
  if (code !== 0) throw new Error(`npm ${args.join(' ')} failed:\n${output}`);
}

/** Installs packages into a folder of their own; the manifest keeps npm from climbing to a parent's node_modules. */
export async function npmInto(folder: string, ...packages: string[]): Promise<void> {
  await writeFile(join(folder, 'package.json'), '{"private":true}\n');
  await npm(folder, ['install', '--ignore-scripts', '--no-package-lock', ...packages]);
}
