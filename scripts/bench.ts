/** Runs what stands in bench/: short measurements by name, and the long tests. */
import { existsSync, globSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build } from './build.ts';
import { root, run } from './command.ts';

async function runFile(file: string, args: string[]): Promise<number> {
  await build();
  return run(process.execPath, ['--no-warnings=ExperimentalWarning', file, ...args]);
}

/** Benchmarks by part of their name, all without one, one after the other. */
export async function bench(args: string[]): Promise<number> {
  const [name = '', ...rest] = args;
  const files = globSync('bench/*.bench.ts', { cwd: root }).filter(file => basename(file).includes(name));
  if (files.length === 0) {
    console.error(`No benchmark in bench/ is named ${name || '*.bench.ts'}`);
    return 1;
  }
  let worst = 0;
  for (const file of files.sort()) worst = Math.max(worst, await runFile(join(root, file), rest));
  return worst;
}

export const soak = (args: string[]): Promise<number> => long('bench/soak.ts', args);
export const fuzz = (args: string[]): Promise<number> => long('bench/fuzz.ts', args);
export const endure = (args: string[]): Promise<number> => long('bench/endure.ts', args);

async function long(name: string, args: string[]): Promise<number> {
  const file = join(root, name);
  if (existsSync(file)) return runFile(file, args);
  console.error(`${name} is not there`);
  return 1;
}
